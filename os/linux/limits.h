/* os/linux/limits.h - the bound that the application sets on its address space.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_LIMITS_H
#define OS_LINUX_LIMITS_H
#include <stdbool.h>
#include <stdint.h>

/* Carries out a getrlimit, setrlimit or prlimit64 of the application that is about RLIMIT_AS of its
 * own process.  False: it is not. */
bool limits_call(intptr_t nr, const uintptr_t args[6], intptr_t *result);

/* Makes the system call execve or execveat: what is executed gets the bound as it was set. */
intptr_t limits_exec(uintptr_t number, const uintptr_t args[6]);

#endif
