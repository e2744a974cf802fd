/* core/rt/lock.h - the runtime's own locks: a futex word, an owner, a rank.
 * SPDX-License-Identifier: Apache-2.0
 *
 * No lock is ever held while application code runs in the cache, and none is taken by a fault
 * handler that interrupted runtime code.  A thread takes locks only in rising rank, which debug
 * builds check; the table below is the order.
 */
#ifndef CORE_RT_LOCK_H
#define CORE_RT_LOCK_H
#include <stdbool.h>
#include <stdint.h>

enum lock_rank {
#define LOCK(name, guards) LOCK_RANK_##name,
#include "core/rt/locks.def"
#undef LOCK
    LOCK_RANK_COUNT
};

struct lock {
    volatile uint32_t word; /* 0 free, 1 held, 2 held and somebody sleeps */
    uint32_t rank;
    uintptr_t owner;     /* os thread id, for checks and recursion */
    uint32_t recursions; /* only lock_acquire_recursive counts */
};

#define LOCK(name, guards) extern struct lock lock_##name;
#include "core/rt/locks.def"
#undef LOCK

void lock_init(struct lock *l, enum lock_rank rank);
void lock_acquire(struct lock *l);
bool lock_try(struct lock *l);
void lock_release(struct lock *l);
void lock_acquire_recursive(struct lock *l);
void lock_release_recursive(struct lock *l);
bool lock_is_mine(const struct lock *l);

/* Takes every ranked lock, so that a fork copies none in the middle of its work; the child (with
 * one thread) and the parent both call lock_release_all afterwards. */
void lock_acquire_all(void);
void lock_release_all(bool in_child);

#endif
