/* os/app_thread.h - calls of the application about other threads of its own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows only.  They are made while no other thread is in the middle of the runtime: whoever gets
 * suspended holds none of its locks.
 */
#ifndef OS_APP_THREAD_H
#define OS_APP_THREAD_H
#include "os/mcontext.h"
#include <stdbool.h>
#include <stdint.h>

/* The thread that the call in mc is about, by its number; 0: not one of this process, or none. */
uintptr_t os_app_thread_of_call(const struct mcontext *mc);

/* Whether the call is about a thread of another process; carries it out then.
 * Context: as at a system call; holds no lock */
bool os_app_thread_is_outside(const struct mcontext *mc);
void os_app_thread_call_outside(struct mcontext *mc);

/* A new thread that begins as in mc runs code in [*start, *end) first, which belongs to no image.  False: it
 * runs an image's. */
bool os_app_thread_code(const struct mcontext *mc, uintptr_t *start, uintptr_t *end);

/* Carries the call out.  target: its struct os_events, NULL if it has none; owner: as it was given for
 * that.  Locks: the caller holds all of the runtime's */
struct os_events;
void os_app_thread_call(struct mcontext *mc, struct os_events *target, void *owner);

/* Between the two no other thread is in the middle of what os_sync_wait and os_sync_wake share: one that is
 * suspended or ended there would keep it from all others.  The caller does neither meanwhile. */
void os_app_threads_hold(void);
void os_app_threads_let_go(void);

#endif
