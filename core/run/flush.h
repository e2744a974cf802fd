/* core/run/flush.h - taking fragments out of the code cache.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A fragment is removed in steps.  First nothing leads to it any more: no branch, no table.  A
 * thread that is inside leaves at the next branch.  When every thread has been in the runtime since
 * (core/rt/epoch.h), landings that a racing lookup has set again are cleared; when every thread has
 * been there once more, its exits and its structure are freed.
 *
 * A suspended fragment is cut off in the same way, but stays among the fragments of its pages, and
 * comes back when its source turns out to be unchanged.
 *
 * Unless said otherwise: caller holds lock_build.
 */
#ifndef CORE_RUN_FLUSH_H
#define CORE_RUN_FLUSH_H
#include "core/cache/fragment.h"

void flush_fragment(struct fragment *f);

/* Removes every fragment made from any byte of [start, end). */
void flush_range(uintptr_t start, uintptr_t end);

/* Removes all fragments of the units that are full. */
void flush_full_units(void);

/* Removes everything, and gives its space back once it is out of use. */
void flush_all(void);

void flush_suspend(struct fragment *f);
void flush_revive(struct fragment *f);

/* Counts the fragments that were put out of reach one by one so far, for good or for a while. */
uint64_t flush_removals(void);

/* Frees what is out of use by now: for a thread on its way from the dispatcher.
 * Locks: caller holds none */
void flush_collect(void);

/* There is no space left, but some waits for threads that may be inside: makes them leave, and
 * waits for a moment, of which *patience_ns is spent.  False: nothing waits, or for too long.
 * Locks: caller holds none */
#define FLUSH_PATIENCE_NS UINT64_C(600000000000)
bool flush_wait(struct thread *t, uint64_t *patience_ns);

/* Pauses if very much waits for threads that may be inside, so that it does not pile up.
 * Locks: caller holds none, and has nothing of the cache in hand */
void flush_relieve(struct thread *t);

#endif
