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
#include "core/run/client_mcontext.h"

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
        client_mcontext_get(from, source);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(kernel_xfer, f)
        f(drcontext_of(t), &info);
    arch_client_leave(t, entered);
    heap_free(source, sizeof(*source));
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
    struct xl_place at;
    fragment_translate(f, raw->pc, &at);
    void *tag = (void *)(uintptr_t)at.block;
    client_mcontext_get(mc, &r->mc);
    client_mcontext_get(raw, &r->raw);
    r->info = (dr_restore_state_info_t){ &r->mc, true, &r->raw,
                                         { .tag = tag, .cache_start_pc = f->code + at.block_offset,
                                           .app_code_consistent = true } };
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(restore_state, plain)
        plain(drcontext_of(t), tag, &r->mc, true, true);
    EVENT_FOR_EACH(restore_state_ex, ex)
        ex(drcontext_of(t), true, &r->info);
    arch_client_leave(t, entered);
    client_mcontext_set(&r->mc, mc);
    heap_free(r, sizeof(*r));
}

void
client_note_fault(struct thread *t, const struct fragment *f, const struct mcontext *mc)
{
    struct drcontext *c = drcontext_of(t);
    if (c == NULL)
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
    c->delivering = f;
    if ((f->flags & FRAGMENT_CLIENT) == 0 ||
        (!event_is_wanted(EVENT_restore_state) && !event_is_wanted(EVENT_restore_state_ex)))
        return;
    t->mc.pc = (uintptr_t)t->next;
    restore_state(t, f, &t->mc, &c->raw);
    t->next = (app_addr)t->mc.pc;
}

void
client_call_abandoned(struct thread *t)
{
    if (t->clean_call == 0)
        return;
    t->clean_call = 0;
    arch_client_leave(t, t->vector_saved != 0);
}

void
client_signals_done(struct thread *t)
{
    if (drcontext_of(t) != NULL)
        drcontext_of(t)->delivering = NULL;
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
