/* core/run/hooks.h - what happens to threads and processes, for the modules that want to know.
 * SPDX-License-Identifier: Apache-2.0
 *
 * core/run/client_events.c tells clients.
 */
#ifndef CORE_RUN_HOOKS_H
#define CORE_RUN_HOOKS_H
#include "core/rt/thread.h"
#include "os/app_process.h"

/* ---- clients (core/client, core/api) ---- */

void event_thread_begins(struct thread *t); /* on the new thread, before its first fragment */
void event_thread_ends(struct thread *t);   /* on the thread unless it was killed */
void event_forked(struct thread *t);        /* in a child with memory of its own */
void event_process_ends(struct thread *t);  /* once, before the counters are printed */

/* Interrupted for the timers of clients.  Context: signal handler */
void event_sampled(struct thread *t, const struct mcontext *mc);

#endif
