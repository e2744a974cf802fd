/* tests/apps/sigthreads.c - which thread gets a signal; tgkill, pthread_kill, per-thread masks and pending sets.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

static pthread_t main_thread;
static __thread volatile int mine;
static volatile int in_main, in_other, stop, code;
static void on_signal(int s, siginfo_t *i, void *u)
{
    mine++;
    *(pthread_equal(pthread_self(), main_thread) ? &in_main : &in_other) += 1;
    code = i->si_code;
}
static void *spin(void *unused)
{
    volatile unsigned long x = 0;
    while (!stop)
        x++;
    return (void *)(long)mine;
}
static void *sleeper(void *unused)
{
    while (!stop)
        msleep(50);
    return (void *)(long)mine;
}
static void *pending(void *unused)
{
    sigset_t m, p;
    sigemptyset(&m);
    sigaddset(&m, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &m, NULL);
    pthread_kill(pthread_self(), SIGUSR2);
    sigpending(&p);
    fact("own pending %d", sigismember(&p, SIGUSR2));
    pthread_sigmask(SIG_UNBLOCK, &m, NULL);
    fact("own handled %d", mine);
    return NULL;
}
static void *fault(void *unused)
{
    *(volatile int *)16 = 0;
    return unused;
}
static void on_fault(int s, siginfo_t *i, void *u)
{
    fact("fault of a thread, in it: %d, addr %lx", !pthread_equal(pthread_self(), main_thread), (long)i->si_addr);
    pthread_exit(NULL);
}

int main(void)
{
    main_thread = pthread_self();
    handle(SIGUSR1, on_signal, SA_RESTART);
    handle(SIGUSR2, on_signal, SA_RESTART);
    handle(SIGSEGV, on_fault, 0);
    for (int kind = 0; kind < 2; kind++) {
        pthread_t t;
        stop = in_main = in_other = 0;
        pthread_create(&t, NULL, kind ? sleeper : spin, NULL);
        for (int i = 1; i <= 100; i++) {
            NEED(pthread_kill(t, SIGUSR1) == 0);
            while (in_other < i)
                usleep(10);
        }
        fact("pthread_kill: main %d other %d code %d", in_main, in_other, code);
        /* The main thread blocks it: only the other one can take it. */
        sigset_t m;
        sigemptyset(&m);
        sigaddset(&m, SIGUSR1);
        pthread_sigmask(SIG_BLOCK, &m, NULL);
        in_other = 0;
        for (int i = 1; i <= 20; i++) {
            kill(getpid(), SIGUSR1);
            while (in_other < i)
                usleep(10);
        }
        fact("kill with main blocking: main %d other %d code %d", in_main, in_other, code);
        stop = 1;
        pthread_kill(t, SIGUSR1);
        void *r;
        pthread_join(t, &r);
        fact("the thread counted %ld", (long)r >= 120 ? 1l : (long)r);
        pthread_sigmask(SIG_UNBLOCK, &m, NULL);
    }
    pthread_t t;
    pthread_create(&t, NULL, pending, NULL);
    pthread_join(t, NULL);
    in_main = 0;
    long r = syscall(SYS_tgkill, getpid(), gettid(), SIGUSR2);
    fact("tgkill self %ld, handled %d", r, in_main);
    fact("tgkill, no such thread %ld", syscall(SYS_tgkill, getpid(), 999999999, SIGUSR2));
    fact("signal 0 %d", pthread_kill(pthread_self(), 0));
    for (int i = 0; i < 5; i++) {
        pthread_create(&t, NULL, fault, NULL);
        pthread_join(t, NULL);
    }
    return 0;
}
