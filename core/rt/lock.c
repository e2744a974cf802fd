/* core/rt/lock.c - futex locks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/base/fmt.h"
#include "os/base/types.h"
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

static const char *const names[] = {
#define LOCK(name, guards) #name,
#include "core/rt/locks.def"
#undef LOCK
};

/* Tries before sleeping: most critical sections are shorter than a futex call. */
enum { SPINS = 60 };

#ifdef DEBUG
enum { IS_CHECKED = 1 };
#else
enum { IS_CHECKED = 0 };
#endif

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

/* Whoever holds a lock may only take those that stand behind it in the table.  Debug builds know
 * who holds what by the owners; clients' own locks have no place in the order. */
static void
check_order(const struct lock *wanted)
{
    uintptr_t me = os_thread_id();
    if (ranked[wanted->rank] != wanted)
        return;
    for (size_t i = wanted->rank; i < ARRAY_SIZE(ranked); i++) {
        char text[128];
        if (__atomic_load_n(&ranked[i]->owner, __ATOMIC_RELAXED) != me)
            continue;
        fmt_snprintf(text, sizeof(text), "lock %s is not taken while %s is held",
                     names[wanted->rank], names[i]);
        base_assert_failed(text, __FILE__, __LINE__);
    }
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

static void
note_owner(struct lock *l)
{
    if (IS_CHECKED)
        __atomic_store_n(&l->owner, os_thread_id(), __ATOMIC_RELAXED);
}

void
lock_acquire(struct lock *l)
{
    if (IS_CHECKED)
        check_order(l);
    if (!take(l))
        wait_for(l);
    note_owner(l);
}

/* Never waits, so it may be called in any order. */
bool
lock_try(struct lock *l)
{
    if (!take(l))
        return false;
    note_owner(l);
    return true;
}

static void
let_go(struct lock *l)
{
    __atomic_store_n(&l->owner, 0, __ATOMIC_RELAXED);
    if (__atomic_exchange_n(&l->word, 0, __ATOMIC_RELEASE) == 2)
        os_sync_wake(&l->word, 1);
}

void
lock_release(struct lock *l)
{
    ASSERT(1, l->owner == os_thread_id());
    let_go(l);
}

void
lock_acquire_recursive(struct lock *l)
{
    uintptr_t me = os_thread_id();
    if (__atomic_load_n(&l->owner, __ATOMIC_RELAXED) != me) {
        if (IS_CHECKED)
            check_order(l);
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
    for (size_t i = 0; i < ARRAY_SIZE(ranked); i++)
        lock_acquire(ranked[i]);
}

void
lock_release_all(bool in_child)
{
    for (size_t i = ARRAY_SIZE(ranked); i-- > 0;) {
        if (in_child) /* whoever slept on it exists only in the parent */
            ranked[i]->word = 1;
        let_go(ranked[i]);
    }
}
