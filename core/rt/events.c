/* core/rt/events.c - the functions that clients have registered, by event. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/events.h"

#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "os/base/string.h"

static const struct event_list nobody = { 0 };

const struct event_list *event_lists[EVENT_COUNT] = {
#define EVENT(name) [EVENT_##name] = &nobody,
#include "core/rt/events.def"
#undef EVENT
};

static struct event_list *
new_list(size_t count)
{
    struct event_list *list = heap_alloc(sizeof *list + count * sizeof list->entry[0]);

    list->count = count;
    return list;
}

void
event_add(enum event event, event_fn fn, uint32_t id)
{
    const struct event_list *old;
    struct event_list *list;

    lock_acquire(&lock_events);
    old = event_lists[event];
    list = new_list(old->count + 1);
    memcpy(list->entry, old->entry, old->count * sizeof old->entry[0]);
    list->entry[old->count] = (struct event_entry){ fn, id };
    ATOMIC_STORE(&event_lists[event], list);
    lock_release(&lock_events);
}

/* Index of the last equal entry, or -1. */
static ssize_t
index_of(const struct event_list *list, event_fn fn, uint32_t id)
{
    for (size_t i = list->count; i-- > 0;)
        if (list->entry[i].fn == fn && list->entry[i].id == id)
            return (ssize_t)i;
    return -1;
}

bool
event_remove(enum event event, event_fn fn, uint32_t id)
{
    const struct event_list *old;
    ssize_t at;

    lock_acquire(&lock_events);
    old = event_lists[event];
    at = index_of(old, fn, id);
    if (at >= 0) {
        struct event_list *list = new_list(old->count - 1);
        memcpy(list->entry, old->entry, (size_t)at * sizeof old->entry[0]);
        memcpy(list->entry + at, old->entry + at + 1, (old->count - (size_t)at - 1) * sizeof old->entry[0]);
        ATOMIC_STORE(&event_lists[event], (const struct event_list *)list);
    }
    lock_release(&lock_events);
    return at >= 0;
}
