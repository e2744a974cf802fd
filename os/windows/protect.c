/* os/windows/protect.c - page protections, Windows' and ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/protect.h"
#include "os/mem.h"
#include "os/windows/nt.h"

static const struct {
    uint32_t protect;
    int prot;
} rows[] = { /* the first that fits is taken for our own memory */
    { PAGE_NOACCESS, OS_PROT_NONE },
    { PAGE_READONLY, OS_PROT_READ },
    { PAGE_READWRITE, OS_PROT_READ | OS_PROT_WRITE },
    { PAGE_EXECUTE_READ, OS_PROT_READ | OS_PROT_EXEC },
    { PAGE_EXECUTE_READWRITE, OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC },
    { PAGE_WRITECOPY, OS_PROT_READ | OS_PROT_WRITE },
    { PAGE_EXECUTE, OS_PROT_READ | OS_PROT_EXEC },
    { PAGE_EXECUTE_WRITECOPY, OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC },
};

uint32_t
protect_from_prot(int prot)
{
    if ((prot & OS_PROT_WRITE) != 0)
        prot |= OS_PROT_READ;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        if (rows[i].prot == prot)
            return rows[i].protect;
    }
    return PAGE_EXECUTE_READ; /* execution alone */
}

int
protect_to_prot(uint32_t protect)
{
    if ((protect & PAGE_GUARD) != 0)
        return OS_PROT_NONE;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        if (rows[i].protect == (protect & 0xff))
            return rows[i].prot;
    }
    return OS_PROT_NONE;
}
