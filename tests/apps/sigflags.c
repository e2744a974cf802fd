/* tests/apps/sigflags.c - every SA_ flag, and what sigaction and sigprocmask answer.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <poll.h>

static volatile int hits, on_alt, blocked_self, blocked_other, level, deepest;
static char *alt;

static void plain(int s)
{
    hits++;
    sigset_t m;
    sigprocmask(SIG_BLOCK, NULL, &m);
    blocked_self = sigismember(&m, s);
    blocked_other = sigismember(&m, SIGUSR2);
    char *here = (char *)&m;
    on_alt = alt && here >= alt && here < alt + 65536;
    level++;
    deepest = level > deepest ? level : deepest;
    if (s == SIGUSR1 && hits < 4)
        raise(SIGUSR1);
    level--;
}
static void info(int s, siginfo_t *i, void *u)
{
    plain(s);
    fact("  info signo %d code %d pid %d uid %d value %d, ucontext flags %lx link %p stack flags %d", i->si_signo, i->si_code,
         i->si_pid == getpid(), i->si_uid == getuid(), i->si_value.sival_int,
         ((ucontext_t *)u)->uc_flags, (void *)((ucontext_t *)u)->uc_link, ((ucontext_t *)u)->uc_stack.ss_flags);
}

static void set(int s, void *f, int flags, int mask)
{
    struct sigaction a = {.sa_handler = f, .sa_flags = flags}, old, now;
    sigemptyset(&a.sa_mask);
    if (mask)
        sigaddset(&a.sa_mask, mask);
    int r = sigaction(s, &a, &old), e = errno;
    int q = sigaction(s, NULL, &now);
    fact(" sigaction(%d, %x): %d errno %d, query %d flags %x handler kept %d mask %d, old default %d", s, flags, r, r ? e : 0, q, now.sa_flags & ~0x04000000,
         now.sa_handler == f, mask ? sigismember(&now.sa_mask, mask) : 0, old.sa_handler == SIG_DFL);
}
static void go(const char *name, int s)
{
    hits = level = deepest = 0;
    int r = raise(s);
    fact("%s: raise %d hits %d deepest %d self blocked %d SIGUSR2 blocked %d alt stack %d", name, r, hits, deepest, blocked_self, blocked_other, on_alt);
}

int main(void)
{
    for (int s = 1; s < 65; s++) {
        struct sigaction a;
        memset(&a, 0xaa, sizeof a);
        int r = sigaction(s, NULL, &a);
        if (r || a.sa_handler != SIG_DFL || a.sa_flags)
            fact("signal %d at start: %d errno %d handler %p flags %x", s, r, r ? errno : 0, r ? NULL : (void *)a.sa_handler, r ? 0 : a.sa_flags);
    }
    set(SIGUSR1, plain, 0, 0);
    go("plain", SIGUSR1);
    set(SIGUSR1, plain, 0, SIGUSR2);
    go("masks another", SIGUSR1);
    set(SIGUSR1, plain, SA_NODEFER, 0);
    go("nodefer", SIGUSR1);
    set(SIGUSR1, plain, SA_NODEFER, SIGUSR1);
    go("nodefer, but in the mask", SIGUSR1);
    set(SIGUSR1, info, SA_SIGINFO, 0);
    go("siginfo", SIGUSR1);
    set(SIGUSR1, plain, SA_RESETHAND, 0);
    go("resethand", SIGUSR1);
    struct sigaction now;
    sigaction(SIGUSR1, NULL, &now);
    fact("afterwards default %d flags %x", now.sa_handler == SIG_DFL, now.sa_flags & ~0x04000000);
    set(SIGUSR1, plain, SA_RESETHAND | SA_NODEFER, 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        raise(SIGUSR1); /* recursive raise finds the default action */
        _exit(1);
    }
    fact("resethand and nodefer, recursive: %s", wait_for(pid));
    alt = malloc(65536);
    stack_t ss = {.ss_sp = alt, .ss_size = 65536}, old;
    fact("sigaltstack %d, was flags %d", sigaltstack(&ss, &old), old.ss_flags);
    set(SIGUSR2, info, SA_ONSTACK | SA_SIGINFO, 0);
    go("on alternate stack", SIGUSR2);
    set(SIGUSR2, info, SA_SIGINFO, 0);
    go("not on alternate stack", SIGUSR2);
    set(SIGUSR1, plain, SA_ONSTACK | SA_NODEFER, 0);
    go("alternate stack, nested", SIGUSR1);
    ss.ss_flags = SS_DISABLE;
    sigaltstack(&ss, &old);
    fact("disabled: was size %zu flags %d", old.ss_size, old.ss_flags);
    set(SIGUSR2, plain, SA_ONSTACK, 0);
    go("no alternate stack", SIGUSR2);
    ss.ss_flags = 0, ss.ss_size = 100;
    int r = sigaltstack(&ss, NULL);
    fact("too small: %d errno %d", r, errno);
    /* SA_RESTART and SA_NOCLDSTOP, SA_NOCLDWAIT */
    set(SIGCHLD, plain, SA_NOCLDSTOP, 0);
    hits = 0;
    pid = fork();
    if (pid == 0) {
        raise(SIGSTOP);
        _exit(3);
    }
    int status;
    NEED(waitpid(pid, &status, WUNTRACED) == pid);
    fact("child %s, SIGCHLD %d times", ending(status), hits);
    kill(pid, SIGCONT);
    NEED(waitpid(pid, &status, 0) == pid);
    fact("child %s, SIGCHLD %d times", ending(status), hits);
    set(SIGCHLD, plain, SA_NOCLDWAIT, 0);
    pid = fork();
    if (pid == 0)
        _exit(3);
    r = waitpid(pid, &status, 0);
    fact("no zombie: %d errno %d", r, errno);
    set(SIGCHLD, SIG_IGN, 0, 0);
    pid = fork();
    if (pid == 0)
        _exit(3);
    r = waitpid(pid, &status, 0);
    fact("ignored: %d errno %d", r, errno);
    set(SIGKILL, plain, 0, 0);
    set(SIGSTOP, SIG_IGN, 0, 0);
    set(65, plain, 0, 0);
    set(0, plain, 0, 0);
    set(SIGRTMIN, info, SA_SIGINFO | SA_RESTART | SA_ONSTACK | SA_NODEFER, SIGUSR2);
    union sigval v = {.sival_int = 1234};
    sigqueue(getpid(), SIGRTMIN, v);
    set(SIGUSR1, SIG_IGN, SA_RESTART, 0);
    go("ignored", SIGUSR1);
    /* Unknown flags: kernel 5.11+ clears what it does not know. */
    struct { void *handler; unsigned long flags; void *restorer; unsigned long mask; } k = {plain, 0x1 | 0x00000400 | 0x10000000 | 0x00000800, NULL, ~0ul}, q;
    fact("raw sigaction %ld", syscall(SYS_rt_sigaction, SIGWINCH, &k, NULL, 8));
    fact("raw query %ld: handler %d flags %lx mask %lx", syscall(SYS_rt_sigaction, SIGWINCH, NULL, &q, 8), q.handler == plain, q.flags, q.mask);
    fact("wrong size: %ld errno %d", syscall(SYS_rt_sigaction, SIGWINCH, NULL, &q, 4), errno == EINVAL);
    fact("bad pointer: %ld errno %d", syscall(SYS_rt_sigaction, SIGWINCH, NULL, (void *)8, 8), errno == EFAULT);
    unsigned long m = ~0ul, o;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &m, &o, 8);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &m, 8);
    fact("old mask %lx, all blocked %lx", o, m);
    m = 0;
    fact("bad how %ld, bad size %ld, bad pointer %ld", syscall(SYS_rt_sigprocmask, 9, &m, NULL, 8),
         syscall(SYS_rt_sigprocmask, 0, &m, NULL, 16), syscall(SYS_rt_sigprocmask, 0, (void *)8, NULL, 8));
    raise(SIGWINCH);
    raise(SIGUSR2);
    sigset_t p;
    sigpending(&p);
    fact("pending %d %d %d", sigismember(&p, SIGWINCH), sigismember(&p, SIGUSR2), sigismember(&p, SIGTERM));
    return 0;
}
