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
    else if (t->tid != 0)
        os_events_interrupt(t->slot[SLOT_signal], t->tid);
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
        ATOMIC_STORE_SEQ(&t->stop, 1);
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

void
stop_others(struct thread *self, bool with_client_threads, uint64_t patience_ns,
            struct stopped *out)
{
    for (unsigned tries = 0; ATOMIC_XCHG(&stopping, 1) != 0; tries++) {
        stop_wait_begins(self); /* the other one may want us */
        nap(tries);
        stop_wait_ends(self);
    }
    uint64_t end = os_time_monotonic_ns() + patience_ns;
    for (unsigned tries = 0; ask_all(self, with_client_threads) != 0; tries++) {
        if (os_time_monotonic_ns() > end)
            break;
        nap(tries);
    }
    collect(self, with_client_threads, out);
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
        os_sync_wait(&t->stop, 1, -1);
    }
}

/* Clients can read the vector state as well. */
void
stop_here(struct thread *t)
{
    bool entered = arch_client_enter(t);
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
        os_sync_wait(&t->stop, 1, -1);
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
