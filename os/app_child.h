/* os/app_child.h - processes that the application starts.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows only.
 */
#ifndef OS_APP_CHILD_H
#define OS_APP_CHILD_H
#include "os/mcontext.h"
#include <stdbool.h>

struct app_child_plan {
    bool follow;                /* the new process runs under the runtime as well */
    const char *const *options; /* for it: the runtime's own words */
    unsigned option_count;
    void (*note)(const char *why); /* one that will not be followed */
};

/* Carries out the call in mc that makes a process, or a thread in one that may have none yet. */
void os_app_child_create(struct mcontext *mc, const struct app_child_plan *plan);

#endif
