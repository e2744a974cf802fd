/* os/mem_own.c - the list of what the runtime itself has mapped. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * It is asked for rarely (when the application looks at its mappings, or wants to map over one
 * of them), but changed by any thread at any time, also between a fork in one thread and the
 * child's first step: so there is no lock, which the child could find held. Each mapping has a
 * slot of its own; a slot is taken by a compare-and-swap of its start and given back by
 * clearing it. Who looks while another thread changes its mappings may see either state.
 *
 * When all slots are taken (thousands of threads), further mappings are not listed: they can be
 * seen then, which harms nobody but a program that looks for what it did not map.
 */
#include "os/mem_own.h"
#include "os/base/atomic.h"
#include "os/mem.h"

enum { SLOTS = 16384, FREE = 0, BUSY = 1 };

static struct slot {
    uintptr_t start, end; /* start FREE: unused; BUSY: being filled */
} slots[SLOTS];
static size_t used;       /* all slots from here on are free */

void
mem_own_add(uintptr_t start, uintptr_t end)
{
    for (size_t i = 0; i < SLOTS; i++) {
        uintptr_t expected = FREE;
        if (ATOMIC_LOAD_RELAXED(&slots[i].start) != FREE ||
            !ATOMIC_CAS(&slots[i].start, &expected, (uintptr_t)BUSY))
            continue;
        ATOMIC_STORE(&slots[i].end, end);
        ATOMIC_STORE(&slots[i].start, start);
        size_t seen = ATOMIC_LOAD(&used);
        while (seen <= i && !ATOMIC_CAS(&used, &seen, i + 1)) {
        }
        return;
    }
}

void
mem_own_remove(uintptr_t start, uintptr_t end)
{
    size_t n = ATOMIC_LOAD(&used);

    for (size_t i = 0; i < n; i++) {
        uintptr_t from = ATOMIC_LOAD(&slots[i].start), to = ATOMIC_LOAD(&slots[i].end);
        if (from <= BUSY || to <= start || from >= end)
            continue;
        if (from >= start && to <= end) {
            ATOMIC_STORE(&slots[i].end, (uintptr_t)0);
            ATOMIC_STORE(&slots[i].start, (uintptr_t)FREE);
        } else if (from >= start)
            ATOMIC_STORE(&slots[i].start, end);
        else {
            ATOMIC_STORE(&slots[i].end, start);
            if (to > end)
                mem_own_add(end, to);
        }
    }
}

bool
os_mem_find_own(uintptr_t from, uintptr_t *start, uintptr_t *end)
{
    size_t n = ATOMIC_LOAD(&used);

    *start = UINTPTR_MAX;
    for (size_t i = 0; i < n; i++) {
        uintptr_t s = ATOMIC_LOAD(&slots[i].start), e = ATOMIC_LOAD(&slots[i].end);
        if (s > BUSY && e > from && s < *start) {
            *start = s;
            *end = e;
        }
    }
    return *start != UINTPTR_MAX;
}
