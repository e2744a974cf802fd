/* drmgr/callbacks.c - ordered lists of callbacks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/callbacks.h"

#include <string.h>

static void *lock; /* changes only */
static struct callback_array *retired;

drmgr_priority_t
callbacks_priority(const drmgr_priority_t *priority)
{
    static const drmgr_priority_t none = { sizeof(drmgr_priority_t), NULL, NULL, NULL, 0 };

    return priority == NULL ? none : *priority;
}

static bool
is_name(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

struct callback_array *
callbacks_now(const struct callback_list *list)
{
    return __atomic_load_n(&list->now, __ATOMIC_ACQUIRE);
}

static size_t
array_size(size_t count)
{
    return sizeof(struct callback_array) + count * sizeof(struct callback);
}

static void
publish(struct callback_list *list, struct callback_array *next)
{
    struct callback_array *old = list->now;

    __atomic_store_n(&list->now, next, __ATOMIC_RELEASE);
    if (old != NULL) {
        old->older = retired;
        retired = old;
    }
}

static size_t
count_of(const struct callback_list *list)
{
    return list->now == NULL ? 0 : list->now->count;
}

/* Whether A says, or B says, that A comes before B. */
static bool
must_precede(const drmgr_priority_t *a, const drmgr_priority_t *b)
{
    return is_name(a->before, b->name) || is_name(b->after, a->name);
}

/* Where P belongs among those in the list; false: nowhere. Numbers decide as far as names leave room. */
static bool
find_place(const struct callback_list *list, const drmgr_priority_t *p, size_t *place)
{
    size_t lowest = 0, count = count_of(list), highest = count, by_number = 0;

    for (size_t i = 0; i < count; i++) {
        const drmgr_priority_t *other = &list->now->callback[i].priority;
        if (is_name(p->name, other->name))
            return false;
        if (must_precede(other, p))
            lowest = i + 1;
        if (must_precede(p, other) && i < highest)
            highest = i;
        if (other->priority <= p->priority && by_number == i)
            by_number = i + 1;
    }
    *place = by_number < lowest ? lowest : by_number > highest ? highest : by_number;
    return lowest <= highest;
}

bool
callbacks_add(struct callback_list *list, const struct callback *c)
{
    size_t count, place;
    struct callback_array *next;
    bool fits;

    if (c->func == NULL)
        return false;
    dr_mutex_lock(lock);
    count = count_of(list);
    fits = find_place(list, &c->priority, &place);
    if (fits) {
        next = dr_global_alloc(array_size(count + 1));
        next->count = count + 1;
        if (place > 0)
            memcpy(next->callback, list->now->callback, place * sizeof *c);
        next->callback[place] = *c;
        if (place < count)
            memcpy(next->callback + place + 1, list->now->callback + place, (count - place) * sizeof *c);
        publish(list, next);
    }
    dr_mutex_unlock(lock);
    return fits;
}

static void
remove_at(struct callback_list *list, size_t place)
{
    size_t left = list->now->count - 1;
    struct callback_array *next = NULL;

    if (left > 0) {
        next = dr_global_alloc(array_size(left));
        next->count = left;
        memcpy(next->callback, list->now->callback, place * sizeof next->callback[0]);
        memcpy(next->callback + place, list->now->callback + place + 1, (left - place) * sizeof next->callback[0]);
    }
    publish(list, next);
}

bool
callbacks_remove(struct callback_list *list, generic_func func, bool takes_data)
{
    bool found = false;

    dr_mutex_lock(lock);
    for (size_t i = 0; !found && i < count_of(list); i++) {
        const struct callback *c = &list->now->callback[i];
        if (c->func != func || c->takes_data != takes_data)
            continue;
        remove_at(list, i);
        found = true;
    }
    dr_mutex_unlock(lock);
    return found;
}

void
callbacks_remove_slot(struct callback_list *list, unsigned slot)
{
    dr_mutex_lock(lock);
    for (size_t i = 0; i < count_of(list); i++) {
        if (list->now->callback[i].slot == slot) {
            remove_at(list, i);
            break;
        }
    }
    dr_mutex_unlock(lock);
}

void
callbacks_clear(struct callback_list *list)
{
    dr_mutex_lock(lock);
    if (list->now != NULL)
        publish(list, NULL);
    dr_mutex_unlock(lock);
}

void
callbacks_init(void)
{
    lock = dr_mutex_create();
}

void
callbacks_exit(void)
{
    while (retired != NULL) {
        struct callback_array *next = retired->older;
        dr_global_free(retired, array_size(retired->count));
        retired = next;
    }
    dr_mutex_destroy(lock);
}
