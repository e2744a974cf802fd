/* os/linux/map.c - mapping files for the runtime's own use.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/map.h"
#include "os/mem_own.h"
#include "os/linux/private_fd.h"
#include "os/linux/sys.h"
#include <linux/mman.h>

static uintptr_t
pages(size_t size)
{
    size_t page = os_mem_facts()->page;

    return (size + page - 1) & ~(page - 1);
}

void *
os_map_file(os_file f, uint64_t offset, size_t size, int prot, uintptr_t where)
{
    int flags = MAP_PRIVATE | (where != 0 ? MAP_FIXED : 0);
    intptr_t r = sys6(__NR_mmap, where, size, prot, flags, private_fd_actual((int)f), offset);
    if (sys_failed(r))
        return NULL;
    if (where == 0)
        mem_own_add((uintptr_t)r, (uintptr_t)r + pages(size));
    return (void *)r;
}

void
os_map_unmap(void *p, size_t size)
{
    mem_own_remove((uintptr_t)p, (uintptr_t)p + pages(size));
    sys2(__NR_munmap, p, size);
}
