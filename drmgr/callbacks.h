/* drmgr/callbacks.h - ordered lists of callbacks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRMGR_CALLBACKS_H
#define DRMGR_CALLBACKS_H

#define DRMGR_NO_POISON 1
#include "drmgr/include/drmgr.h"

/* Lists are read without a lock, also while a callback of theirs changes them, and in the child of a
 * fork: each change makes a new array, and the old ones are kept until the manager ends. */

typedef void (*generic_func)(void);

struct callback {
    generic_func func;
    void *data;      /* of the registration */
    bool takes_data; /* the function has one parameter more */
    unsigned slot;   /* of blocks: where its user_data is; of all that were registered together */
    drmgr_priority_t priority;
};

struct callback_array {
    struct callback_array *older; /* those that are no longer in use */
    size_t count;
    struct callback callback[];
};

struct callback_list {
    struct callback_array *now; /* NULL: empty */
};

/* Adds a callback; priority.name may be NULL.
 * Fails: false, its name is taken, or no place is right for its `before` and `after` and those of others
 */
bool
callbacks_add(struct callback_list *list, const struct callback *c);

/* Takes the first with this function out.
 * Fails: false
 */
bool
callbacks_remove(struct callback_list *list, generic_func func, bool takes_data);

/* Takes the one with this slot out, if there is one. */
void
callbacks_remove_slot(struct callback_list *list, unsigned slot);

/* What is in the list now: stays as it is whatever is registered meanwhile. */
struct callback_array *
callbacks_now(const struct callback_list *list);

/* Empties it. */
void
callbacks_clear(struct callback_list *list);

/* PRIORITY or, for NULL, that of callbacks without one. */
drmgr_priority_t
callbacks_priority(const drmgr_priority_t *priority);

void
callbacks_init(void);
void
callbacks_exit(void);

/* for each callback C of a list */
#define FOR_EACH_CALLBACK(c, array)                                                                        \
    for (const struct callback *c = (array) == NULL ? NULL : (array)->callback,                            \
                               *c##_end = (array) == NULL ? NULL : (array)->callback + (array)->count;     \
         c != c##_end; c++)

#endif
