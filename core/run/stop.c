/* core/run/stop.c - stopping the other threads where the application's state is complete.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/stop.h"
#include "core/arch.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "os/app_event.h"
#include "os/base/atomic.h"
#include "os/sync.h"
#include "os/thread.h"
#include "os/time.h"

enum { POLL_US = 50, MOST_POLL_US = 1000 };

/* Values of a thread's `stop`.  Who is stopped briefly does not sleep until he is woken: he may be suspended
 * by the application meanwhile. */
enum { STOP_NOT, STOP_AND_SLEEP, STOP_BRIEFLY };

static volatile uint32_t stopping; /* somebody stops the others; not a lock of ours: it is held
                                      while client code runs */

static bool is_final;              /* nobody is let go any more; written while `stopping` is ours */

static void
nap(unsigned tries)
{
    if (tries < 20)
        os_thread_yield();
    else
        os_thread_sleep(tries < 200 ? POLL_US : MOST_POLL_US);
}

static void
wait_stopped(struct thread *t)
{
    for (unsigned tries = 0; ATOMIC_LOAD(&t->stop) == STOP_BRIEFLY; tries++)
        nap(tries);
    os_sync_wait(&t->stop, STOP_AND_SLEEP, -1);
}

static bool
is_at_rest(const struct thread *t)
{
    return ATOMIC_LOAD(&t->place) == PLACE_SAFE || ATOMIC_LOAD(&t->waits) != 0;
}

/* Makes t come to the dispatcher. */
static void
poke(struct thread *t)
{
    if (ATOMIC_LOAD(&t->place) != PLACE_CACHE)
        return;
    if (ATOMIC_LOAD(&t->clean_call) != 0)
        t->tls[TLS_PENDING] = 1; /* it looks there when the client's code is done */
    else if (t->tid != 0 && !os_events_interrupt(t->slot[SLOT_signal], t->tid))
        thread_lost(t);
}

/* Threads of this process that can be stopped. */
static bool
is_wanted(const struct thread *t, const struct thread *self, bool with_client_threads)
{
    if (t == self || t->process != self->process || t->is_dying || is_final)
        return false; /* at the end, who is not stopped is the one that ends the process */
    return !t->is_client || (with_client_threads && !t->is_unstoppable);
}

/* Asks every thread; the number of those that are not at rest yet. */
static unsigned
ask_all(struct thread *self, bool with_client_threads)
{
    unsigned moving = 0;
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (!is_wanted(t, self, with_client_threads))
            continue;
        ATOMIC_STORE_SEQ(&t->stop, STOP_AND_SLEEP);
        ATOMIC_FENCE();
        if (is_at_rest(t))
            continue;
        moving++;
        poke(t);
    }
    lock_release(&lock_threads);
    return moving;
}

static void
let_go(struct thread *t)
{
    if (ATOMIC_XCHG(&t->stop, 0) != 0)
        os_sync_wake(&t->stop, INT32_MAX);
}

/* Who is at rest is stopped; the others go on. */
static void
collect(struct thread *self, bool with_client_threads, struct stopped *out)
{
    *out = (struct stopped){ 0 };
    lock_acquire(&lock_threads);
    out->size = thread_count * sizeof(*out->threads);
    out->threads = heap_alloc(out->size);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (t == self || t->process != self->process || t->is_dying)
            continue;
        bool has_stopped = ATOMIC_LOAD(&t->stop) != 0 && is_at_rest(t);
        if (has_stopped && t->tid != 0) {
            out->threads[out->count++] = t;
        } else if (!has_stopped) {
            out->left += is_wanted(t, self, with_client_threads);
            let_go(t);
        }
    }
    lock_release(&lock_threads);
}

static void
begin_stopping(struct thread *self)
{
    for (unsigned tries = 0; ATOMIC_XCHG(&stopping, 1) != 0; tries++) {
        stop_wait_begins(self); /* the other one may want us */
        nap(tries);
        stop_wait_ends(self);
    }
}

void
stop_others(struct thread *self, bool with_client_threads, uint64_t patience_ns,
            struct stopped *out)
{
    begin_stopping(self);
    uint64_t end = os_time_monotonic_ns() + patience_ns;
    for (unsigned tries = 0; ask_all(self, with_client_threads) != 0; tries++) {
        if (os_time_monotonic_ns() > end)
            break;
        nap(tries);
    }
    collect(self, with_client_threads, out);
}

/* The thread with that number, asked to stop; NULL: there is none to ask.  Locks: caller holds lock_threads */
static struct thread *
ask_one(const struct thread *self, uintptr_t tid)
{
    struct thread *t = tid == 0 ? NULL : thread_list;
    while (t != NULL && t->tid != tid)
        t = t->list_next;
    if (t == NULL || !is_wanted(t, self, true))
        return NULL;
    ATOMIC_STORE_SEQ(&t->stop, STOP_BRIEFLY);
    ATOMIC_FENCE();
    return t;
}

void
stop_one(struct thread *self, uintptr_t tid, uint64_t patience_ns)
{
    bool moves = true;
    begin_stopping(self);
    uint64_t end = os_time_monotonic_ns() + patience_ns;
    for (unsigned tries = 0; moves && os_time_monotonic_ns() < end; tries++) {
        lock_acquire(&lock_threads);
        struct thread *t = ask_one(self, tid);
        moves = t != NULL && !is_at_rest(t);
        if (moves)
            poke(t);
        lock_release(&lock_threads);
        if (moves) {
            stop_wait_begins(self);
            nap(tries);
            stop_wait_ends(self);
        }
    }
}

void
stop_for_good(struct thread *self)
{
    struct stopped all;
    stop_others(self, false, STOP_PATIENCE_NS / 5, &all);
    heap_free(all.threads, all.size);
    is_final = true;
    ATOMIC_STORE_SEQ(&stopping, 0);
}

/* All of them: some that were just being made are in nobody's array. */
void
stop_resume(void)
{
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL && !is_final; t = t->list_next)
        let_go(t);
    lock_release(&lock_threads);
    ATOMIC_STORE_SEQ(&stopping, 0);
}

void
stop_leave_safe(struct thread *t)
{
    for (;;) {
        ATOMIC_STORE_SEQ(&t->place, PLACE_RUNTIME);
        ATOMIC_FENCE();
        if (ATOMIC_LOAD(&t->stop) == 0)
            return;
        ATOMIC_STORE_SEQ(&t->place, PLACE_SAFE);
        wait_stopped(t);
    }
}

/* Clients can read the vector state as well; without any there is no room for it. */
void
stop_here(struct thread *t)
{
    bool entered = t->vector != NULL && arch_client_enter(t);
    ATOMIC_STORE_SEQ(&t->place, PLACE_SAFE);
    stop_leave_safe(t);
    arch_client_leave(t, entered);
}

void
stop_wait_begins(struct thread *t)
{
    ATOMIC_STORE_SEQ(&t->waits, 1);
}

void
stop_wait_ends(struct thread *t)
{
    for (;;) {
        ATOMIC_STORE_SEQ(&t->waits, 0);
        ATOMIC_FENCE();
        if (ATOMIC_LOAD(&t->stop) == 0)
            return;
        ATOMIC_STORE_SEQ(&t->waits, 1);
        wait_stopped(t);
    }
}

/* Asks those that may still be inside to come out; false: there are none. */
static bool
chase(const struct thread *self, uint64_t epoch)
{
    bool any = false;
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (t == self || t->process != self->process || is_at_rest(t) ||
            ATOMIC_LOAD(&t->epoch) >= epoch)
            continue;
        any = true;
        poke(t);
    }
    lock_release(&lock_threads);
    return any;
}

void
stop_until_left(struct thread *self)
{
    if (thread_count == 1)
        return;
    uint64_t epoch = epoch_current();
    uint64_t end = os_time_monotonic_ns() + STOP_PATIENCE_NS;
    stop_wait_begins(self);
    for (unsigned tries = 0; chase(self, epoch) && os_time_monotonic_ns() < end; tries++)
        nap(tries);
    stop_wait_ends(self);
}

void
stop_forked(struct thread *t)
{
    stopping = 0;
    is_final = false;
    t->stop = t->waits = 0;
}
