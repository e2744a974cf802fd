/* core/run/linux/client_signal_event.c - clients are asked about each signal.
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

/* The first client that wants something else than delivery decides. */
static dr_signal_action_t
raise_signal(struct thread *t, dr_siginfo_t *info)
{
    dr_signal_action_t (*f)(void *, dr_siginfo_t *);
    dr_signal_action_t action = DR_SIGNAL_DELIVER;
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(signal, f) {
        action = f(drcontext_of(t), info);
        if (action != DR_SIGNAL_DELIVER)
            break;
    }
    arch_client_leave(t, entered);
    return action;
}

/* Everything that the event needs; too large for a stack. */
struct signalled {
    dr_mcontext_t mc, raw;
    dr_siginfo_t info;
};

/* Where in the cache a fault came from. */
static void
fill_fault(struct drcontext *c, struct signalled *s)
{
    const struct fragment *f = c->delivering;
    struct xl_place at;
    s->info.raw_mcontext = &s->raw;
    if (f == NULL || !fragment_translate(f, c->raw.pc, &at))
        return;
    client_mcontext_get(&c->raw, &s->raw);
    s->info.raw_mcontext_valid = true;
    s->info.fault_fragment_info =
        (dr_fault_fragment_info_t){ .tag = (void *)(uintptr_t)at.block,
                                    .cache_start_pc = f->code + at.block_offset,
                                    .app_code_consistent = (f->flags & FRAGMENT_REMOVED) == 0 };
}

void
client_signal(struct thread *t, int *sig, struct mcontext *mc, const struct os_signal_facts *facts)
{
    if (!event_is_wanted(EVENT_signal) || drcontext_of(t) == NULL)
        return;
    struct signalled *s = heap_zalloc(sizeof(*s));
    s->info = (dr_siginfo_t){ .sig = *sig,
                              .drcontext = drcontext_of(t),
                              .mcontext = &s->mc,
                              .access_address = (byte *)facts->addr,
                              .blocked = facts->is_blocked };
    if (facts->is_fault)
        fill_fault(drcontext_of(t), s);
    client_mcontext_get(mc, &s->mc);
    dr_signal_action_t action = raise_signal(t, &s->info);
    if (action == DR_SIGNAL_SUPPRESS || action == DR_SIGNAL_REDIRECT)
        *sig = 0;
    if (action == DR_SIGNAL_BYPASS)
        *sig = -*sig;
    const struct mcontext before = *mc;
    if (action != DR_SIGNAL_SUPPRESS)
        client_mcontext_set(&s->mc, mc);
    heap_free(s, sizeof(*s));
    if (action == DR_SIGNAL_REDIRECT) {
        t->next = (app_addr)mc->pc;
        client_kernel_xfer(t, DR_XFER_CLIENT_REDIRECT, &before, 0);
    }
}
