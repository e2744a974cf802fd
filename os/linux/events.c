/* os/linux/events.c - the runtime's one signal handler, and what a thread has of signals.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel's mask is the application's without the owned signals.  When a signal has been noted,
 * everything else stays blocked until the dispatcher has delivered it: the kernel keeps what
 * comes meanwhile, with its own rules for merging and order.
 */
#include "os/linux/events.h"
#include "os/app_syscall.h"
#include "os/base/string.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_syscall_entry.h"
#include "dr_nudge_signal.h"
#include "os/linux/signal_entry.h"
#include "os/linux/sys.h"
#include "os/mem.h"

enum { FLAGS_TF = 0x100, ERR_PRESENT = 1, ERR_WRITE = 2, OPCODE_PUSHF = 0x9c };

const struct os_event_upcalls *event_up;

static void handler(int sig, struct k_siginfo *info, struct k_ucontext *uc);

void
events_set_kernel_mask(uint64_t mask)
{
    mask &= ~OWNED_SIGNALS;
    sys4(__NR_rt_sigprocmask, K_SIG_SETMASK, &mask, 0, 8);
}

void
events_lock(struct handlers *h)
{
    while (__atomic_exchange_n(&h->lock, 1, __ATOMIC_ACQUIRE) != 0)
        __builtin_ia32_pause();
}

void
events_unlock(struct handlers *h)
{
    __atomic_store_n(&h->lock, 0, __ATOMIC_RELEASE);
}

static bool sees_deaths;

/* Whether sig by default does anything else than to end the process. */
static bool
is_harmless(int sig)
{
    const uint64_t harmless = sig_bit(K_SIGCHLD) | sig_bit(K_SIGCONT) | sig_bit(K_SIGURG) |
        sig_bit(K_SIGWINCH) | sig_bit(K_SIGTSTP) | sig_bit(K_SIGTTIN) | sig_bit(K_SIGTTOU) |
        sig_bit(K_SIGKILL) | sig_bit(K_SIGSTOP);
    return (sig_bit(sig) & harmless) != 0;
}

/* Whether the kernel should call our handler for sig. */
static bool
wants_handler(int sig, const struct k_sigaction *app)
{
    if (app->handler == K_SIG_DFL && sees_deaths && !is_harmless(sig))
        return true;
    return (sig_bit(sig) & OWNED_SIGNALS) != 0 ||
        (app->handler != K_SIG_DFL && app->handler != K_SIG_IGN);
}

/* The kernel's action for what the application has asked for. */
struct k_sigaction
events_kernel_action(int sig, const struct k_sigaction *app)
{
    struct k_sigaction k = { app->handler, app->flags & (K_SA_NOCLDSTOP | K_SA_NOCLDWAIT), 0, 0 };
    if (wants_handler(sig, app)) {
        bool owned = (sig_bit(sig) & OWNED_SIGNALS) != 0;
        k.handler = (uintptr_t)handler;
        k.flags |= K_SA_SIGINFO | K_SA_ONSTACK | K_SA_RESTORER | (app->flags & K_SA_RESTART) |
            (app->flags & K_SA_EXPOSE_TAGBITS) | (owned ? K_SA_NODEFER : 0) |
            (sig == INTERRUPT_SIGNAL ? K_SA_RESTART : 0);
        k.restorer = (uintptr_t)signal_restorer;
        k.mask = ~OWNED_SIGNALS;
    } else {
        k.flags |= K_SA_RESTORER;
        k.restorer = (uintptr_t)signal_restorer;
    }
    return k;
}

void
events_install(int sig, const struct k_sigaction *app)
{
    struct k_sigaction k = events_kernel_action(sig, app);
    sys4(__NR_rt_sigaction, sig, &k, 0, 8);
}

/* Everything waits until the dispatcher has delivered what was noted. */
static void
hold_back(struct k_ucontext *uc)
{
    uc->mask = ~OWNED_SIGNALS;
}

static void
note(struct os_events *e, const struct k_siginfo *info, const struct k_sigcontext *sc, bool is_fault)
{
    const struct noted n = { *info, sc->err, sc->trapno, sc->cr2, is_fault };
    event_queue_put(&e->noted, &n); /* so many at once are repetitions */
    *e->stop = 1;
}

static void
crash(const char *what, const struct k_ucontext *uc, uintptr_t addr)
{
    struct mcontext mc;
    events_from_kernel(&uc->mc, &mc);
    event_up->crash(what, &mc, addr);
}

/* A client has prepared for faults of its own. */
static bool
recover(struct k_ucontext *uc)
{
    struct mcontext mc;
    events_from_kernel(&uc->mc, &mc);
    if (!event_up->recover(&mc))
        return false;
    events_to_kernel(&mc, &uc->mc);
    return true;
}

static const char *
name_of(int sig)
{
    switch (sig) {
    case K_SIGSEGV: return "SIGSEGV";
    case K_SIGBUS: return "SIGBUS";
    case K_SIGILL: return "SIGILL";
    case K_SIGFPE: return "SIGFPE";
    default: return "SIGTRAP";
    }
}

/* To the application our memory does not exist, so it is not protected either. */
static void
hide_own(struct k_siginfo *info, struct k_sigcontext *sc)
{
    uintptr_t start, end;
    if (info->signo != K_SIGSEGV || info->code != K_SEGV_ACCERR ||
        !os_mem_find_own(info->addr, &start, &end) || start > info->addr)
        return;
    info->code = K_SEGV_MAPERR;
    sc->err &= ~(uint64_t)ERR_PRESENT;
}

/* The instruction at the interrupted pc raised it. */
static void
on_fault(struct os_events *e, struct k_siginfo *info, struct k_ucontext *uc)
{
    uintptr_t pc = uc->mc.ip;
    if (pc >= (uintptr_t)safe_copy_begin && pc < (uintptr_t)safe_copy_end) {
        uc->mc.ip = (uintptr_t)safe_copy_fault;
        return;
    }
    if (pc == (uintptr_t)APP_GATE(app_other_call_insn)) {
        uc->mc.ip = (uintptr_t)APP_GATE(app_other_call_fault);
        return;
    }
    struct mcontext mc;
    if (e != NULL && e->is_stepping)
        uc->mc.flags &= ~(uint64_t)FLAGS_TF;
    events_from_kernel(&uc->mc, &mc);
    enum event_place place = e == NULL ? OS_PLACE_RUNTIME
                                       : event_up->interrupted(&mc, OS_WHY_FAULT);
    if (place != OS_PLACE_APP && place != OS_PLACE_OURS) {
        if (recover(uc))
            return;
        crash(name_of(info->signo), uc, info->addr);
        return;
    }
    e->is_stepping = false;
    if (place == OS_PLACE_OURS) {
        events_to_kernel(&mc, &uc->mc);
        return;
    }
    hide_own(info, &uc->mc);
    bool is_write = info->signo == K_SIGSEGV && info->code == K_SEGV_ACCERR &&
        (uc->mc.err & ERR_WRITE) != 0;
    if (is_write)
        event_up->write_fault(info->addr, (uc->mc.err & ERR_PRESENT) != 0);
    else {
        uintptr_t app = info->signo == K_SIGSEGV || info->signo == K_SIGBUS
            ? 0
            : event_up->app_pc(info->addr);
        if (app != 0)
            info->addr = app;
        note(e, info, &uc->mc, true);
        hold_back(uc);
    }
    events_to_kernel(&mc, &uc->mc);
}

/* Goes on by single steps until the application's state is complete. */
static void
begin_steps(struct os_events *e, struct k_ucontext *uc)
{
    e->is_stepping = true;
    e->step_was_pushf = *(const uint8_t *)uc->mc.ip == OPCODE_PUSHF;
    uc->mc.flags |= FLAGS_TF;
}

void
os_events_step(struct os_events *e, struct mcontext *mc)
{
    e->is_stepping = true;
    e->step_was_pushf = false;
    mc->flags |= FLAGS_TF;
}

static void
leave_cache(struct os_events *e, struct k_ucontext *uc)
{
    struct mcontext mc;
    events_from_kernel(&uc->mc, &mc);
    switch (event_up->interrupted(&mc, OS_WHY_ASYNC)) {
    case OS_PLACE_APP:
    case OS_PLACE_OURS: events_to_kernel(&mc, &uc->mc); break;
    case OS_PLACE_STEP: begin_steps(e, uc); break;
    default: *e->stop = 1; break;
    }
}

static void
on_step(struct os_events *e, struct k_ucontext *uc)
{
    if (e->step_was_pushf) /* it stored our TF */
        *(uint64_t *)uc->mc.sp &= ~(uint64_t)FLAGS_TF;
    e->is_stepping = false;
    uc->mc.flags &= ~(uint64_t)FLAGS_TF;
    leave_cache(e, uc);
}

/* The application steps itself: its own TF is set. */
static void
on_trace(struct os_events *e, struct k_siginfo *info, struct k_ucontext *uc)
{
    struct mcontext mc;
    events_from_kernel(&uc->mc, &mc);
    switch (event_up->interrupted(&mc, OS_WHY_TRACE)) {
    case OS_PLACE_ENTER: e->just_entered = true; return;
    case OS_PLACE_RUNTIME: e->owes_trap = true; return;
    case OS_PLACE_STEP: return;
    case OS_PLACE_APP:
    case OS_PLACE_OURS: break;
    }
    bool skip = e->just_entered && !e->owes_trap;
    e->just_entered = e->owes_trap = false;
    if (skip)
        return;
    info->addr = mc.pc;
    uintptr_t app = event_up->app_pc(uc->mc.ip);
    if (app != 0)
        info->addr = app;
    note(e, info, &uc->mc, true);
    hold_back(uc);
    events_to_kernel(&mc, &uc->mc);
}

static void
on_interrupt(struct os_events *e, struct k_ucontext *uc)
{
    uintptr_t go_on;
    if (e->is_stepping)
        return;
    if (os_app_syscall_interrupted(uc->mc.ip, &go_on))
        return; /* at a safe point; the kernel restarts what it can */
    e->internal = true;
    leave_cache(e, uc);
}

/* A system call that waits is left and made again, so that the dispatcher has its turn. */
static void
on_nudge(struct os_events *e, const struct k_siginfo *info, struct k_ucontext *uc)
{
    const struct nudge_info *n = (const void *)info;
    uintptr_t go_on;
    if (n->version != NUDGE_VERSION || !event_up->nudged(n->client, n->argument) || e == NULL)
        return;
    *e->stop = 1;
    if (e->is_stepping)
        return;
    if (os_app_syscall_interrupted(uc->mc.ip, &go_on)) {
        uc->mc.ip = go_on;
        return;
    }
    e->internal = true;
    leave_cache(e, uc);
}

static void
on_sample(struct os_events *e, const struct k_ucontext *uc)
{
    struct mcontext mc;
    uintptr_t go_on;
    e->internal |= !os_app_syscall_interrupted(uc->mc.ip, &go_on);
    events_from_kernel(&uc->mc, &mc);
    event_up->sampled(&mc);
}

static void
on_async(struct os_events *e, struct k_siginfo *info, struct k_ucontext *uc)
{
    uintptr_t go_on;
    uint64_t bit = sig_bit(info->signo);
    if ((bit & OWNED_SIGNALS & e->mask) != 0) { /* the kernel would not have delivered it yet */
        static const uint8_t index[] = { [K_SIGILL] = 0, [K_SIGTRAP] = 1, [K_SIGBUS] = 2,
                                         [K_SIGFPE] = 3, [K_SIGSEGV] = 4, [K_SIGSTKFLT] = 5 };
        if ((e->held_set & bit) == 0)
            e->held[index[info->signo]] =
                (struct noted){ *info, uc->mc.err, uc->mc.trapno, uc->mc.cr2, false };
        e->held_set |= bit;
        return;
    }
    note(e, info, &uc->mc, false);
    hold_back(uc);
    if (os_app_syscall_interrupted(uc->mc.ip, &go_on))
        uc->mc.ip = go_on;
    else if (!e->is_stepping)
        leave_cache(e, uc);
}

static bool
is_fault(const struct k_siginfo *info)
{
    uint64_t faults = OWNED_SIGNALS & ~sig_bit(K_SIGSTKFLT);
    return (sig_bit(info->signo) & faults) != 0 && info->code > 0;
}

static void
handler(int sig, struct k_siginfo *info, struct k_ucontext *uc)
{
    struct os_events *e = event_up->self();
    (void)sig;
    if ((uc->flags & K_UC_FP_XSTATE) != 0)
        events_learn_xstate(uc->mc.fpstate);
    if (info->signo == INTERRUPT_SIGNAL && info->code == INTERRUPT_CODE) {
        if (e != NULL)
            on_interrupt(e, uc);
    } else if (info->signo == NUDGE_SIGNAL && info->code == NUDGE_CODE) {
        on_nudge(e, info, uc);
    } else if (info->signo == INTERRUPT_SIGNAL && info->code == SAMPLE_CODE) {
        if (e != NULL)
            on_sample(e, uc);
    } else if (info->signo == K_SIGTRAP && e != NULL && e->is_stepping &&
               info->code == K_TRAP_TRACE)
        on_step(e, uc);
    else if (info->signo == K_SIGTRAP && info->code == K_TRAP_TRACE && e != NULL)
        on_trace(e, info, uc);
    else if (is_fault(info))
        on_fault(e, info, uc);
    else if (e != NULL)
        on_async(e, info, uc);
}

void
os_events_init(const struct os_event_upcalls *up, bool tells_of_deaths)
{
    event_up = up;
    sees_deaths = tells_of_deaths;
}

/* Signals that the kernel must not handle as the application's action says. */
static bool
is_ours_anyway(int sig, const struct k_sigaction *app)
{
    return (sig_bit(sig) & OWNED_SIGNALS) != 0 ||
        (app->handler == K_SIG_DFL && wants_handler(sig, app));
}

/* The kernel has dropped our handlers, or we have ourselves. */
static void
reinstall_owned(struct os_events *e)
{
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        if (is_ours_anyway(sig, &e->handlers->action[sig]))
            events_install(sig, &e->handlers->action[sig]);
    }
}

static struct handlers *
first_handlers(void)
{
    struct handlers *h = os_mem_alloc(sizeof(*h), OS_PROT_READ | OS_PROT_WRITE);
    if (h == NULL)
        return NULL;
    h->references = 1;
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        sys4(__NR_rt_sigaction, sig, 0, &h->action[sig], 8);
        if (is_ours_anyway(sig, &h->action[sig]))
            events_install(sig, &h->action[sig]);
    }
    return h;
}

/* As the kernel does it for CLONE_CLEAR_SIGHAND. */
static void
clear_handlers(struct handlers *h)
{
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        if (h->action[sig].handler != K_SIG_IGN)
            h->action[sig] = (struct k_sigaction){ .handler = K_SIG_DFL };
    }
}

static struct handlers *
inherit_handlers(struct handlers *from, int how)
{
    if ((how & OS_EVENTS_SHARE_HANDLERS) != 0) {
        __atomic_add_fetch(&from->references, 1, __ATOMIC_RELAXED);
        return from;
    }
    struct handlers *h = os_mem_alloc(sizeof(*h), OS_PROT_READ | OS_PROT_WRITE);
    if (h == NULL)
        return NULL;
    events_lock(from);
    memcpy(h->action, from->action, sizeof(h->action));
    events_unlock(from);
    if ((how & OS_EVENTS_CLEAR_HANDLERS) != 0)
        clear_handlers(h);
    h->references = 1;
    return h;
}

struct os_events *
os_events_create(const struct os_events *parent, int how, const struct os_event_thread *of)
{
    struct os_events *e = os_mem_alloc(sizeof(*e) + HANDLER_STACK, OS_PROT_READ | OS_PROT_WRITE);
    if (e == NULL)
        return NULL;
    e->stop = of->stop;
    e->stack = (uint8_t *)(e + 1);
    e->cleared = (how & OS_EVENTS_CLEAR_HANDLERS) != 0;
    if (parent == NULL) {
        sys4(__NR_rt_sigprocmask, K_SIG_BLOCK, 0, &e->mask, 8);
        e->handlers = first_handlers();
    } else {
        e->mask = parent->mask;
        e->alt.flags = K_SS_DISABLE;
        if ((how & OS_EVENTS_KEEP_ALTSTACK) != 0)
            e->alt = parent->alt;
        e->handlers = inherit_handlers(parent->handlers, how);
    }
    if (e->handlers == NULL) {
        os_mem_free(e, sizeof(*e) + HANDLER_STACK);
        return NULL;
    }
    return e;
}

void
os_events_destroy(struct os_events *e)
{
    if (__atomic_sub_fetch(&e->handlers->references, 1, __ATOMIC_ACQ_REL) == 0)
        os_mem_free(e->handlers, sizeof(*e->handlers));
    os_mem_free(e, sizeof(*e) + HANDLER_STACK);
}

void
os_events_attach(struct os_events *e)
{
    struct k_stack s = { .sp = (uintptr_t)e->stack, .size = HANDLER_STACK };
    static bool learned;
    sys2(__NR_sigaltstack, &s, 0);
    if (e->cleared)
        reinstall_owned(e);
    events_set_kernel_mask(e->mask);
    if (!learned) {
        learned = true;
        os_events_interrupt(NULL, (uintptr_t)sys0(__NR_gettid)); /* shows what its frames look like */
    }
}

void
os_events_block_all(void)
{
    uint64_t all = ~(uint64_t)0;
    sys4(__NR_rt_sigprocmask, K_SIG_SETMASK, &all, 0, 8);
}

void
os_events_restore(struct os_events *e)
{
    events_set_kernel_mask(event_queue_is_empty(&e->noted) ? e->mask : ~(uint64_t)0);
}

void
os_events_forked(struct os_events *e, bool clear)
{
    if (clear) {
        clear_handlers(e->handlers);
        reinstall_owned(e);
    }
    event_queue_clear(&e->noted);
    e->held_set = 0;
}

bool
os_events_pending(const struct os_events *e)
{
    return !event_queue_is_empty(&e->noted);
}

uint64_t
os_events_mask(const struct os_events *e)
{
    return e->mask;
}

static void
send_to_thread(uintptr_t tid, int code)
{
    struct k_siginfo info = { .signo = INTERRUPT_SIGNAL, .code = code };
    sys4(__NR_rt_tgsigqueueinfo, sys0(__NR_getpid), tid, INTERRUPT_SIGNAL, &info);
}

/* From outside, threads are ended with their process only. */
bool
os_events_interrupt(struct os_events *e, uintptr_t tid)
{
    (void)e;
    send_to_thread(tid, INTERRUPT_CODE);
    return true;
}

void
os_events_sample(uintptr_t tid)
{
    send_to_thread(tid, SAMPLE_CODE);
}

void
os_events_no_trap(struct os_events *e)
{
    e->owes_trap = false;
}

bool
os_events_spurious_end(struct os_events *e, const struct mcontext *mc)
{
    bool spurious = e->internal && event_queue_is_empty(&e->noted) &&
        (intptr_t)mc->reg[REG_AX] == -K_EINTR;
    e->internal = false;
    return spurious;
}

/* What a new program inherits: the owned signals that the application ignores. */
void
os_events_before_exec(struct os_events *e)
{
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        if ((sig_bit(sig) & OWNED_SIGNALS) != 0 && e->handlers->action[sig].handler == K_SIG_IGN)
            sys4(__NR_rt_sigaction, sig, &e->handlers->action[sig], 0, 8);
    }
    uint64_t mask = e->mask;
    sys4(__NR_rt_sigprocmask, K_SIG_SETMASK, &mask, 0, 8);
}

void
os_events_after_failed_exec(struct os_events *e)
{
    reinstall_owned(e);
    os_events_restore(e);
}
