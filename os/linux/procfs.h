/* os/linux/procfs.h - what the application sees of itself in /proc. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_PROCFS_H
#define OS_LINUX_PROCFS_H 1

#include <stdbool.h>
#include <stdint.h>

/* To be called around each system call of the application; quick for those that this is not
 * about. Where the kernel's answer to a question about this very process would show the runtime,
 * the result is made what it would be natively.
 * procfs_before: true if the call (a readlink) has been answered and must not be made.
 * procfs_after: what has succeeded (open*, stat*, statx, access*, faccessat*) gets its result.
 * Context: runtime */
bool procfs_before(intptr_t nr, const uintptr_t args[6], intptr_t *result);
void procfs_after(intptr_t nr, const uintptr_t args[6], intptr_t *result);

/* Whether a path names this process's /proc/.../exe. PATH is the runtime's copy. */
bool procfs_is_exe(int dirfd, const char *path);

#endif
