/* os/linux/procfs_hooks.h - what /proc's views ask the layers above. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_PROCFS_HOOKS_H
#define OS_LINUX_PROCFS_HOOKS_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* Answers of view_memory besides a protection (OS_PROT_*). */
    PROCFS_HIDE = -1,   /* the application has nothing there */
    PROCFS_AS_IS = -2,
};

/* What a process's signal lines show, as bits 0..63 for signals 1..64. */
struct procfs_signals {
    uint64_t pending, blocked, ignored, caught;
};

/* How the layers above answer; each may be NULL. May be called by any thread. */
struct procfs_hooks {
    /* What to show of [start, end), which is mapped; sets *UNTIL to where that answer ends. */
    int (*view_memory)(uintptr_t start, uintptr_t end, uintptr_t *until);
    /* The application's view of a thread of this process; false: the kernel's is right. */
    bool (*view_signals)(int tid, struct procfs_signals *out);
    /* Called with each descriptor that took the place of a natively opened one. */
    void (*opened)(int fd);
};

/* The structure must live as long as the process. */
void procfs_set_hooks(const struct procfs_hooks *hooks);
const struct procfs_hooks *procfs_hooks(void);

#endif
