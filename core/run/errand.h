/* core/run/errand.h - what clients have asked for and the next thread in the dispatcher does.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Some requests cannot be carried out where they are made: with locks held, or in a signal handler.
 * They wait here for a thread that is on its way through the dispatcher and holds no lock.
 */
#ifndef CORE_RUN_ERRAND_H
#define CORE_RUN_ERRAND_H
#include "core/rt/thread.h"

/* Flushes [start, end), and then calls done(id) unless it is NULL.
 * Context: client code, block events included */
void errand_flush(uintptr_t start, uintptr_t end, int id, void (*done)(int id));

/* Raises the nudge event of a client; false: too many wait already.
 * Context: any, signal handlers included */
bool errand_nudge(uint32_t client, uint64_t argument);

/* Ends the process. */
void errand_exit(void);

/* Does what waits, delete events included.  True: the caller has to end the process.
 * Context: runtime; no lock held */
bool errands_do(struct thread *t);

/* In the child of a fork: nudges were the parent's. */
void errands_forked(void);

#endif
