/* core/run/signal.h - where interrupted threads are, and what becomes of faults and signals.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_SIGNAL_H
#define CORE_RUN_SIGNAL_H
#include "core/rt/thread.h"
#include "os/app_event.h"
#include "os/app_process.h"
#include "os/app_view.h"

/* At start, before the first thread is attached; what to do when a signal ends the process. */
void signal_init(void (*process_dies)(struct thread *t));

/* For a thread about to be made (parent NULL: the first); false: no memory. */
bool signal_thread_create(struct thread *t, const struct thread *parent, const struct app_clone *c);
/* In that thread, once it is attached: from here on signals arrive. */
void signal_thread_start(struct thread *t);
void signal_thread_exit(struct thread *t);
void signal_fork_child(struct thread *t, const struct app_clone *c);

/* Delivers everything that waits: t->mc and t->next become those of the handlers. */
void signal_deliver_all(struct thread *t);

/* A fault that the runtime found at t->next. */
void signal_raise(struct thread *t, enum os_fault fault, uintptr_t addr);

/* Upcalls of os/app_event.h whose answers differ from one operating system to another (core/run/<os>). */
void signal_thread_begins(const struct mcontext *mc);
void signal_callback_begins(const struct mcontext *mc);
void signal_callback_ends(void);
void signal_moved(enum os_move why, const struct mcontext *before, const struct mcontext *mc);

/* A call has given the thread a whole new state, which is in t->mc: the way back from a handler. */
void signal_resumed(struct thread *t, const struct mcontext *before);

struct os_events *signal_events(const struct thread *t);

/* The application's signal sets of a thread of this process; false: there is no such thread. */
bool signal_view(uintptr_t tid, struct app_view_signals *out);

/* A clean call ends with TLS_PENDING set; as arch_upcalls.after_client. */
void signal_after_call(struct thread *t, uintptr_t cache_pc);

/* Makes t come to the dispatcher, if it is in the cache. */
void thread_interrupt(struct thread *t);

#endif
