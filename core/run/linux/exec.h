/* core/run/linux/exec.h - execve of the application.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_LINUX_EXEC_H
#define CORE_RUN_LINUX_EXEC_H
#include "core/rt/thread.h"

/* Carries out the call in t->mc; returns when it has failed. */
void exec_carry_out(struct thread *t);

#endif
