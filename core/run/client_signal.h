/* core/run/client_signal.h - clients, signals and threads found in the middle of their code.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_CLIENT_SIGNAL_H
#define CORE_RUN_CLIENT_SIGNAL_H
#include "core/cache/fragment.h"
#include "os/app_event.h"

/* A signal is about to be delivered, as os_event_upcalls.deliver.
 * Context: runtime, on the thread's own stack, no lock held */
void client_signal(struct thread *t, int *sig, struct mcontext *mc,
                   const struct os_signal_facts *facts);

/* An instruction in f has faulted with these registers.  Context: signal handler */
void client_note_fault(struct thread *t, const struct fragment *f, const struct mcontext *mc);

/* After such a fault: clients put registers that they keep elsewhere into t->mc.
 * Context: as client_signal, before anything looks at t->mc */
void client_complete_state(struct thread *t);

/* A clean call has not taken place: its arguments could not be read. */
void client_call_abandoned(struct thread *t);

/* Everything that waited has been delivered. */
void client_signals_done(struct thread *t);

/* Whether pc is in code that leads back to the cache without a look at TLS_PENDING: a client's
 * function that is called without much ado, the end of a clean call.  Context: signal handler */
bool client_is_on_its_way(struct thread *t, uintptr_t pc);

#endif
