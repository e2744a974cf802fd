/* os/map.h - mapping files for the runtime's own use.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_MAP_H
#define OS_MAP_H
#include "os/file.h"
#include "os/mem.h"

/* Maps [offset, offset+size) of a file privately; `where` 0 lets the kernel choose, otherwise the
 * mapping replaces what is there (the caller has reserved it).  NULL when refused. */
void *os_map_file(os_file f, uint64_t offset, size_t size, int prot, uintptr_t where);
void os_map_unmap(void *p, size_t size);

#endif
