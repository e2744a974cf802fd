/* os/windows/events.c - the kernel's entries into user mode, and how they reach the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel has put a frame on the stack of the interrupted code, mostly the application's, and
 * enters ntdll; the first instructions there lead here.  What was interrupted in the cache is made
 * the application's state, in the frame itself, and ntdll's function then runs in the cache: so all
 * that the kernel has put into the frame, extended state included, is as natively.
 *
 * A call of the application is one instruction of ours (app_entry.S) with the application's stack.
 * What comes at its end (an asynchronous procedure call) waits until the runtime has seen the end;
 * a callback comes in the middle and runs at once, on the rest of the runtime's stack.
 */
#include "os/windows/events.h"
#include "os/base/abi.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
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
STATIC_ASSERT(offsetof(struct nt_context, seg_cs) == 0x38);
STATIC_ASSERT(offsetof(struct nt_context, seg_ss) == 0x42);
STATIC_ASSERT(offsetof(struct nt_context, eflags) == 0x44);

enum { FLAGS_CLEAN = 0x202, FLAGS_TF = 0x100, WAS_WRITE = 1, OPCODE_PUSHF = 0x9c, PAGE = 4096 };

const struct os_event_upcalls *event_up;

/* Not by NtContinue: in programs with control-flow guard, Windows 8.1 and later refuse a stack
 * pointer that is not on the thread's own stack.  Vector registers are as they were: neither the
 * kernel, which enters user mode with them, nor the runtime has changed them. */
_Noreturn void
context_resume(struct nt_context *c)
{
    entry_resume(c);
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
    if (nt_system.number[CALL_NtContinueEx] != NT_NO_NUMBER) /* a kernel that may come at any time */
        e->kept_frame = os_mem_alloc(FRAME_ROOM, OS_PROT_READ | OS_PROT_WRITE);
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
    os_mem_free(e->kept_frame, FRAME_ROOM);
    os_mem_free(e, sizeof(*e));
}

/* ---- entries ---- */

static bool
is_between(uintptr_t pc, const char *begin, const char *end)
{
    return pc >= (uintptr_t)begin && pc < (uintptr_t)end;
}

/* Before the context is changed. */
static struct event
new_event(enum nt_entry entry, const struct mcontext *mc, struct nt_context *c)
{
    uintptr_t sp = mc->reg[REG_SP];
    struct event v = { .entry = entry, .frame = sp, .context = c, .mc = *mc };
    if (c != NULL)
        v.machine = frame_machine(c, entry == ENTRY_EXCEPTION ? sp + EXCEPTION_MACHINE_OFFSET : (uintptr_t)(c + 1));
    return v;
}

static struct event *
add_event(struct os_events *e, enum nt_entry entry, struct mcontext *mc, struct nt_context *c)
{
    if (e->count == EVENT_ROOM)
        FATAL("too many exceptions at once");
    struct event *v = &e->pending[e->count++];
    *v = new_event(entry, mc, c);
    *e->stop = 1;
    return v;
}

/* The application's state is kept by the core; its thread goes to the dispatcher, with its vector
 * state as it was interrupted. */
static _Noreturn void
to_dispatcher(struct nt_context *c, uintptr_t pc)
{
    c->pc = pc;
    c->eflags = FLAGS_CLEAN;
    context_resume(c);
}

/* Calls under way are abandoned: the kernel has gone on elsewhere instead of returning from them.
 */
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

/* The application steps itself: its own trap flag is set, which the kernel has cleared in c.  Traps
 * on the way between runtime and cache are none of its own; one that came on the way out is due at
 * the next instruction of the application's. */
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
            e->held = new_event(ENTRY_EXCEPTION, mc, c);
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

/* Windows 10 and later have APCs that wait for nothing: the thread may be anywhere.  What was
 * interrupted goes on until the application's state is complete; its stack is needed for that. */
static _Noreturn void
apc_between(struct os_events *e, struct event *v, struct nt_context *c)
{
    struct mcontext at;
    context_to_mc(c, &at);
    enum event_place place = event_up->interrupted(&at, OS_WHY_ASYNC);
    if (place == OS_PLACE_APP)
        to_dispatcher(c, at.pc);
    v->kept = e->kept_frame == NULL || e->count != 1 ? 0 : frame_size(c, v->frame, FRAME_ROOM);
    if (v->kept == 0)
        FATAL("an asynchronous procedure call has come in the middle of the runtime");
    memcpy(e->kept_frame, (const void *)v->frame, v->kept);
    if (place == OS_PLACE_STEP)
        events_begin_steps(e, c);
    context_resume(c);
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
    if (is_ours(c->pc))
        apc_between(e, v, c);
    abandon_calls(e);
    event_up->app_state(&at);
    v->is_whole = true;
    to_dispatcher(c, event_up->dispatcher());
}

/* The call that the callback comes from was made by an instruction of ours. */
static void
correct_callback(const struct os_events *e, const struct mcontext *mc)
{
    uint64_t *machine = frame_callback_machine(mc), pc;
    const struct mcontext *call = e->frame == 0 ? NULL : *(const struct mcontext *const *)e->frame;
    if (call != NULL && os_safe_read(machine, sizeof(pc), &pc) && is_between(pc, app_kernel_begin, app_kernel_end))
        machine[MACHINE_PC] = call->pc;
}

static _Noreturn void
callback_entered(struct os_events *e, struct mcontext *mc)
{
    if (e->depth == LEVEL_ROOM)
        FATAL("callbacks are nested more than %d deep", LEVEL_ROOM);
    e->level[e->depth++].frame = e->frame;
    mc->pc = nt_system.entry[ENTRY_CALLBACK];
    correct_callback(e, mc);
    event_up->callback_begins(mc);
    for (;;) {
    }
}

/* ntdll's function stands in for the end of the call: it returns to where the call would have, when
 * the kernel has pushed that address, or for the function that made the call. */
static _Noreturn void
raise_entered(struct os_events *e, struct mcontext *mc)
{
    uintptr_t back = *(uintptr_t *)mc->reg[REG_SP];
    struct event *v = add_event(e, ENTRY_RAISE, mc, NULL);
    struct mcontext end = *mc;
    v->is_pushed = is_between(back, app_kernel_begin, app_kernel_end);
    if (v->is_pushed)
        end.reg[REG_SP] += sizeof(back);
    app_finish(&end);
}

volatile bool events_app_runs;

/* The first thread that comes starts the runtime, whoever has made it; another one that comes
 * meanwhile waits, as natively for the end of the loader's work.  An APC that waits for nothing may
 * come before the thread's own first step. */
static _Noreturn void
thread_entered(struct mcontext *mc, enum nt_entry entry)
{
    static volatile uint32_t is_taken;
    int64_t a_moment = -10000;
    if (event_up == NULL && ATOMIC_XCHG(&is_taken, 1) == 0)
        start_first_thread(mc);
    while (*(const struct os_event_upcalls *const volatile *)&event_up == NULL)
        cpu_relax();
    mc->pc = nt_system.entry[entry];
    if (entry == ENTRY_THREAD) {
        own_thread_start(mc);
        visit_start((const struct nt_context *)mc->reg[REG_CX], event_up->nudged);
    }
    while (!events_app_runs)
        SYS(NtDelayExecution, 0, &a_moment);
    event_up->thread_begins(mc);
    for (;;) {
    }
}

_Noreturn void
entry_reached(struct os_events *e, struct mcontext *mc, unsigned entry)
{
    if (e == NULL) {
        if (entry == ENTRY_THREAD || entry == ENTRY_APC)
            thread_entered(mc, (enum nt_entry)entry);
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

/* Stacks are allocated each by itself, and have a guard at their lower end as long as they can grow: so
 * those of fibers are known, too. */
bool
os_events_may_hit(uintptr_t page, uintptr_t sp)
{
    enum { PARTS = 4 };
    struct nt_memory here, there, part;
    if (!nt_memory_at(page, &here))
        return false;
    if (nt_memory_at(sp, &there) && there.allocation == here.allocation)
        return true;
    uintptr_t at = here.allocation;
    for (unsigned i = 0; i < PARTS && nt_memory_at(at, &part) && part.allocation == here.allocation; i++) {
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

/* The kernel would have let it be tried again. */
static bool
is_popped_away(struct os_events *e, const struct event *v, const struct mcontext *mc)
{
    const struct nt_exception *r = (const struct nt_exception *)(v->frame + EXCEPTION_RECORD_OFFSET);
    return r->code == STATUS_ACCESS_VIOLATION && r->count >= 2 && mc->pc == nt_system.pop_fault && mc->pc != 0 &&
        nt_system.pop_resume != 0 && pop_fault_again(&e->pop_faults, r->info[1]);
}

/* The kernel would have put the frame there if it had come now. */
static void
put_back(struct os_events *e, struct event *v, const struct mcontext *mc)
{
    uintptr_t to = frame_place(v->frame, v->kept, mc->reg[REG_SP]), delta = to - v->frame;
    uint8_t byte;
    for (uintptr_t at = mc->reg[REG_SP] - 1; at > to; at -= PAGE) /* a stack grows by the page that comes next */
        os_safe_read((const void *)at, sizeof(byte), &byte);
    frame_move(e->kept_frame, v->kept, v->frame, to);
    if (!os_safe_write((void *)to, v->kept, e->kept_frame))
        FATAL("no stack for an asynchronous procedure call at %p", (void *)to);
    v->frame = to;
    v->context = (struct nt_context *)((uintptr_t)v->context + delta);
    if (v->machine != NULL)
        v->machine = (uint64_t *)((uintptr_t)v->machine + delta);
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
    if (v.entry == ENTRY_RAISE) {
        if (v.is_pushed) { /* a return address of the application's in place of ours */
            mc->reg[REG_SP] -= sizeof(uintptr_t);
            os_safe_write((void *)mc->reg[REG_SP], sizeof(uintptr_t), &mc->pc);
        }
        mc->pc = nt_system.entry[ENTRY_RAISE];
        event_up->moved(OS_MOVE_RAISE, &before, mc);
        return;
    }
    bool is_exception = v.entry == ENTRY_EXCEPTION;
    if (v.kept != 0)
        put_back(e, &v, mc);
    if (is_exception && is_popped_away(e, &v, mc)) {
        mc->pc = nt_system.pop_resume;
        event_up->app_state(mc);
        return;
    }
    if (!is_exception)
        context_from_mc(v.context, mc);
    else if (!correct_exception(&v, mc))
        return;
    debug_regs_show(e, v.context);
    if (v.machine != NULL) {
        v.machine[MACHINE_PC] = mc->pc;
        v.machine[MACHINE_SP] = mc->reg[REG_SP];
    }
    *mc = v.mc;
    mc->reg[REG_SP] = v.frame;
    mc->flags = FLAGS_CLEAN;
    mc->pc = nt_system.entry[v.entry];
    event_up->moved(is_exception ? OS_MOVE_EXCEPTION : OS_MOVE_APC, &before, mc);
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
