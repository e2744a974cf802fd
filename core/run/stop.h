/* core/run/stop.h - stopping the other threads where the application's state is complete.
 * SPDX-License-Identifier: Apache-2.0
 *
 * One thread asks the others (thread.stop), interrupts those in the cache until all of them are in
 * the dispatcher, in a system call or where client code has said that it waits, and lets them go on
 * later.  A thread that leaves such a place looks whether it has been asked: it writes that it
 * leaves and then reads stop, while the other side writes stop and then reads where it is.
 */
#ifndef CORE_RUN_STOP_H
#define CORE_RUN_STOP_H
#include "core/rt/thread.h"

/* Threads that have been stopped. */
struct stopped {
    struct thread **threads; /* on the heap: the caller frees it */
    size_t size;             /* of that array, in bytes */
    unsigned count;
    unsigned left; /* threads that did not stop in time, or that cannot be stopped */
};

/* Stops every other thread of the process, those of clients only if wanted.  From here to
 * stop_resume no other thread can do the same.
 * Context: client code on t, not in a block event; holds no lock */
void stop_others(struct thread *t, bool with_client_threads, struct stopped *out);
void stop_resume(void);

/* t->mc and t->next are complete: stays here as long as somebody wants it to.
 * Context: dispatcher; holds no lock */
void stop_here(struct thread *t);

/* From PLACE_SAFE to PLACE_RUNTIME, when nobody wants t to stay. */
void stop_leave_safe(struct thread *t);

/* Client code on t begins to wait for something, or goes on. */
void stop_wait_begins(struct thread *t);
void stop_wait_ends(struct thread *t);

/* Returns when no other thread is in a fragment that has been flushed before, except those that
 * wait in here themselves or as above.  Context: as stop_others */
void stop_until_left(struct thread *t);

/* In the child of a fork. */
void stop_forked(struct thread *t);

#endif
