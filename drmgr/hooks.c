/* drmgr/hooks.c - events of the runtime that the manager hands on, taken only when somebody wants them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"

void
hook_take(struct hook *h)
{
    int before = 0;

    if (h->take != NULL && __atomic_compare_exchange_n(&h->is_taken, &before, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        h->take();
}

bool
hook_add(struct hook *h, generic_func func, bool takes_data, void *data, const drmgr_priority_t *priority)
{
    struct callback c = { func, data, takes_data, 0, callbacks_priority(priority) };

    if (!callbacks_add(&h->list, &c))
        return false;
    hook_take(h);
    return true;
}

bool
hook_remove(struct hook *h, generic_func func, bool takes_data)
{
    return callbacks_remove(&h->list, func, takes_data);
}

void
hook_reset(struct hook *h)
{
    callbacks_clear(&h->list);
    if (h->is_taken != 0 && h->leave != NULL)
        h->leave();
    h->is_taken = 0;
}
