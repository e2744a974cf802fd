/* core/run/evict.c - making other threads leave the code cache.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel delivers a signal before the thread's next instruction when the thread does not run
 * just then, and within a few microseconds when it does.  So the wait is bounded: whoever has not
 * passed when it is over (it may be stopped, or in a page fault that the caller itself has to
 * answer) will not come back into the cache without having passed.
 */
#include "core/run/evict.h"
#include "core/rt/lock.h"
#include "os/app_event.h"
#include "os/thread.h"
#include "os/time.h"

enum { LONGEST_WAIT_NS = 200000 };

/* Threads of another process that shares our memory cannot be told apart safely by their numbers. */
static bool
is_inside(const struct thread *t, const struct thread *self, uint64_t stamp)
{
    return t != self && t->process == self->process &&
        __atomic_load_n(&t->place, __ATOMIC_ACQUIRE) == PLACE_CACHE &&
        __atomic_load_n(&t->epoch, __ATOMIC_ACQUIRE) < stamp;
}

static void
poke(struct thread *t)
{
    if (t->clean_call != 0)
        t->tls[TLS_PENDING] = 1; /* it looks there when the client's code is done */
    else if (!os_events_interrupt(t->slot[SLOT_signal], t->tid))
        thread_lost(t);
}

/* Whether anybody but self is inside; interrupts them on request. */
static bool
look_for_others(const struct thread *self, uint64_t stamp, bool interrupt)
{
    bool found = false;
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (!is_inside(t, self, stamp))
            continue;
        found = true;
        if (interrupt)
            poke(t);
    }
    lock_release(&lock_threads);
    return found;
}

void
evict_others(const struct thread *self, uint64_t stamp)
{
    if (!look_for_others(self, stamp, true))
        return;
    uint64_t end = os_time_monotonic_ns() + LONGEST_WAIT_NS;
    do
        os_thread_yield();
    while (look_for_others(self, stamp, false) && os_time_monotonic_ns() < end);
}

void
evict_laggards(const struct thread *self, uint64_t stamp)
{
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (!is_inside(t, self, stamp) || t->evicted > t->epoch)
            continue;
        t->evicted = stamp;
        poke(t);
    }
    lock_release(&lock_threads);
}
