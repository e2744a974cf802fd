/* core/run/evict.h - making other threads leave the code cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_EVICT_H
#define CORE_RUN_EVICT_H
#include "core/rt/thread.h"

/* No thread but self executes an instruction any more in what had been taken out of reach when the
 * epoch `stamp` began: those that may be inside are interrupted, and get a moment to leave.
 * Locks: takes lock_threads; caller holds none */
void evict_others(const struct thread *self, uint64_t stamp);

/* Threads that have been in the cache for long keep everything from being reused that was taken out
 * since: interrupts those that have not passed the epoch `stamp`, each once until it has.
 * Locks: takes lock_threads */
void evict_laggards(const struct thread *self, uint64_t stamp);

#endif
