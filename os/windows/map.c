/* os/windows/map.c - files in memory for the runtime's own use: read, not mapped.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A private copy differs from a private mapping only in what it costs.
 */
#include "os/map.h"

void *
os_map_file(os_file f, uint64_t offset, size_t size, int prot, uintptr_t where)
{
    void *p = where != 0 ? os_mem_alloc_at(where, size, OS_PROT_READ | OS_PROT_WRITE)
                         : os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (p == NULL)
        return NULL;
    bool is_good = os_file_seek(f, (int64_t)offset, 0) >= 0;
    for (size_t n = 0; is_good && n < size;) {
        intptr_t r = os_file_read(f, (char *)p + n, size - n);
        is_good = r >= 0;
        if (r <= 0)
            break;
        n += (size_t)r;
    }
    if (!is_good || !os_mem_protect(p, size, prot)) {
        os_mem_free(p, size);
        return NULL;
    }
    return p;
}

void
os_map_unmap(void *p, size_t size)
{
    os_mem_free(p, size);
}
