/* core/run/deleted.h - delete events: blocks that have been taken out of the cache.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Blocks are taken out with locks held; their tags wait for a thread in the dispatcher.
 */
#ifndef CORE_RUN_DELETED_H
#define CORE_RUN_DELETED_H
#include "core/cache/fragment.h"
#include "core/rt/deleted.h"

/* A fragment has been taken out.  Locks: caller holds lock_build */
void deleted_fragment(const struct fragment *f);

/* Raises the events that wait.
 * Context: runtime; no lock held, or lock_build in front of a block event, which may be for the same
 * tag */
void deleted_tell(struct thread *t);

/* At the end of the process: every block that is left, too. */
void deleted_tell_all(struct thread *t);

#endif
