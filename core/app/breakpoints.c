/* core/app/breakpoints.c - addresses before which some thread of the application wants a trap.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/app/breakpoints.h"
#include "core/rt/heap.h"

struct breakpoint {
    struct breakpoint *next;
    app_addr at;
    unsigned count;
};

static struct breakpoint *all;

static struct breakpoint **
link_of(app_addr at)
{
    struct breakpoint **b = &all;
    while (*b != NULL && (*b)->at != at)
        b = &(*b)->next;
    return b;
}

void
breakpoints_add(app_addr at)
{
    struct breakpoint **link = link_of(at);
    if (*link == NULL) {
        struct breakpoint *b = heap_alloc(sizeof(*b));
        *b = (struct breakpoint){ NULL, at, 0 };
        __atomic_store_n(link, b, __ATOMIC_RELAXED);
    }
    (*link)->count++;
}

void
breakpoints_remove(app_addr at)
{
    struct breakpoint **link = link_of(at), *b = *link;
    if (b == NULL || --b->count != 0)
        return;
    __atomic_store_n(link, b->next, __ATOMIC_RELAXED);
    heap_free(b, sizeof(*b));
}

bool
breakpoints_any(void)
{
    return __atomic_load_n(&all, __ATOMIC_RELAXED) != NULL;
}

bool
breakpoints_at(app_addr pc)
{
    return all != NULL && *link_of(pc) != NULL;
}
