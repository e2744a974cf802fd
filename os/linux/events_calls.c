/* os/linux/events_calls.c - the application's own system calls about signals.
 * SPDX-License-Identifier: Apache-2.0
 *
 * They go to the kernel through the one instruction that a signal cannot slip past: one that
 * comes before the call is delivered before it, and the call is made again afterwards.
 */
#include "os/app_syscall.h"
#include "os/app_view.h"
#include "os/base/string.h"
#include "os/linux/events.h"
#include "os/linux/signal_entry.h"
#include "os/linux/sys.h"
#include "os/safe.h"

enum { LEAST_STACK = 2048 };

static enum os_own
done(struct mcontext *mc, intptr_t result)
{
    mc->reg[REG_AX] = (uintptr_t)result;
    return OS_OWN_DONE;
}

/* A call of ours in the application's place; false: something came first. */
static bool
kernel_call(struct os_events *e, int nr, uintptr_t a, const void *b, const void *c, intptr_t *result)
{
    struct mcontext call = { .reg = { [REG_AX] = (uintptr_t)nr, [REG_DI] = a,
                                      [REG_SI] = (uintptr_t)b, [REG_DX] = (uintptr_t)c,
                                      [10] = 8 } };
    if (!os_app_syscall_run(&call, e->stop))
        return false;
    *result = (intptr_t)call.reg[REG_AX];
    return true;
}

/* Held signals that the new mask lets through now wait for the dispatcher. */
static void
release_held(struct os_events *e)
{
    for (unsigned i = 0; i < 6; i++) {
        struct noted *n = &e->held[i];
        uint64_t bit = n->info.signo != 0 ? sig_bit(n->info.signo) : 0;
        if ((e->held_set & bit & ~e->mask) == 0)
            continue;
        if (!event_queue_put(&e->noted, n))
            return;
        e->held_set &= ~bit;
        *e->stop = 1;
    }
}

static bool
combine(uint64_t *mask, uintptr_t how, uint64_t set)
{
    set &= ~(sig_bit(K_SIGKILL) | sig_bit(K_SIGSTOP));
    switch (how) {
    case K_SIG_BLOCK: *mask |= set; return true;
    case K_SIG_UNBLOCK: *mask &= ~set; return true;
    case K_SIG_SETMASK: *mask = set; return true;
    default: return false;
    }
}

static enum os_own
do_sigprocmask(struct os_events *e, struct mcontext *mc)
{
    uint64_t set, old = e->mask, mask = e->mask;
    intptr_t result;
    if (mc->reg[10] != 8)
        return done(mc, -K_EINVAL);
    const void *set_at = (const void *)mc->reg[REG_SI];
    if (set_at != NULL) {
        if (!os_safe_read(set_at, sizeof(set), &set))
            return done(mc, -K_EFAULT);
        if (!combine(&mask, mc->reg[REG_DI], set))
            return done(mc, -K_EINVAL);
        uint64_t kernel_mask = mask & ~OWNED_SIGNALS;
        if (!kernel_call(e, __NR_rt_sigprocmask, K_SIG_SETMASK, &kernel_mask, NULL, &result))
            return OS_OWN_STOPPED;
        e->mask = mask;
        if (e->held_set != 0)
            release_held(e);
    }
    void *old_at = (void *)mc->reg[REG_DX];
    if (old_at != NULL && !os_safe_write(old_at, sizeof(old), &old))
        return done(mc, -K_EFAULT);
    return done(mc, 0);
}

static enum os_own
do_sigaction(struct os_events *e, struct mcontext *mc)
{
    struct k_sigaction act, old;
    intptr_t result = 0;
    uintptr_t sig = mc->reg[REG_DI];
    const void *act_at = (const void *)mc->reg[REG_SI];
    void *old_at = (void *)mc->reg[REG_DX];
    if (mc->reg[10] != 8)
        return done(mc, -K_EINVAL);
    if (act_at != NULL && !os_safe_read(act_at, sizeof(act), &act))
        return done(mc, -K_EFAULT);
    if (sig < 1 || sig > K_SIGNALS ||
        (act_at != NULL && (sig == K_SIGKILL || sig == K_SIGSTOP)))
        return done(mc, -K_EINVAL);
    events_lock(e->handlers);
    old = e->handlers->action[sig];
    if (act_at != NULL) {
        static const uint64_t known = K_SA_NOCLDSTOP | K_SA_NOCLDWAIT | K_SA_SIGINFO |
            K_SA_EXPOSE_TAGBITS | K_SA_RESTORER | K_SA_ONSTACK | K_SA_RESTART | K_SA_NODEFER |
            K_SA_RESETHAND;
        act.mask &= ~(sig_bit(K_SIGKILL) | sig_bit(K_SIGSTOP));
        act.flags &= known;
        struct k_sigaction k = events_kernel_action((int)sig, &act);
        if (!kernel_call(e, __NR_rt_sigaction, sig, &k, NULL, &result)) {
            events_unlock(e->handlers);
            return OS_OWN_STOPPED;
        }
        e->handlers->action[sig] = act;
    }
    events_unlock(e->handlers);
    if (old_at != NULL && !os_safe_write(old_at, sizeof(old), &old))
        return done(mc, -K_EFAULT);
    return done(mc, result);
}

static bool
uses_alt(const struct os_events *e, uintptr_t sp)
{
    return (e->alt.flags & K_SS_AUTODISARM) == 0 && sp > e->alt.sp && sp - e->alt.sp <= e->alt.size;
}

intptr_t
events_set_alt_stack(struct os_events *e, uintptr_t sp, const struct k_stack *s)
{
    uint32_t mode = s->flags & ~K_SS_AUTODISARM;
    if (uses_alt(e, sp))
        return -K_EPERM;
    if (mode != K_SS_DISABLE && mode != K_SS_ONSTACK && mode != 0)
        return -K_EINVAL;
    if (mode == K_SS_DISABLE)
        e->alt = (struct k_stack){ .flags = s->flags };
    else if (s->size < LEAST_STACK)
        return -K_ENOMEM;
    else
        e->alt = (struct k_stack){ .sp = s->sp, .flags = s->flags, .size = s->size };
    return 0;
}

static enum os_own
do_sigaltstack(struct os_events *e, struct mcontext *mc)
{
    struct k_stack s, old = e->alt;
    uintptr_t sp = mc->reg[REG_SP];
    const void *new_at = (const void *)mc->reg[REG_DI];
    void *old_at = (void *)mc->reg[REG_SI];
    if (old.size == 0)
        old.flags = K_SS_DISABLE;
    else
        old.flags = (old.flags & K_SS_AUTODISARM) | (uses_alt(e, sp) ? K_SS_ONSTACK : 0);
    if (new_at != NULL) {
        if (!os_safe_read(new_at, sizeof(s), &s))
            return done(mc, -K_EFAULT);
        intptr_t r = events_set_alt_stack(e, sp, &s);
        if (r != 0)
            return done(mc, r);
    }
    if (old_at != NULL && !os_safe_write(old_at, sizeof(old), &old))
        return done(mc, -K_EFAULT);
    return done(mc, 0);
}

void
os_events_view(const struct os_events *e, struct app_view_signals *out)
{
    *out = (struct app_view_signals){ .pending = e->held_set, .blocked = e->mask };
    events_lock(e->handlers);
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        uintptr_t h = e->handlers->action[sig].handler;
        if (h == K_SIG_IGN)
            out->ignored |= sig_bit(sig);
        else if (h != K_SIG_DFL)
            out->caught |= sig_bit(sig);
    }
    events_unlock(e->handlers);
}

static const struct {
    int nr;
    enum os_own (*carry_out)(struct os_events *e, struct mcontext *mc);
} calls[] = {
    { __NR_rt_sigprocmask, do_sigprocmask },
    { __NR_rt_sigaction, do_sigaction },
    { __NR_sigaltstack, do_sigaltstack },
    { __NR_rt_sigreturn, events_sigreturn },
};

enum os_own
os_events_syscall(struct os_events *e, struct mcontext *mc)
{
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
        if ((uintptr_t)calls[i].nr == mc->reg[REG_AX])
            return calls[i].carry_out(e, mc);
    }
    return OS_OWN_NOT_MINE;
}
