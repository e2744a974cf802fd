/* core/rt/epoch.h - when memory that other threads may still be using can be given back.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Time is cut into epochs.  What has been made unreachable is stamped with the epoch then current,
 * and a new one begins.  A thread publishes the current epoch each time it holds no reference to
 * anything unreachable: on its way into the code cache, under lock_build.  In a system call
 * (PLACE_SAFE) it holds none either.  Once every thread has published a later epoch than the
 * stamp, nobody can reach the thing any more.
 */
#ifndef CORE_RT_EPOCH_H
#define CORE_RT_EPOCH_H
#include "core/rt/thread.h"

/* t holds no reference to anything that has been taken out so far.
 * Locks: caller holds lock_build */
void epoch_pass(struct thread *t);

/* Every stamp below the returned epoch is out of use.
 * Locks: takes lock_threads, so the caller must not hold lock_build */
uint64_t epoch_safe(void);

/* Has fn(p, size) called once no thread can be using p, which nobody can newly reach; in the order
 * of the calls.  Locks: caller holds lock_build, and so does fn's caller */
void epoch_defer(void (*fn)(void *p, size_t size), void *p, size_t size);

/* What a thread publishes that passes now.  Whoever has published that much holds no reference to
 * what was taken out before. */
uint64_t epoch_current(void);

/* Begins a new epoch and returns its number: who has published it, or a later one, holds no
 * reference to anything that was taken out before.  Locks: caller holds lock_build */
uint64_t epoch_next(void);

/* Calls what is due.  Locks: caller holds lock_build */
void epoch_collect(uint64_t safe);

/* Number of calls that wait. */
size_t epoch_waiting(void);

/* Memory of the heap, for epoch_defer. */
void epoch_free_heap(void *p, size_t size);

#endif
