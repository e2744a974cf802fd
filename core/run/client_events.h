/* core/run/client_events.h - what clients are told beside the events of core/run/hooks.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_RUN_CLIENT_EVENTS_H
#define CORE_RUN_CLIENT_EVENTS_H

#include "core/rt/thread.h"

/* Code at PC is about to be translated: modules that the application has mapped since the last time
 * are announced first.
 * Context: runtime, no locks held
 */
void
client_events_before_code(struct thread *t, uintptr_t pc);

/* [start, start+size) is about to be unmapped or replaced.
 * Context: runtime, no locks held
 */
void
client_events_before_unmap(struct thread *t, uintptr_t start, size_t size);

/* Carries out the system call in t->mc as syscall_carry_out() does, with the events before and behind
 * it. */
void
client_events_syscall(struct thread *t);

#endif
