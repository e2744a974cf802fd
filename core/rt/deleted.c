/* core/rt/deleted.c - blocks that have been taken out of the cache, until clients are told.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/deleted.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "os/base/atomic.h"

volatile uint32_t errands_wait;

static struct deleted *first_deleted, *last_deleted; /* guarded by lock_errands */

void
deleted_add(app_addr tag)
{
    if (!event_is_wanted(EVENT_delete))
        return;
    lock_acquire(&lock_errands);
    struct deleted *d = last_deleted;
    if (d == NULL || d->count == DELETED_TAGS) {
        d = heap_alloc(sizeof(*d));
        d->next = NULL;
        d->count = 0;
        if (last_deleted == NULL)
            first_deleted = d;
        else
            last_deleted->next = d;
        last_deleted = d;
    }
    d->tag[d->count++] = tag;
    lock_release(&lock_errands);
    ATOMIC_STORE_SEQ(&errands_wait, 1);
}

struct deleted *
deleted_take(void)
{
    if (ATOMIC_LOAD(&first_deleted) == NULL)
        return NULL;
    lock_acquire(&lock_errands);
    struct deleted *d = first_deleted;
    first_deleted = last_deleted = NULL;
    lock_release(&lock_errands);
    return d;
}
