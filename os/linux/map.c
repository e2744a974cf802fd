/* os/linux/map.c - mapping files for the runtime's own use.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/map.h"
#include "os/linux/private_fd.h"
#include "os/linux/sys.h"
#include <linux/mman.h>

void *
os_map_file(os_file f, uint64_t offset, size_t size, int prot, uintptr_t where)
{
    int flags = MAP_PRIVATE | (where != 0 ? MAP_FIXED : 0);
    intptr_t r = sys6(__NR_mmap, where, size, prot, flags, private_fd_actual((int)f), offset);
    return sys_failed(r) ? NULL : (void *)r;
}

void
os_map_unmap(void *p, size_t size)
{
    sys2(__NR_munmap, p, size);
}
