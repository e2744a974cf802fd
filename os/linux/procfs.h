/* os/linux/procfs.h - what the application sees of itself in /proc. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_PROCFS_H
#define OS_LINUX_PROCFS_H 1

#include <stdbool.h>
#include <stdint.h>

/* Carries out an application's system call if it asks about this very process in /proc and the
 * kernel's answer would show the runtime. False: not the case, nothing has been done.
 * Concerns open, openat, openat2, readlink*, stat*, statx, access*, faccessat*; false for others.
 * Context: runtime */
bool procfs_intercept(intptr_t nr, const uintptr_t args[6], intptr_t *result);

/* Whether a path names this process's /proc/.../exe. PATH is the runtime's copy. */
bool procfs_is_exe(int dirfd, const char *path);

#endif
