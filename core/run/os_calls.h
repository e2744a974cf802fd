/* core/run/os_calls.h - system calls whose effects only one operating system knows.
 * SPDX-License-Identifier: Apache-2.0
 *
 * core/run/<os>/ implements it.
 */
#ifndef CORE_RUN_OS_CALLS_H
#define CORE_RUN_OS_CALLS_H
#include "core/rt/thread.h"
#include "os/app_syscall.h"

/* Carries out the call in t->mc; false: it is none of these, and nothing has been done. */
bool os_calls_carry_out(struct thread *t, const struct effect *e);

#endif
