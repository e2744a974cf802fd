/* os/linux/events_deliver.c - from a noted signal to the application's handler, or to its default.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/base/string.h"
#include "os/linux/events.h"
#include "os/linux/signal_entry.h"
#include "os/linux/sys.h"
#include "os/mem.h"

/* Sends the signal again with the kernel's default action in place: it kills, stops, or is
 * ignored, just as if we had never been there. */
void
events_default_action(struct os_events *e, const struct noted *n)
{
    int sig = n->info.signo;
    const uint64_t harmless = sig_bit(K_SIGCHLD) | sig_bit(K_SIGCONT) | sig_bit(K_SIGURG) |
        sig_bit(K_SIGWINCH);
    const uint64_t stops = sig_bit(K_SIGTSTP) | sig_bit(K_SIGTTIN) | sig_bit(K_SIGTTOU);
    if ((sig_bit(sig) & harmless) != 0)
        return;
    if ((sig_bit(sig) & stops) == 0)
        event_up->dying(sig);
    struct k_sigaction dfl = { .flags = K_SA_RESTORER, .restorer = (uintptr_t)signal_restorer };
    sys4(__NR_rt_sigaction, sig, &dfl, 0, 8);
    struct k_siginfo info = n->info;
    if (n->info.code >= 0) /* only the kernel may claim such codes */
        info.code = -1;
    sys4(__NR_rt_tgsigqueueinfo, sys0(__NR_getpid), sys0(__NR_gettid), sig, &info);
    uint64_t others = ~sig_bit(sig);
    sys4(__NR_rt_sigprocmask, K_SIG_SETMASK, &others, 0, 8);
    /* A stop ends here once the process goes on. */
    events_set_kernel_mask(e->mask);
    events_install(sig, &e->handlers->action[sig]);
}

/* The application's action at this moment, and what taking it changes. */
static struct k_sigaction
take_action(struct os_events *e, int sig)
{
    struct handlers *h = e->handlers;
    events_lock(h);
    struct k_sigaction a = h->action[sig];
    bool has_handler = a.handler != K_SIG_DFL && a.handler != K_SIG_IGN;
    if (has_handler && (a.flags & K_SA_RESETHAND) != 0) {
        h->action[sig].handler = K_SIG_DFL;
        events_install(sig, &h->action[sig]);
    }
    events_unlock(h);
    return a;
}

static void
call_handler(struct os_events *e, const struct k_sigaction *a, struct noted *n, struct mcontext *mc)
{
    int sig = n->info.signo;
    const struct mcontext before = *mc;
    if (!events_make_frame(e, a, n, mc)) {
        n->info = (struct k_siginfo){ .signo = K_SIGSEGV, .code = K_SI_KERNEL };
        events_default_action(e, n);
        return;
    }
    uint64_t mask = e->mask | a->mask;
    if ((a->flags & K_SA_NODEFER) == 0)
        mask |= sig_bit(sig);
    e->mask = mask & ~(sig_bit(K_SIGKILL) | sig_bit(K_SIGSTOP));
    event_up->delivered(sig, &before, mc);
}

void
os_events_deliver(struct os_events *e, struct mcontext *mc)
{
    struct noted n = event_queue_take(&e->noted);
    int sig = n.info.signo;
    const struct os_signal_facts facts = { n.info.addr, n.is_fault,
                                           (e->mask & sig_bit(sig)) != 0, NULL };
    event_up->deliver(&sig, mc, &facts);
    if (sig < 0) {
        events_default_action(e, &n);
    } else if (sig != 0) {
        n.info.signo = sig;
        struct k_sigaction a = take_action(e, sig);
        bool ignored = a.handler == K_SIG_IGN;
        bool blocked = (e->mask & sig_bit(sig)) != 0;
        if (a.handler == K_SIG_DFL || (n.is_fault && (ignored || blocked)))
            events_default_action(e, &n);
        else if (!ignored)
            call_handler(e, &a, &n, mc);
    }
    if (event_queue_is_empty(&e->noted))
        events_set_kernel_mask(e->mask);
}

static const struct {
    int sig, code;
    unsigned err, trapno;
} faults[] = {
    [OS_FAULT_UNMAPPED] = { K_SIGSEGV, K_SEGV_MAPERR, 0x14, 14 },
    [OS_FAULT_NOT_EXEC] = { K_SIGSEGV, K_SEGV_ACCERR, 0x15, 14 },
    [OS_FAULT_ILLEGAL] = { K_SIGILL, K_ILL_ILLOPN, 0, 6 },
    [OS_FAULT_READ_ONLY] = { K_SIGSEGV, K_SEGV_ACCERR, 7, 14 },
    [OS_FAULT_READ_ONLY_ABSENT] = { K_SIGSEGV, K_SEGV_ACCERR, 6, 14 },
    [OS_FAULT_PROTECTED] = { K_SIGSEGV, K_SI_KERNEL, 0, 13 },
    [OS_FAULT_NO_ACCESS] = { K_SIGSEGV, K_SEGV_ACCERR, 0x14, 14 },
    [OS_FAULT_NO_PAGE] = { K_SIGBUS, K_SEGV_ACCERR /* BUS_ADRERR */, 0x14, 14 },
    [OS_FAULT_NOT_READABLE] = { K_SIGSEGV, K_SEGV_ACCERR, 4, 14 },
    [OS_FAULT_READ] = { K_SIGSEGV, K_SEGV_MAPERR, 4, 14 },
    [OS_FAULT_WRITE] = { K_SIGSEGV, K_SEGV_MAPERR, 6, 14 },
};

void
os_events_raise(struct os_events *e, enum os_fault fault, uintptr_t addr, struct mcontext *mc)
{
    enum { FLAGS_RF = 0x10000 }; /* set in the flags that every fault pushes */
    enum { PAGE_FAULT = 14, PROTECTION = 1 };
    bool has_addr = fault != OS_FAULT_PROTECTED;
    struct noted n = {
        .info = { .signo = faults[fault].sig, .code = faults[fault].code,
                  .addr = has_addr ? addr : 0 },
        .err = has_addr ? faults[fault].err : addr,
        .trapno = faults[fault].trapno,
        .cr2 = has_addr ? addr : 0,
        .is_fault = true,
    };
    /* So the kernel hides what it has mapped for itself. */
    if (faults[fault].trapno == PAGE_FAULT && addr >= os_mem_facts()->highest)
        n.err |= PROTECTION;
    mc->flags |= FLAGS_RF;
    event_queue_put(&e->noted, &n);
    *e->stop = 1;
}
