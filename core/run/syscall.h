/* core/run/syscall.h - carrying out the application's system calls.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_SYSCALL_H
#define CORE_RUN_SYSCALL_H
#include "core/rt/thread.h"

/* The system call in t->mc; t->next is the pc after it, and may change. */
void syscall_carry_out(struct thread *t);

/* Carries out a system call for the application that is not in its code, with its effects; gives
 * the result. */
uintptr_t syscall_invoke(struct thread *t, uintptr_t number, const uintptr_t *params);

#endif
