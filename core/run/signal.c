/* core/run/signal.c - where interrupted threads are, and what becomes of faults and signals.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread that is interrupted in the cache at the beginning of an application instruction has
 * its whole state in its registers; they are kept in t->mc and the thread is led to the
 * dispatcher.  Inside a longer sequence it goes on by single steps to the next such place, unless
 * the instruction faulted: then the sequence is rolled back (core/x86/translate.c).
 */
#include "core/run/signal.h"
#include "core/arch.h"
#include "core/cache/unit.h"
#include "core/cache/fragment.h"
#include "core/rt/lock.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "core/run/consistency.h"
#include "core/rt/try.h"
#include "core/run/breakpoint.h"
#include "core/run/client_events.h"
#include "core/run/client_signal.h"
#include "core/run/crash.h"
#include "core/run/client_thread.h"
#include "core/run/hooks.h"
#include "core/run/kept_code.h"
#include "os/tls.h"

struct os_events *
signal_events(const struct thread *t)
{
    return t->slot[SLOT_signal];
}

static struct os_events *
events_of_self(void)
{
    struct thread *t = os_tls_get();
    return t == NULL ? NULL : signal_events(t);
}

/* Leads the thread to the dispatcher with the application's state in t->mc. */
static enum event_place
to_dispatcher(struct thread *t, struct mcontext *mc, app_addr next)
{
    mc->pc = (uintptr_t)next;
    t->mc = *mc;
    t->next = next;
    mc->pc = arch_abort_pc();
    mc->flags = 0x202;
    return OS_PLACE_APP;
}

/* Whether every register is the application's at the beginning of this step. */
static bool
is_clean(const struct fragment *f, const struct xl_place *at, uintptr_t pc)
{
    bool is_middle = at->kind == XL_LANDING || at->kind == XL_META || at->kind == XL_ABORT ||
        (at->kind == XL_CHECK && at->aux != 0);
    if ((f->flags & FRAGMENT_CLIENT) != 0) /* clients may keep registers elsewhere further on */
        return pc == (uintptr_t)fragment_start(f) || pc == (uintptr_t)f->code + at->block_offset;
    return at->into == 0 && !is_middle;
}

static enum event_place
in_fragment(struct thread *t, const struct fragment *f, struct mcontext *mc, enum os_why why)
{
    struct xl_place at;
    if (!fragment_translate(f, mc->pc, &at))
        return why == OS_WHY_FAULT ? OS_PLACE_RUNTIME : OS_PLACE_STEP;
    if (why == OS_WHY_FAULT && at.kind == XL_IND && arch_is_guard_fault(mc)) {
        t->refused_branch = (uint32_t)mc->pc;
        to_dispatcher(t, mc, (app_addr)arch_finish_branch(t, mc));
        return OS_PLACE_OURS;
    }
    if (why == OS_WHY_FAULT && at.kind == XL_META && t->clean_call) {
        *mc = t->mc; /* an argument of a call that is the application's memory */
    } else if (why == OS_WHY_FAULT && at.kind == XL_META && at.aux != XL_META_MAY_FAULT) {
        return OS_PLACE_RUNTIME;
    } else if (why == OS_WHY_FAULT) {
        client_note_fault(t, f, mc);
        arch_translate(at.kind, at.aux, at.into, t, mc);
    } else if (why == OS_WHY_ASYNC && (f->flags & FRAGMENT_CLIENT) == 0 &&
               arch_may_restart(at.kind, at.into))
        arch_translate(at.kind, at.aux, at.into, t, mc);
    else if (!is_clean(f, &at, mc->pc))
        return OS_PLACE_STEP;
    return to_dispatcher(t, mc, at.pc);
}

static enum event_place
locate(struct thread *t, struct mcontext *mc, enum os_why why)
{
    uintptr_t pc = mc->pc;
    if (arch_pc_in_enter(pc)) {
        if (why == OS_WHY_TRACE)
            return OS_PLACE_ENTER;
        if (why == OS_WHY_FAULT)
            return OS_PLACE_RUNTIME;
        mc->pc = arch_abort_pc(); /* t->mc and t->next are still whole */
        mc->flags = 0x202;
        return OS_PLACE_APP;
    }
    if ((arch_pc_in_lookup(pc) || client_is_on_its_way(t, pc)) && why != OS_WHY_FAULT)
        return OS_PLACE_STEP;
    const struct unit *u = unit_find(pc);
    if (u == NULL || pc < (uintptr_t)u->base + arch_glue_size())
        return OS_PLACE_RUNTIME; /* stubs and glue lead to the dispatcher */
    const struct fragment *f = unit_find_fragment(u, pc);
    return f == NULL ? OS_PLACE_RUNTIME : in_fragment(t, f, mc, why);
}

static enum event_place
interrupted(struct mcontext *mc, enum os_why why)
{
    return locate(thread_self(), mc, why);
}

static enum event_place
stopped(void *owner, struct mcontext *mc)
{
    struct thread *t = owner;
    return t->place == PLACE_CACHE ? locate(t, mc, OS_WHY_ASYNC) : OS_PLACE_RUNTIME;
}

static uintptr_t
application_pc(uintptr_t pc)
{
    struct xl_place at;
    const struct unit *u = unit_find(pc);
    const struct fragment *f = u == NULL ? NULL : unit_find_fragment(u, pc);
    return f != NULL && fragment_translate(f, pc, &at) ? (uintptr_t)at.pc : 0;
}

/* Where in the application the clean call stands that t is in.  The address in the fragment from which
 * it was called, or its beginning, is among the first words of the runtime's stack.  0: not there yet */
static uintptr_t
clean_call_pc(const struct thread *t)
{
    enum { WORDS = 32 };
    const uintptr_t *top = (const uintptr_t *)t->tls[TLS_RUNTIME_SP];
    for (int i = 1; i <= WORDS; i++) {
        uintptr_t pc = application_pc(top[-i]);
        if (pc != 0)
            return pc;
    }
    return 0;
}

/* Outside the cache everything is in t->mc; inside, the instruction has not begun. */
static bool
app_registers(void *owner, struct mcontext *mc)
{
    const struct thread *t = owner;
    struct xl_place at;
    if (t->place != PLACE_CACHE || arch_pc_in_enter(mc->pc)) {
        *mc = t->mc;
        mc->pc = (uintptr_t)t->next;
        return true;
    }
    if (t->clean_call != 0 && !arch_pc_in_call(mc->pc)) {
        *mc = t->mc;
        mc->pc = clean_call_pc(t);
        return mc->pc != 0;
    }
    const struct unit *u = unit_find(mc->pc);
    const struct fragment *f = u == NULL ? NULL : unit_find_fragment(u, mc->pc);
    if (f == NULL || !fragment_translate(f, mc->pc, &at))
        return false;
    arch_translate(at.kind, at.aux, at.into, t, mc);
    mc->pc = (uintptr_t)at.pc;
    return true;
}

static const uint8_t *
app_vectors(void *owner)
{
    return arch_saved_vectors(owner);
}

/* Whether it is our doing is decided in the dispatcher, where locks can be taken. */
static void
write_fault(uintptr_t addr, bool is_present)
{
    struct thread *t = thread_self();
    t->write_fault = addr;
    t->has_write_fault = true;
    t->write_fault_is_present = is_present;
    t->tls[TLS_PENDING] = 1;
}

static void
about_to_deliver(int *sig, struct mcontext *mc, const struct os_signal_facts *facts)
{
    client_signal(thread_self(), sig, mc, facts);
    STATS_INC(signals);
}

static void
delivered(int sig, const struct mcontext *before, const struct mcontext *mc)
{
    struct thread *t = thread_self();
    t->next = (app_addr)mc->pc;
    client_kernel_xfer(t, DR_XFER_SIGNAL_DELIVERY, before, sig);
}

static void (*last_things)(struct thread *t);

static void
dying(int sig)
{
    UNUSED(sig);
    last_things(thread_self());
}

static void
sampled(const struct mcontext *mc)
{
    event_sampled(thread_self(), mc);
}

static void
app_state(const struct mcontext *mc)
{
    struct thread *t = thread_self();
    t->mc = *mc;
    t->next = (app_addr)mc->pc;
}

static const struct os_event_upcalls upcalls = {
    .interrupted = interrupted,
    .write_fault = write_fault,
    .app_pc = application_pc,
    .self = events_of_self,
    .recover = try_recover,
    .crash = crash_report,
    .deliver = about_to_deliver,
    .delivered = delivered,
    .dying = dying,
    .nudged = client_nudge_arrived,
    .sampled = sampled,
    .breakpoints = breakpoint_set,
    .app_state = app_state,
    .moved = signal_moved,
    .stopped = stopped,
    .app_registers = app_registers,
    .app_vectors = app_vectors,
    .dispatcher = arch_abort_pc,
    .thread_begins = signal_thread_begins,
    .callback_begins = signal_callback_begins,
    .callback_ends = signal_callback_ends,
};

void
signal_init(void (*process_dies)(struct thread *t))
{
    last_things = process_dies;
    os_events_init(&upcalls, options.stats || options.client_count > 0);
}

bool
signal_thread_create(struct thread *t, const struct thread *parent, const struct app_clone *c)
{
    int how = 0;
    if (c != NULL && c->shares_handlers)
        how |= OS_EVENTS_SHARE_HANDLERS;
    if (c != NULL && c->clears_handlers)
        how |= OS_EVENTS_CLEAR_HANDLERS;
    if (c != NULL && c->parent_waits)
        how |= OS_EVENTS_KEEP_ALTSTACK;
    const struct os_event_thread of = { &t->tls[TLS_PENDING], t->stack_base,
                                        t->stack_base + t->stack_size, &t->tls[TLS_RUNTIME_SP], t };
    struct os_events *e = os_events_create(parent == NULL ? NULL : signal_events(parent), how, &of);
    t->slot[SLOT_signal] = e;
    return e != NULL;
}

void
signal_thread_start(struct thread *t)
{
    os_events_attach(signal_events(t));
}

void
signal_thread_exit(struct thread *t)
{
    struct os_events *e = signal_events(t);
    t->slot[SLOT_signal] = NULL;
    breakpoint_thread_exit(t);
    os_events_destroy(e);
}

void
signal_fork_child(struct thread *t, const struct app_clone *c)
{
    os_events_forked(signal_events(t), c->clears_handlers);
}

/* A store to code of the application's that is translated: done again once the page is open. */
static void
settle_write_fault(struct thread *t)
{
    uintptr_t addr = t->write_fault;
    if (!t->has_write_fault)
        return;
    t->has_write_fault = false;
    enum write_fault result = consistency_write_fault(addr, t->next);
    if (result == WRITE_NOT_OURS || (result == WRITE_KEPT && !kept_code_store(t, &addr)))
        signal_raise(t, t->write_fault_is_present ? OS_FAULT_READ_ONLY : OS_FAULT_READ_ONLY_ABSENT,
                     addr);
}

/* The frame of a handler goes to a stack that may stand on a page with translated code. */
static void
open_stacks(struct thread *t)
{
    uintptr_t start, size;
    os_events_frame_room(signal_events(t), &t->mc, &start, &size);
    consistency_before_write(start, size);
}

void
signal_deliver_all(struct thread *t)
{
    struct os_events *e = signal_events(t);
    t->tls[TLS_PENDING] = 0;
    client_complete_state(t);
    client_call_abandoned(t);
    settle_write_fault(t);
    while (os_events_pending(e)) {
        t->mc.pc = (uintptr_t)t->next;
        open_stacks(t);
        os_events_deliver(e, &t->mc);
        t->next = (app_addr)t->mc.pc;
    }
    client_signals_done(t);
}

void
signal_raise(struct thread *t, enum os_fault fault, uintptr_t addr)
{
    t->mc.pc = (uintptr_t)t->next;
    os_events_raise(signal_events(t), fault, addr, &t->mc);
}

bool
signal_view(uintptr_t tid, struct app_view_signals *out)
{
    bool found = false;
    lock_acquire(&lock_threads);
    for (const struct thread *t = thread_list; t != NULL && !found; t = t->list_next) {
        found = t->tid == tid && signal_events(t) != NULL;
        if (found)
            os_events_view(signal_events(t), out);
    }
    lock_release(&lock_threads);
    return found;
}

void
thread_interrupt(struct thread *t)
{
    os_events_interrupt(signal_events(t), t->tid);
}

void
signal_after_call(struct thread *t, uintptr_t cache_pc)
{
    UNUSED(cache_pc);
    os_events_step(signal_events(t), &t->mc);
}
