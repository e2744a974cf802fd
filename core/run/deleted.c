/* core/run/deleted.c - delete events: blocks that have been taken out of the cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/deleted.h"
#include "core/arch.h"
#include "core/cache/unit.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"

/* Each of its blocks has been shown by itself. */
void
deleted_fragment(const struct fragment *f)
{
    struct place_cursor c = fragment_places(f);
    struct place p;
    if ((f->flags & FRAGMENT_CLIENT) == 0 || !event_is_wanted(EVENT_delete))
        return;
    while (place_next(&c, &p)) {
        if (p.kind == XL_BLOCK)
            deleted_add(p.pc);
    }
}

static void
tell(struct thread *t, const struct deleted *d)
{
    void (*f)(void *, void *);
    bool entered = arch_client_enter(t);
    for (size_t i = 0; i < d->count; i++) {
        EVENT_FOR_EACH(delete, f)
            f(drcontext_of(t), (void *)(uintptr_t)d->tag[i]);
    }
    arch_client_leave(t, entered);
}

void
deleted_tell(struct thread *t)
{
    struct deleted *d = deleted_take();
    while (d != NULL) {
        struct deleted *next = d->next;
        tell(t, d);
        heap_free(d, sizeof(*d));
        d = next;
    }
}

static void
add_unit(struct unit *u, void *arg)
{
    UNUSED(arg);
    for (size_t i = 0; i < u->fragment_count; i++) {
        const struct fragment *f = u->fragments[i];
        if ((f->flags & (FRAGMENT_CLIENT | FRAGMENT_REMOVED)) == FRAGMENT_CLIENT)
            deleted_fragment(f);
    }
}

void
deleted_tell_all(struct thread *t)
{
    if (!event_is_wanted(EVENT_delete))
        return;
    lock_acquire(&lock_build);
    unit_iterate(add_unit, NULL);
    lock_release(&lock_build);
    deleted_tell(t);
}
