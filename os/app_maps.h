/* os/app_maps.h - what the kernel says is mapped in this process, less the runtime.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_APP_MAPS_H
#define OS_APP_MAPS_H
#include <stdbool.h>
#include <stdint.h>

struct os_map_line {
    uintptr_t start, end;
    int prot; /* OS_PROT_* */
    bool is_shared;
    uint64_t offset;
    uint64_t inode;
    const char *path; /* "" for none; valid during the visit */
};

/* Visits every mapping that is not the runtime's own in rising order; the visitor may map and unmap. */
void os_maps_iterate(void (*visit)(const struct os_map_line *m, void *arg), void *arg);

/* The same, at least for those that have a part between start and end; elsewhere they may be left out. */
void os_maps_iterate_in(uintptr_t start, uintptr_t end, void (*visit)(const struct os_map_line *m, void *arg), void *arg);

/* As os_maps_iterate for those that are the runtime's. */
void os_maps_iterate_own(void (*visit)(const struct os_map_line *m, void *arg), void *arg);

#endif
