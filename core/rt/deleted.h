/* core/rt/deleted.h - blocks that have been taken out of the cache, until clients are told.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Blocks are taken out with locks held; their tags wait for a thread in the dispatcher
 * (core/run/deleted.h).
 */
#ifndef CORE_RT_DELETED_H
#define CORE_RT_DELETED_H
#include "core/rt/thread.h"

enum { DELETED_TAGS = 126 };

/* In the order of the deletions. */
struct deleted {
    struct deleted *next;
    size_t count;
    app_addr tag[DELETED_TAGS];
};

/* A block that clients have seen is gone, or has come to nothing. */
void deleted_add(app_addr tag);

/* Everything that waits, in a list that the caller frees; NULL: nothing. */
struct deleted *deleted_take(void);

/* Something waits for the dispatcher, here or in core/run/errand.h. */
extern volatile uint32_t errands_wait;

#endif
