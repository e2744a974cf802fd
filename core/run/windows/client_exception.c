/* core/run/windows/client_exception.c - clients are asked about each exception.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/run/client_events.h"
#include "core/run/client_mcontext.h"
#include "core/run/client_signal.h"
#include "dr_events.h"

/* Everything that the event needs; too large for a stack. */
struct raised {
    dr_mcontext_t mc, raw;
    dr_exception_t info;
};

/* Where in the cache a fault came from. */
static void
fill_fault(const struct drcontext *c, struct raised *r)
{
    const struct fragment *f = c->delivering;
    struct xl_place at;
    if (f == NULL || !fragment_translate(f, c->raw.pc, &at))
        return;
    client_mcontext_get(&c->raw, &r->raw);
    r->info.raw_mcontext = &r->raw;
    r->info.fault_fragment_info =
        (dr_fault_fragment_info_t){ .tag = (void *)(uintptr_t)at.block,
                                    .cache_start_pc = f->code + at.block_offset,
                                    .app_code_consistent = (f->flags & FRAGMENT_REMOVED) == 0 };
}

/* A client that does not want it to be dispatched says where to go on. */
static bool
is_passed_on(struct thread *t, dr_exception_t *info)
{
    bool (*f)(void *, dr_exception_t *);
    bool go = true;
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(exception, f) {
        go = f(drcontext_of(t), info);
        if (!go)
            break;
    }
    arch_client_leave(t, entered);
    return go;
}

void
client_signal(struct thread *t, int *sig, struct mcontext *mc, const struct os_signal_facts *facts)
{
    if (!event_is_wanted(EVENT_exception) || drcontext_of(t) == NULL)
        return;
    struct raised *r = heap_zalloc(sizeof(*r));
    client_mcontext_get(mc, &r->mc);
    r->info.mcontext = &r->mc;
    r->info.record = facts->record;
    if (facts->is_fault)
        fill_fault(drcontext_of(t), r);
    const struct mcontext before = *mc;
    bool go = is_passed_on(t, &r->info);
    client_mcontext_set(&r->mc, mc);
    heap_free(r, sizeof(*r));
    if (go)
        return;
    *sig = 0;
    t->next = (app_addr)mc->pc;
    client_kernel_xfer(t, DR_XFER_CLIENT_REDIRECT, &before, 0);
}
