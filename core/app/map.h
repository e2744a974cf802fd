/* core/app/map.h - what the application has mapped, with the protection it believes in.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Kept up by the effects of system calls.  The real protection differs where pages hold
 * translated code: such pages are not writable (core/app/code_pages.h).
 */
#ifndef CORE_APP_MAP_H
#define CORE_APP_MAP_H
#include "os/base/types.h"

struct app_region {
    uintptr_t start, end;
    int prot; /* OS_PROT_* */
    bool shared; /* a shared mapping: others may write to it behind our back */
};

void app_map_init(void);

/* The region that holds addr; false: nothing is mapped there. */
bool app_map_find(uintptr_t addr, struct app_region *out);

/* The first region that ends after addr. */
bool app_map_find_next(uintptr_t addr, struct app_region *out);

void app_map_add(uintptr_t start, uintptr_t end, int prot, bool shared);
void app_map_remove(uintptr_t start, uintptr_t end);
void app_map_protect(uintptr_t start, uintptr_t end, int prot);

/* After a fork, in the child, the map is as it was; nothing to do.  Whole-structure check: */
void app_map_check(void);

#endif
