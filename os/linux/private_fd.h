/* os/linux/private_fd.h - the runtime's descriptors among the application's.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_PRIVATE_FD_H
#define OS_LINUX_PRIVATE_FD_H
#include <stdbool.h>
#include <stdint.h>

/* Moves a descriptor to a high number, closed on exec, and protects it there.  Returns the number,
 * or -1 when none is free: FD is closed then. */
int private_fd_add(int fd);

/* Closes it. */
void private_fd_close(int fd);

/* The number that the kernel knows it by now: what private_fd_add returned, unless the application
 * wanted that number for itself. */
int private_fd_actual(int fd);

/* Whether the kernel knows one of ours by this number. */
bool private_fd_is_ours(uintptr_t fd);

/* Carries out a system call of the application on descriptors if it would meet ours: close, dup*,
 * close_range, fcntl.  False: it does not.  A guest's descriptors are not in our table,
 * only a copy of them: they cannot be moved. */
bool private_fd_intercept(intptr_t nr, const uintptr_t args[6], bool is_guest, intptr_t *result);

#endif
