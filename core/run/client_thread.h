/* core/run/client_thread.h - threads and timers of clients.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A client's thread runs the client's code and never the application's.  It has a context for the
 * client interface, but no thread events, gets no signals, and counts as asleep for everybody who
 * waits for threads to leave the code cache.
 */
#ifndef CORE_RUN_CLIENT_THREAD_H
#define CORE_RUN_CLIENT_THREAD_H
#include "core/rt/thread.h"

/* Starts one that calls fn(arg) and then ends.  False: no memory, or the kernel refuses.
 * Context: client code on t */
bool client_thread_create(struct thread *t, void (*fn)(void *arg), void *arg);

/* Whether there are any: then the last of the application's threads has to end the process. */
bool client_threads_any(void);

/* In the child of a fork: they are gone, and their timers with them. */
void client_threads_forked(void);

/* A nudge has come from another process.  False: there is no such client, or too many wait already.
 * Context: as os/app_event.h has it */
bool client_nudge_arrived(uint32_t client, uint64_t argument);

/* What a timer measures. */
enum client_clock { CLIENT_CLOCK_REAL, CLIENT_CLOCK_VIRTUAL, CLIENT_CLOCK_PROFILING, CLIENT_CLOCKS };

/* Calls fn(t, mc) on the threads that are not asleep, in signal handlers, each `ms` milliseconds of
 * the clock; 0 stops it.  False: no thread for it.  Context: client code on t */
typedef void (*client_timer_fn)(struct thread *t, const struct mcontext *mc);
bool client_timer_set(struct thread *t, enum client_clock clock, unsigned ms, client_timer_fn fn);
unsigned client_timer_get(enum client_clock clock);

#endif
