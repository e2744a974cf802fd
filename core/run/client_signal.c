/* core/run/client_signal.c - clients, signals and threads found in the middle of their code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_signal.h"
#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/client/library.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/run/client_events.h"

/* Registers by hardware number, as dr_mcontext_t has them. */
static void
to_client(const struct mcontext *mc, dr_mcontext_t *out)
{
    reg_t *const places[] = { &out->xax, &out->xcx, &out->xdx, &out->xbx, &out->xsp, &out->xbp,
                              &out->xsi, &out->xdi, &out->r8,  &out->r9,  &out->r10, &out->r11,
                              &out->r12, &out->r13, &out->r14, &out->r15 };
    out->size = sizeof(*out);
    out->flags = (dr_mcontext_flags_t)(DR_MC_INTEGER | DR_MC_CONTROL);
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        *places[i] = mc->reg[i];
    out->xflags = mc->flags;
    out->pc = (byte *)mc->pc;
}

static void
from_client(const dr_mcontext_t *in, struct mcontext *mc)
{
    const reg_t *const places[] = { &in->xax, &in->xcx, &in->xdx, &in->xbx, &in->xsp, &in->xbp,
                                    &in->xsi, &in->xdi, &in->r8,  &in->r9,  &in->r10, &in->r11,
                                    &in->r12, &in->r13, &in->r14, &in->r15 };
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        mc->reg[i] = *places[i];
    mc->flags = in->xflags;
    mc->pc = (uintptr_t)in->pc;
}

void
client_kernel_xfer(struct thread *t, dr_kernel_xfer_type_t type, const struct mcontext *from, int sig)
{
    void (*f)(void *, const dr_kernel_xfer_info_t *);
    if (!event_is_wanted(EVENT_kernel_xfer))
        return;
    dr_mcontext_t *source = heap_alloc(sizeof(*source));
    dr_kernel_xfer_info_t info = { .type = type,
                                   .source_mcontext = from == NULL ? NULL : source,
                                   .target_pc = (app_pc)(uintptr_t)t->next,
                                   .target_xsp = t->mc.reg[REG_SP],
                                   .sig = sig };
    if (from != NULL)
        to_client(from, source);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(kernel_xfer, f)
        f(drcontext_of(t), &info);
    arch_client_leave(t, entered);
    heap_free(source, sizeof(*source));
}

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

void
client_signal(struct thread *t, int *sig, struct mcontext *mc, uintptr_t addr)
{
    if (!event_is_wanted(EVENT_signal) || drcontext_of(t) == NULL)
        return;
    dr_mcontext_t *state = heap_zalloc(sizeof(*state));
    dr_siginfo_t info = { .sig = *sig,
                          .drcontext = drcontext_of(t),
                          .mcontext = state,
                          .access_address = (byte *)addr };
    to_client(mc, state);
    dr_signal_action_t action = raise_signal(t, &info);
    if (action == DR_SIGNAL_SUPPRESS || action == DR_SIGNAL_REDIRECT)
        *sig = 0;
    if (action == DR_SIGNAL_BYPASS)
        *sig = -*sig;
    if (action != DR_SIGNAL_SUPPRESS)
        from_client(state, mc);
    heap_free(state, sizeof(*state));
}

/* Everything that the two events need; too large for a signal stack. */
struct restoring {
    dr_mcontext_t mc, raw;
    dr_restore_state_info_t info;
};

/* Completes mc, which has what the runtime knows; raw is the state in the cache. */
static void
restore_state(struct thread *t, const struct fragment *f, struct mcontext *mc,
              const struct mcontext *raw)
{
    void (*plain)(void *, void *, dr_mcontext_t *, bool, bool);
    bool (*ex)(void *, bool, dr_restore_state_info_t *);
    struct restoring *r = heap_zalloc(sizeof(*r));
    void *tag = (void *)(uintptr_t)f->tag;
    to_client(mc, &r->mc);
    to_client(raw, &r->raw);
    r->info = (dr_restore_state_info_t){ &r->mc, true, &r->raw,
                                         { .tag = tag, .cache_start_pc = f->start,
                                           .app_code_consistent = true } };
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(restore_state, plain)
        plain(drcontext_of(t), tag, &r->mc, true, true);
    EVENT_FOR_EACH(restore_state_ex, ex)
        ex(drcontext_of(t), true, &r->info);
    arch_client_leave(t, entered);
    from_client(&r->mc, mc);
    heap_free(r, sizeof(*r));
}

void
client_note_fault(struct thread *t, const struct fragment *f, const struct mcontext *mc)
{
    struct drcontext *c = drcontext_of(t);
    if (c == NULL || (f->flags & FRAGMENT_CLIENT) == 0)
        return;
    c->faulted_in = f;
    c->raw = *mc;
}

void
client_complete_state(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);
    if (c == NULL || c->faulted_in == NULL)
        return;
    const struct fragment *f = c->faulted_in;
    c->faulted_in = NULL;
    if (!event_is_wanted(EVENT_restore_state) && !event_is_wanted(EVENT_restore_state_ex))
        return;
    t->mc.pc = (uintptr_t)t->next;
    restore_state(t, f, &t->mc, &c->raw);
    t->next = (app_addr)t->mc.pc;
}

bool
client_is_on_its_way(struct thread *t, uintptr_t pc)
{
    if (t->place != PLACE_CACHE || drcontext_of(t) == NULL)
        return false;
    if (arch_pc_in_call_end(pc)) {
        t->mc.flags |= ARCH_FLAG_STEP; /* it may be about to load these flags */
        return true;
    }
    return !t->clean_call && library_at(pc) != NULL;
}
