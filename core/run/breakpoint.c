/* core/run/breakpoint.c - breakpoints of the processor's that threads of the application set on
 * code. SPDX-License-Identifier: Apache-2.0
 *
 * The trap comes before the instruction, unless the resume flag is set, which lasts for one
 * instruction. A thread that does not want one there, or not this time, passes: it runs a fragment
 * of that one instruction, which nobody else finds and which is gone when it is left.
 */
#include "core/run/breakpoint.h"
#include "core/app/breakpoints.h"
#include "core/arch.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/run/flush.h"

struct own {
    app_addr at[OS_BREAKPOINTS];
};

static void
replace(app_addr *slot, app_addr at)
{
    if (*slot == at)
        return;
    if (*slot != NULL)
        breakpoints_remove(*slot);
    *slot = at;
    if (at == NULL)
        return;
    breakpoints_add(at);
    flush_range((uintptr_t)at, (uintptr_t)at + 1);
}

void
breakpoint_set(const uintptr_t at[])
{
    struct thread *t = thread_self();
    struct own *own = t->slot[SLOT_breakpoints];
    if (own == NULL)
        own = t->slot[SLOT_breakpoints] = heap_zalloc(sizeof(*own));
    lock_acquire(&lock_build);
    for (unsigned i = 0; i < OS_BREAKPOINTS; i++)
        replace(&own->at[i], (app_addr)at[i]);
    lock_release(&lock_build);
}

void
breakpoint_thread_exit(struct thread *t)
{
    struct own *own = t->slot[SLOT_breakpoints];
    if (own == NULL)
        return;
    t->slot[SLOT_breakpoints] = NULL;
    lock_acquire(&lock_build);
    for (unsigned i = 0; i < OS_BREAKPOINTS; i++)
        replace(&own->at[i], NULL);
    lock_release(&lock_build);
    heap_free(own, sizeof(*own));
}

/* One bit for each of the thread's that is at t->next. */
static uintptr_t
which(const struct thread *t)
{
    const struct own *own = t->slot[SLOT_breakpoints];
    uintptr_t bits = 0;
    for (unsigned i = 0; own != NULL && i < OS_BREAKPOINTS; i++)
        bits |= (uintptr_t)(own->at[i] == t->next) << i;
    return bits;
}

uintptr_t
breakpoint_reached(struct thread *t)
{
    uintptr_t bits = which(t);
    if (bits != 0 && (t->mc.flags & ARCH_FLAG_RESUME) == 0)
        return bits;
    t->mc.flags &= ~(uintptr_t)ARCH_FLAG_RESUME;
    t->passes = t->next;
    return 0;
}

bool
breakpoint_is_passed(const struct thread *t)
{
    return t->passes != NULL && t->passes == t->next;
}
