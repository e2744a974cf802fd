/* os/linux/seccomp.h - filters of system calls that the application installs.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_SECCOMP_H
#define OS_LINUX_SECCOMP_H
#include <stdbool.h>
#include <stdint.h>

/* Carries out a seccomp or prctl of the application that installs a filter.  False: it does not. */
bool seccomp_install(intptr_t nr, const uintptr_t args[6], intptr_t *result);

/* A system call is about to be made: ends the process if it is in strict mode and may not. */
void seccomp_check(intptr_t nr);

#endif
