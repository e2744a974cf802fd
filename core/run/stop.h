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

/* Longer than any thread takes that is not stuck, on a machine with much else to do. */
#define STOP_PATIENCE_NS UINT64_C(10000000000)

/* Stops every other thread of the process, those of clients only if wanted; who has not stopped when
 * the time is over runs on.  From here to stop_resume no other thread can do the same.
 * Context: client code on t, not in a block event; holds no lock */
void stop_others(struct thread *t, bool with_client_threads, uint64_t patience_ns,
                 struct stopped *out);
void stop_resume(void);

/* The same for the thread with that number, if there is one (0: none): it is at rest, or patience is over.
 * Context: runtime; holds no lock */
void stop_one(struct thread *self, uintptr_t tid, uint64_t patience_ns);

/* As stop_others at the end of the process: they stay stopped.  The process is not kept alive for long by a
 * thread that is stuck in a client. */
void stop_for_good(struct thread *t);

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
