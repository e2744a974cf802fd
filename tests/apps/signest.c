/* tests/apps/signest.c - nested and recursive handlers, blocked faults, deaths inside handlers.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>

static volatile int depth;
static sigjmp_buf back;

static void recurse(int s)
{
    volatile int local = depth;
    if (++depth < 200)
        raise(s);
    local++;
    if (local == 50 || local == 1)
        fact("  leaving level %d", local);
}
static void order(int s)
{
    sigset_t m;
    sigprocmask(SIG_BLOCK, NULL, &m);
    fact("  handler %d; blocked: %d %d %d", s, sigismember(&m, SIGUSR1), sigismember(&m, SIGUSR2), sigismember(&m, SIGTERM));
}
static void in_turn(int s)
{
    fact("  begin %d", s);
    if (s == SIGUSR1) {
        raise(SIGUSR2);
        raise(SIGUSR1); /* blocked: comes after this handler */
    }
    static int again;
    if (s == SIGUSR1 && again++)
        signal(SIGUSR1, SIG_IGN);
    fact("  end %d", s);
}
static void fault_in_handler(int s, siginfo_t *i, void *u)
{
    fact("  fault %d at %lx", s, (long)i->si_addr);
    if (++depth < 5)
        *(volatile char *)(long)(depth * 16) = 1;
    siglongjmp(back, depth);
}
static pid_t child(void (*f)(void))
{
    pid_t p = fork();
    if (p == 0) {
        f();
        _exit(77);
    }
    return p;
}
static void just_report(int s) { fact("  got %d", s); }
static void blocked_segv(void)
{
    sigset_t m;
    sigfillset(&m);
    signal(SIGSEGV, just_report);
    sigprocmask(SIG_SETMASK, &m, NULL);
    *(volatile int *)16 = 1;
}
static void ignored_segv(void)
{
    signal(SIGSEGV, SIG_IGN);
    *(volatile int *)16 = 1;
}
static void refault(int s)
{
    fact("  once %d", s);
    *(volatile int *)32 = 1;
}
static void segv_in_segv(void)
{
    signal(SIGSEGV, refault);
    *(volatile int *)16 = 1;
}
static void blocked_ill(void)
{
    sigset_t m;
    sigfillset(&m);
    sigprocmask(SIG_SETMASK, &m, NULL);
    asm volatile("ud2");
}
static void raised_blocked_segv(void)
{
    sigset_t m;
    sigfillset(&m);
    sigprocmask(SIG_SETMASK, &m, NULL);
    raise(SIGSEGV);
    fact("  raise(SIGSEGV) stays pending");
    sigemptyset(&m);
    sigprocmask(SIG_SETMASK, &m, NULL);
}
static void bad_stack(void)
{
    signal(SIGUSR1, just_report);
    asm volatile("mov %0, %%eax; mov $10, %%esi; mov $16, %%rsp; mov %1, %%edi; mov $62, %%eax; syscall; ud2" ::"i"(62), "r"(getpid()) : "rax", "memory");
}
static void exit_in_handler(int s) { _exit(40 + s); }
static void exits(void)
{
    signal(SIGTERM, exit_in_handler);
    raise(SIGTERM);
}
static void exec_in_handler(int s)
{
    execl("/bin/sh", "sh", "-c", "trap 'echo trapped' TERM; kill -TERM $$; echo mask ok; exit 9", NULL);
}
static void execs(void)
{
    signal(SIGUSR1, exec_in_handler);
    raise(SIGUSR1);
}
static void fork_in_handler(int s)
{
    pid_t p = fork();
    if (p == 0)
        _exit(5);
    fact("  child of a handler: %s", wait_for(p));
}
static void forks(void)
{
    signal(SIGUSR1, fork_in_handler);
    raise(SIGUSR1);
    raise(SIGUSR1);
    _exit(0);
}
static void abort_handler(int s) { fact("  SIGABRT handler"); }
static void aborts(void)
{
    signal(SIGABRT, abort_handler);
    abort();
}

int main(void)
{
    struct sigaction a = {.sa_handler = recurse, .sa_flags = SA_NODEFER};
    sigaction(SIGUSR1, &a, NULL);
    raise(SIGUSR1);
    fact("recursive: %d levels", depth);
    signal(SIGUSR1, in_turn);
    signal(SIGUSR2, in_turn);
    raise(SIGUSR1);
    signal(SIGUSR1, order);
    signal(SIGUSR2, order);
    signal(SIGTERM, order);
    sigset_t m;
    sigfillset(&m);
    sigprocmask(SIG_SETMASK, &m, NULL);
    raise(SIGUSR2);
    raise(SIGTERM);
    raise(SIGUSR1);
    fact("unblocking three");
    sigemptyset(&m);
    sigprocmask(SIG_SETMASK, &m, NULL);
    handle(SIGSEGV, fault_in_handler, SA_NODEFER);
    for (int i = 0; i < 3; i++) {
        depth = 0;
        int r = sigsetjmp(back, 1);
        if (r == 0)
            *(volatile char *)8 = 1;
        fact("out of %d faults", r);
    }
    signal(SIGSEGV, SIG_DFL);
#define CHILD(f) fact(#f ": %s", wait_for(child(f)))
    CHILD(blocked_segv);
    CHILD(ignored_segv);
    CHILD(segv_in_segv);
    CHILD(blocked_ill);
    CHILD(raised_blocked_segv);
    CHILD(bad_stack);
    CHILD(exits);
    CHILD(execs);
    CHILD(forks);
    CHILD(aborts);
    return 0;
}
