/* core/rt/epoch.c - a queue of things that wait until no thread uses them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"

struct deferred {
    struct deferred *next;
    void (*fn)(void *p, size_t size);
    void *p;
    size_t size;
    uint64_t stamp;
};

/* All guarded by lock_build. */
static uint64_t current = 1;
static struct deferred *first, **last = &first;
static size_t waiting;

void
epoch_pass(struct thread *t)
{
    __atomic_store_n(&t->epoch, current, __ATOMIC_RELEASE);
}

uint64_t
epoch_current(void)
{
    return __atomic_load_n(&current, __ATOMIC_ACQUIRE);
}

/* A thread that is in a system call now has to take lock_build before it can get hold of anything,
 * and finds only what is still reachable. */
uint64_t
epoch_safe(void)
{
    uint64_t safe = __atomic_load_n(&current, __ATOMIC_ACQUIRE);
    lock_acquire(&lock_threads);
    for (const struct thread *t = thread_list; t != NULL; t = t->list_next) {
        uint64_t epoch = __atomic_load_n(&t->epoch, __ATOMIC_ACQUIRE);
        if (epoch < safe && __atomic_load_n(&t->place, __ATOMIC_ACQUIRE) != PLACE_SAFE)
            safe = epoch;
    }
    lock_release(&lock_threads);
    return safe;
}

uint64_t
epoch_next(void)
{
    __atomic_store_n(&current, current + 1, __ATOMIC_RELEASE);
    return current;
}

void
epoch_defer(void (*fn)(void *p, size_t size), void *p, size_t size)
{
    struct deferred *d = heap_alloc(sizeof(*d));
    *d = (struct deferred){ NULL, fn, p, size, current };
    epoch_next();
    *last = d;
    last = &d->next;
    waiting++;
}

void
epoch_collect(uint64_t safe)
{
    while (first != NULL && first->stamp < safe) {
        struct deferred d = *first;
        heap_free(first, sizeof(d));
        first = d.next;
        if (first == NULL)
            last = &first;
        waiting--;
        d.fn(d.p, d.size);
    }
}

size_t
epoch_waiting(void)
{
    return __atomic_load_n(&waiting, __ATOMIC_RELAXED);
}

void
epoch_free_heap(void *p, size_t size)
{
    heap_free(p, size);
}
