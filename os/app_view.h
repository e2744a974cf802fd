/* os/app_view.h - what the application is shown of its own process where the kernel's answer is not its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_APP_VIEW_H
#define OS_APP_VIEW_H 1

#include <stdbool.h>
#include <stdint.h>

enum { APP_VIEW_AS_IS = -1 };

/* Bit N-1 stands for signal N. */
struct app_view_signals {
    uint64_t pending, blocked, ignored, caught;
};

/* Answers of the layers above; each may be NULL. Any thread may call them. The runtime's own
 * memory (os_mem_find_own) is left out without being asked about. */
struct app_view {
    /* The protection (OS_PROT_*) that the application believes the memory from START on to
     * have, or APP_VIEW_AS_IS. *UNTIL is END and may be lowered to where the answer ends. */
    int (*protection)(uintptr_t start, uintptr_t end, uintptr_t *until);
    /* The signals of a thread of this process; false: the kernel's answer is right. */
    bool (*signals)(uintptr_t tid, struct app_view_signals *out);
};

/* The structure must live as long as the process. */
void os_app_view_set(const struct app_view *view);

#endif
