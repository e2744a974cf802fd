/* core/rt/events.h - the functions that clients have registered, by event. */
/* SPDX-License-Identifier: Apache-2.0 */

/* An event's functions stand in an array that is never changed: registering makes a new one and
 * publishes it. So whoever raises an event takes no lock and may run while functions come and go;
 * arrays that have been replaced are kept, since nobody knows who still walks them (they are few
 * and small).
 */
#ifndef CORE_RT_EVENTS_H
#define CORE_RT_EVENTS_H

#include "os/base/atomic.h"
#include "os/base/types.h"

enum event {
#define EVENT(name) EVENT_##name,
#include "core/rt/events.def"
#undef EVENT
    EVENT_COUNT
};

/* Of any type: the one that raises the event casts. */
typedef void (*event_fn)(void);

struct event_entry {
    event_fn fn;
    uint32_t id; /* the client that a nudge is for; 0 otherwise */
};

struct event_list {
    size_t count;
    struct event_entry entry[];
};

extern const struct event_list *event_lists[EVENT_COUNT];

/* Adds at the end.
 * Locks: takes lock_events
 */
void
event_add(enum event event, event_fn fn, uint32_t id);

/* Takes out the last one that is equal; false if there is none.
 * Locks: takes lock_events
 */
bool
event_remove(enum event event, event_fn fn, uint32_t id);

/* The functions as they are now; never NULL. */
static inline const struct event_list *
event_list(enum event event)
{
    return ATOMIC_LOAD(&event_lists[event]);
}

static inline bool
event_is_wanted(enum event event)
{
    return event_list(event)->count != 0;
}

/* Runs the statement behind it with F, a variable of the caller's of the function's type, set to each
 * function in turn, the last registered first:
 *
 *     void (*f)(void *);
 *     EVENT_FOR_EACH(thread_init, f)
 *         f(drcontext);
 */
#define EVENT_FOR_EACH(name, f)                                                                                   \
    for (const struct event_list *list_##f = event_list(EVENT_##name); list_##f != NULL; list_##f = NULL)         \
        for (size_t left_##f = list_##f->count; left_##f > 0 && ((f) = (__typeof__(f))list_##f->entry[left_##f - 1].fn) != NULL; left_##f--)

#endif
