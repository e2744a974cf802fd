/* core/rt/lock.c - futex locks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/sync.h"
#include "os/thread.h"
#include <stddef.h>

#define LOCK(name, guards) struct lock lock_##name = { 0, LOCK_RANK_##name, 0, 0 };
#include "core/rt/locks.def"
#undef LOCK

static struct lock *const ranked[] = {
#define LOCK(name, guards) &lock_##name,
#include "core/rt/locks.def"
#undef LOCK
};

/* Tries before sleeping: most critical sections are shorter than a futex call. */
enum { SPINS = 60 };

void
lock_init(struct lock *l, enum lock_rank rank)
{
    l->word = 0;
    l->rank = rank;
    l->owner = 0;
    l->recursions = 0;
}

static bool
take(struct lock *l)
{
    uint32_t free_word = 0;
    return __atomic_compare_exchange_n(&l->word, &free_word, 1, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

static void
wait_for(struct lock *l)
{
    for (int i = 0; i < SPINS; i++) {
        if (l->word == 0 && take(l))
            return;
        __builtin_ia32_pause();
    }
    while (__atomic_exchange_n(&l->word, 2, __ATOMIC_ACQUIRE) != 0)
        os_sync_wait(&l->word, 2, -1);
}

void
lock_acquire(struct lock *l)
{
    if (!take(l))
        wait_for(l);
#ifdef DEBUG
    l->owner = os_thread_id();
#endif
}

bool
lock_try(struct lock *l)
{
    return take(l);
}

void
lock_release(struct lock *l)
{
    l->owner = 0;
    if (__atomic_exchange_n(&l->word, 0, __ATOMIC_RELEASE) == 2)
        os_sync_wake(&l->word, 1);
}

void
lock_acquire_recursive(struct lock *l)
{
    uintptr_t me = os_thread_id();
    if (__atomic_load_n(&l->owner, __ATOMIC_RELAXED) != me) {
        if (!take(l))
            wait_for(l);
        __atomic_store_n(&l->owner, me, __ATOMIC_RELAXED);
    }
    l->recursions++;
}

void
lock_release_recursive(struct lock *l)
{
    if (--l->recursions == 0)
        lock_release(l);
}

bool
lock_is_mine(const struct lock *l)
{
    return l->word != 0 && l->owner == os_thread_id();
}

void
lock_acquire_all(void)
{
    for (size_t i = 0; i < sizeof(ranked) / sizeof(ranked[0]); i++)
        lock_acquire(ranked[i]);
}

void
lock_release_all(bool in_child)
{
    for (size_t i = sizeof(ranked) / sizeof(ranked[0]); i-- > 0;) {
        if (in_child) /* whoever slept on it exists only in the parent */
            ranked[i]->word = 1;
        lock_release(ranked[i]);
    }
}
