/* os/windows/events.c - the kernel's entries into user mode, and how they reach the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel has put a frame on the stack of the interrupted code, mostly the application's, and
 * enters ntdll; the first instructions there lead here.  What was interrupted in the cache is made the
 * application's state, in the frame itself, and ntdll's function then runs in the cache: so all that
 * the kernel has put into the frame, extended state included, is as natively.
 *
 * A call of the application is one instruction of ours (app_entry.S) with the application's stack.  What
 * comes at its end (an asynchronous procedure call) waits until the runtime has seen the end; a callback
 * comes in the middle and runs at once, on the rest of the runtime's stack.
 */
#include "os/windows/events.h"
#include "os/base/abi.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/app_entry.h"
#include "os/windows/debug_regs.h"
#include "os/windows/frames.h"
#include "os/windows/own_context.h"
#include "os/windows/own_start.h"
#include "os/windows/start.h"
#include "os/windows/sync.h"
#include "os/windows/visit.h"

STATIC_ASSERT(offsetof(struct os_events, frame) == 0);
STATIC_ASSERT(offsetof(struct os_events, stack_low) == 8);
STATIC_ASSERT(offsetof(struct os_events, stack_high) == 16);
STATIC_ASSERT(offsetof(struct os_events, stack_top) == 24);

enum { FLAGS_CLEAN = 0x202, FLAGS_TF = 0x100, FLAGS_RF = 0x10000, WAS_WRITE = 1, OPCODE_PUSHF = 0x9c };

const struct os_event_upcalls *event_up;

_Noreturn void
context_resume(struct nt_context *c)
{
    SYS(NtContinue, c, 0);
    FATAL("the kernel refuses to go on at %p", (void *)c->pc);
}

void
os_events_init(const struct os_event_upcalls *up, bool sees_deaths)
{
    (void)sees_deaths;
    event_up = up;
    if (!hooks_install())
        FATAL("ntdll's entries cannot be changed");
    visit_open();
}

struct os_events *
os_events_create(const struct os_events *parent, int how, const struct os_event_thread *of)
{
    struct os_events *e = os_mem_alloc(sizeof(*e), OS_PROT_READ | OS_PROT_WRITE);
    (void)parent;
    (void)how;
    if (e == NULL)
        return NULL;
    e->stop = of->stop;
    e->owner = of->owner;
    e->stack_low = of->stack_low;
    e->stack_high = of->stack_high;
    e->stack_top = of->stack_top;
    return e;
}

static void
bind(struct os_events *e)
{
    __asm__ volatile("mov %0, %%gs:(%1)" : : "r"(e), "r"((uintptr_t)(TEB_TLS_SLOTS + 8 * ABI_OS_INDEX)) : "memory");
}

void
os_events_attach(struct os_events *e)
{
    bind(e);
    debug_regs_begin(e);
}

void
os_events_destroy(struct os_events *e)
{
    if (e != NULL && e == (struct os_events *)teb_word(TEB_TLS_SLOTS + 8 * ABI_OS_INDEX))
        bind(NULL);
    if (e == NULL)
        return;
    sync_forget(e->stack_low, e->stack_high);
    own_context_forget(e);
    os_mem_free(e, sizeof(*e));
}

/* ---- entries ---- */

static bool
is_between(uintptr_t pc, const char *begin, const char *end)
{
    return pc >= (uintptr_t)begin && pc < (uintptr_t)end;
}

static struct event *
add_event(struct os_events *e, enum nt_entry entry, struct mcontext *mc, struct nt_context *c)
{
    if (e->count == EVENT_ROOM)
        FATAL("too many exceptions at once");
    struct event *v = &e->pending[e->count++];
    *v = (struct event){ entry, mc->reg[REG_SP], c, *mc, false };
    *e->stop = 1;
    return v;
}

/* The application's state is kept by the core; its thread goes to the dispatcher, with its vector state
 * as it was interrupted. */
static _Noreturn void
to_dispatcher(struct nt_context *c, uintptr_t pc)
{
    c->pc = pc;
    c->eflags = FLAGS_CLEAN;
    context_resume(c);
}

/* Calls under way are abandoned: the kernel has gone on elsewhere instead of returning from them. */
static void
abandon_calls(struct os_events *e)
{
    uintptr_t base = e->depth == 0 ? 0 : e->level[e->depth - 1].frame;
    while (e->frame != base && e->frame != 0) {
        const uintptr_t *frame = (const uintptr_t *)e->frame;
        *e->stack_top = frame[1];
        e->frame = frame[2];
    }
}

static bool
is_ours(uintptr_t pc)
{
    uintptr_t start, end;
    return os_mem_find_own(pc, &start, &end) && start <= pc;
}

void
events_begin_steps(struct os_events *e, struct nt_context *c)
{
    uint8_t opcode = 0;
    os_safe_read((const void *)c->pc, sizeof(opcode), &opcode);
    e->step_was_pushf = opcode == OPCODE_PUSHF;
    e->is_stepping = true;
    c->eflags |= FLAGS_TF;
}

/* The steps are over, whatever has ended them. */
static void
end_steps(struct os_events *e, struct nt_context *c)
{
    if (!e->is_stepping)
        return;
    e->is_stepping = false;
    c->eflags &= ~(uint32_t)FLAGS_TF;
}

static _Noreturn void
step_entered(struct os_events *e, struct nt_context *c)
{
    struct mcontext at;
    if (e->step_was_pushf) /* it stored our TF */
        *(uint64_t *)c->reg[REG_SP] &= ~(uint64_t)FLAGS_TF;
    end_steps(e, c);
    context_to_mc(c, &at);
    switch (event_up->interrupted(&at, OS_WHY_ASYNC)) {
    case OS_PLACE_APP:
    case OS_PLACE_OURS: to_dispatcher(c, at.pc);
    case OS_PLACE_STEP: events_begin_steps(e, c); break;
    default: *e->stop = 1; break;
    }
    context_resume(c);
}

/* The application steps itself: its own trap flag is set, which the kernel has cleared in c.  Traps on
 * the way between runtime and cache are none of its own; one that came on the way out is due at the next
 * instruction of the application's. */
static _Noreturn void
trace_entered(struct os_events *e, struct mcontext *mc, struct nt_context *c)
{
    struct mcontext at;
    if (e->is_stepping)
        step_entered(e, c);
    context_to_mc(c, &at);
    switch (event_up->interrupted(&at, OS_WHY_TRACE)) {
    case OS_PLACE_ENTER: e->just_entered = true; break;
    case OS_PLACE_RUNTIME: e->owes_trap = true; break;
    case OS_PLACE_STEP: break;
    case OS_PLACE_APP:
    case OS_PLACE_OURS:
        if (!e->just_entered || e->owes_trap) {
            e->just_entered = e->owes_trap = false;
            add_event(e, ENTRY_EXCEPTION, mc, c);
            to_dispatcher(c, at.pc);
        }
        e->just_entered = false;
    }
    c->eflags |= FLAGS_TF;
    context_resume(c);
}

static _Noreturn void
exception_entered(struct os_events *e, struct mcontext *mc)
{
    struct nt_context *c = frame_exception_context(mc);
    struct nt_exception *r = frame_exception_record(mc);
    struct mcontext at;
    context_to_mc(c, &at);
    uintptr_t addr = r->count >= 2 ? r->info[1] : 0;
    if (is_between(at.pc, safe_copy_begin, safe_copy_end)) {
        c->pc = (uintptr_t)safe_copy_fault;
        context_resume(c);
    }
    if (!is_ours(at.pc)) { /* the application has asked for it itself */
        abandon_calls(e);
        event_up->app_state(&at);
        add_event(e, ENTRY_EXCEPTION, mc, c)->is_whole = true;
        to_dispatcher(c, event_up->dispatcher());
    }
    if (r->code == STATUS_SINGLE_STEP)
        trace_entered(e, mc, c);
    end_steps(e, c);
    context_to_mc(c, &at);
    enum event_place place = event_up->interrupted(&at, OS_WHY_FAULT);
    if (place == OS_PLACE_OURS)
        to_dispatcher(c, at.pc);
    if (place == OS_PLACE_APP) {
        if (r->code == STATUS_ACCESS_VIOLATION && r->info[0] == WAS_WRITE) {
            e->held = (struct event){ ENTRY_EXCEPTION, mc->reg[REG_SP], c, *mc, false };
            e->is_held = true;
            event_up->write_fault(addr, true);
        } else
            add_event(e, ENTRY_EXCEPTION, mc, c);
        to_dispatcher(c, at.pc);
    }
    if (event_up->recover(&at)) {
        context_from_mc(c, &at);
        context_resume(c);
    }
    event_up->crash(r->code == STATUS_ACCESS_VIOLATION ? "access violation" : "exception", &at, addr);
    for (;;) {
    }
}

static _Noreturn void
apc_entered(struct os_events *e, struct mcontext *mc)
{
    struct nt_context *c = frame_apc_context(mc);
    struct event *v = add_event(e, ENTRY_APC, mc, c);
    end_steps(e, c);
    if (is_between(c->pc, app_kernel_begin, app_kernel_end) || c->pc == (uintptr_t)app_continued)
        context_resume(c); /* the call comes to its end first */
    struct mcontext at;
    context_to_mc(c, &at);
    if (event_up->interrupted(&at, OS_WHY_ASYNC) == OS_PLACE_APP)
        to_dispatcher(c, at.pc);
    abandon_calls(e);
    event_up->app_state(&at);
    v->is_whole = true;
    to_dispatcher(c, event_up->dispatcher());
}

static _Noreturn void
callback_entered(struct os_events *e, struct mcontext *mc)
{
    if (e->depth == LEVEL_ROOM)
        FATAL("callbacks are nested more than %d deep", LEVEL_ROOM);
    e->level[e->depth++].frame = e->frame;
    mc->pc = nt_system.entry[ENTRY_CALLBACK];
    event_up->callback_begins(mc);
    for (;;) {
    }
}

/* ntdll's function stands in for the end of the call and returns to where the call would have. */
static _Noreturn void
raise_entered(struct os_events *e, struct mcontext *mc)
{
    uintptr_t back = *(uintptr_t *)mc->reg[REG_SP];
    add_event(e, ENTRY_RAISE, mc, NULL);
    struct mcontext end = *mc;
    if (is_between(back, app_kernel_begin, app_kernel_end))
        end.reg[REG_SP] += sizeof(back);
    app_finish(&end);
}

static _Noreturn void
thread_entered(struct mcontext *mc)
{
    mc->pc = nt_system.entry[ENTRY_THREAD];
    if (event_up == NULL)
        start_first_thread(mc);
    own_thread_start(mc);
    visit_start((const struct nt_context *)mc->reg[REG_CX], event_up->nudged);
    event_up->thread_begins(mc);
    for (;;) {
    }
}

_Noreturn void
entry_reached(struct os_events *e, struct mcontext *mc, unsigned entry)
{
    if (e == NULL) {
        if (entry == ENTRY_THREAD)
            thread_entered(mc);
        FATAL("thread %zu is not known to the runtime", (size_t)teb_word(TEB_THREAD_ID));
    }
    switch ((enum nt_entry)entry) {
    case ENTRY_EXCEPTION: exception_entered(e, mc);
    case ENTRY_APC: apc_entered(e, mc);
    case ENTRY_CALLBACK: callback_entered(e, mc);
    case ENTRY_RAISE: raise_entered(e, mc);
    default: FATAL("a thread begins twice");
    }
}

/* ---- what waits, and its delivery ---- */

bool
os_events_pending(const struct os_events *e)
{
    return e->count != 0 || e->has_next_state || e->has_new_breaks;
}

void
os_events_frame_room(const struct os_events *e, const struct mcontext *mc, uintptr_t *start, uintptr_t *size)
{
    (void)e;
    (void)mc;
    *start = *size = 0; /* the kernel has written it already */
}

static bool
query_memory(uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, m, sizeof(*m), 0)) &&
        m->state != MEM_FREE;
}

/* Stacks are allocated each by itself, and have a guard at their lower end as long as they can grow: so
 * those of fibers are known, too. */
bool
os_events_may_hit(uintptr_t page, uintptr_t sp)
{
    enum { PARTS = 4 };
    struct nt_memory here, there, part;
    if (!query_memory(page, &here))
        return false;
    if (query_memory(sp, &there) && there.allocation == here.allocation)
        return true;
    uintptr_t at = here.allocation;
    for (unsigned i = 0; i < PARTS && query_memory(at, &part) && part.allocation == here.allocation; i++) {
        if ((part.protect & PAGE_GUARD) != 0)
            return true;
        at = part.base + part.size;
    }
    return false;
}

/* The address of the instruction, as the record and the context have it.  False: somebody has changed
 * mc and does not want the exception to be dispatched. */
static bool
correct_exception(const struct event *v, struct mcontext *mc)
{
    struct nt_exception *r = (struct nt_exception *)(v->frame + EXCEPTION_RECORD_OFFSET);
    if (!v->is_whole)
        r->address = mc->pc;
    int code = r->code;
    const struct os_signal_facts facts = { .addr = r->count >= 2 ? r->info[1] : 0,
                                           .is_fault = !v->is_whole,
                                           .record = r };
    event_up->deliver(&code, mc, &facts);
    context_from_mc(v->context, mc);
    return code != 0;
}

void
os_events_deliver(struct os_events *e, struct mcontext *mc)
{
    const struct mcontext before = *mc;
    if (e->has_new_breaks) {
        e->has_new_breaks = false;
        event_up->breakpoints(e->break_at);
        return;
    }
    if (e->has_next_state) {
        own_context_take(e, mc);
        event_up->moved(OS_MOVE_SET, &before, mc);
        return;
    }
    struct event v = e->pending[0];
    e->count--;
    memmove(&e->pending[0], &e->pending[1], e->count * sizeof(v));
    if (v.entry == ENTRY_RAISE) { /* a return address of the application's in place of ours */
        mc->reg[REG_SP] -= sizeof(uintptr_t);
        os_safe_write((void *)mc->reg[REG_SP], sizeof(uintptr_t), &mc->pc);
        mc->pc = nt_system.entry[ENTRY_RAISE];
        event_up->moved(OS_MOVE_RAISE, &before, mc);
        return;
    }
    bool is_exception = v.entry == ENTRY_EXCEPTION;
    if (!is_exception)
        context_from_mc(v.context, mc);
    else if (!correct_exception(&v, mc))
        return;
    debug_regs_show(e, v.context);
    *mc = v.mc;
    mc->reg[REG_SP] = v.frame;
    mc->flags = FLAGS_CLEAN;
    mc->pc = nt_system.entry[v.entry];
    event_up->moved(is_exception ? OS_MOVE_EXCEPTION : OS_MOVE_APC, &before, mc);
}

/* Lets the kernel make the frame of an exception, which comes back here as one that the application
 * has asked for itself. */
static _Noreturn void
raise_by_kernel(const struct os_events *e, const struct mcontext *mc, struct nt_exception *r, uintptr_t breakpoints)
{
    struct nt_context c ALIGNED(16);
    r->address = mc->pc;
    memset(&c, 0, sizeof(c));
    c.flags = CONTEXT_HAS_ALL;
    entry_fxsave(c.fxsave);
    memcpy(&c.mxcsr, c.fxsave + 24, sizeof(c.mxcsr));
    context_selectors(&c);
    context_from_mc(&c, mc);
    if (breakpoints != 0) {
        c.eflags |= FLAGS_RF; /* who just goes on does not meet it again */
        debug_regs_show_hit(e, &c, breakpoints);
    }
    SYS(NtRaiseException, r, &c, 1);
    FATAL("the kernel refuses to raise an exception at %p", (void *)mc->pc);
}

enum access { ACCESS_READ, ACCESS_WRITE, ACCESS_EXECUTE = 8 };

static const struct {
    ntstatus code;
    uint8_t access;
    bool has_address;
} faults[] = {
    [OS_FAULT_UNMAPPED] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NOT_EXEC] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_ILLEGAL] = { STATUS_ILLEGAL_INSTRUCTION, 0, false },
    [OS_FAULT_READ_ONLY] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_READ_ONLY_ABSENT] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_PROTECTED] = { STATUS_PRIVILEGED_INSTRUCTION, 0, false },
    [OS_FAULT_NO_ACCESS] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NO_PAGE] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NOT_READABLE] = { STATUS_ACCESS_VIOLATION, ACCESS_READ, true },
    [OS_FAULT_READ] = { STATUS_ACCESS_VIOLATION, ACCESS_READ, true },
    [OS_FAULT_WRITE] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_BREAKPOINT] = { STATUS_SINGLE_STEP, 0, false },
};

/* The first use of a guarded page, which ends the guard.  Reading it here does the same. */
static bool
use_up_guard(uintptr_t addr)
{
    struct nt_memory m;
    uint8_t byte;
    if (!query_memory(addr, &m) || m.state != MEM_COMMIT || (m.protect & PAGE_GUARD) == 0)
        return false;
    os_safe_read((const void *)addr, sizeof(byte), &byte);
    return true;
}

void
os_events_raise(struct os_events *e, enum os_fault fault, uintptr_t addr, struct mcontext *mc)
{
    if (e->is_held && fault == OS_FAULT_READ_ONLY) {
        e->pending[e->count++] = e->held;
        e->is_held = false;
        return;
    }
    ntstatus code = faults[fault].code;
    if (faults[fault].access == ACCESS_EXECUTE && use_up_guard(addr))
        code = STATUS_GUARD_PAGE_VIOLATION;
    struct nt_exception r = { .code = code, .count = faults[fault].has_address ? 2 : 0,
                              .info = { faults[fault].access, addr } };
    raise_by_kernel(e, mc, &r, fault == OS_FAULT_BREAKPOINT ? addr : 0);
}

/* ---- calls that are about all this ---- */

/* The call goes back into the middle of the one that the callback came from. */
static enum os_own
do_callback_return(struct os_events *e, struct mcontext *mc)
{
    if (e->depth == 0)
        return OS_OWN_NOT_MINE;
    const struct mcontext args = *mc;
    event_up->callback_ends();
    e->frame = e->level[--e->depth].frame;
    ntstatus status = SYS(NtCallbackReturn, args.reg[10], args.reg[REG_DX], args.reg[8]);
    FATAL("the kernel refuses the end of a callback: %x", (unsigned)status);
}

static enum os_own
moving(enum os_own result, enum os_move why, const struct mcontext *before, const struct mcontext *mc)
{
    if (result == OS_OWN_RESUME)
        event_up->moved(why, before, mc);
    return result;
}

enum os_own
os_events_syscall(struct os_events *e, struct mcontext *mc)
{
    const struct mcontext before = *mc;
    enum nt_call call = nt_call_of(mc->reg[REG_AX]);
    switch (call) {
    case CALL_NtContinue:
    case CALL_NtContinueEx: return moving(own_context_continue(e, mc), OS_MOVE_CONTINUE, &before, mc);
    case CALL_NtSetContextThread: return moving(own_context_set(e, mc), OS_MOVE_SET, &before, mc);
    case CALL_NtGetContextThread: return own_context_get(e, mc);
    case CALL_NtCallbackReturn: return do_callback_return(e, mc);
    default: return OS_OWN_NOT_MINE;
    }
}

void
os_events_no_trap(struct os_events *e)
{
    e->owes_trap = false;
}

/* An application that steps itself comes out by its own steps. */
void
os_events_step(struct os_events *e, struct mcontext *mc)
{
    if ((mc->flags & FLAGS_TF) != 0)
        return;
    e->is_stepping = true;
    e->step_was_pushf = false;
    mc->flags |= FLAGS_TF;
}

/* ---- what only Unix has ---- */

void
os_events_forked(struct os_events *e, bool clear_handlers)
{
    (void)e;
    (void)clear_handlers;
}

/* A call is never ended by the runtime's doing. */
bool
os_events_spurious_end(struct os_events *e, const struct mcontext *mc)
{
    (void)e;
    (void)mc;
    return false;
}


void
os_events_view(const struct os_events *e, struct app_view_signals *out)
{
    (void)e;
    (void)out;
}

uint64_t
os_events_mask(const struct os_events *e)
{
    (void)e;
    return 0;
}

void
os_events_sample(uintptr_t tid)
{
    (void)tid;
}

void
os_events_detach_thread(void)
{
}
