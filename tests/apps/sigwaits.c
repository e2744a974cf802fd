/* tests/apps/sigwaits.c - taking signals without a handler: sigwait*, signalfd, sigsuspend, p* calls.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>

static volatile int hits;
static void on_signal(int s) { hits += s; }
static void later(int s, int ms)
{
    pid_t parent = getpid();
    if (fork() == 0) {
        msleep(ms);
        kill(parent, s);
        _exit(0);
    }
}
static void *waiter(void *set)
{
    int s;
    int r = sigwait(set, &s);
    fact("thread's sigwait %d signal %d", r, s);
    return NULL;
}

int main(void)
{
    sigset_t m, none, old;
    sigemptyset(&none);
    sigemptyset(&m);
    sigaddset(&m, SIGUSR1);
    sigaddset(&m, SIGUSR2);
    sigaddset(&m, SIGRTMIN);
    sigaddset(&m, SIGRTMIN + 1);
    sigprocmask(SIG_BLOCK, &m, &old);
    signal(SIGUSR1, on_signal);
    signal(SIGUSR2, on_signal);
    int s;
    raise(SIGUSR1);
    int r = sigwait(&m, &s);
    fact("sigwait %d signal %d, handler %d", r, s, hits);
    union sigval v;
    for (int i = 0; i < 3; i++) {
        v.sival_int = 100 + i;
        sigqueue(getpid(), SIGRTMIN + 1, v);
        sigqueue(getpid(), SIGRTMIN, v);
    }
    siginfo_t info;
    for (int i = 0; i < 6; i++) {
        r = sigwaitinfo(&m, &info);
        fact("sigwaitinfo SIGRTMIN+%d value %d code %d own pid %d", r - SIGRTMIN, info.si_value.sival_int, info.si_code, info.si_pid == getpid());
    }
    struct timespec zero = {0, 0}, some = {0, 30000000};
    r = sigtimedwait(&m, &info, &zero);
    fact("sigtimedwait, none: %d errno %d", r, errno);
    r = sigtimedwait(&m, &info, &some);
    fact("sigtimedwait, timeout: %d errno %d", r, errno);
    later(SIGUSR2, 30);
    r = sigwaitinfo(&m, &info);
    fact("sigwaitinfo, from a child: %d code %d own %d", r, info.si_code, info.si_pid == getpid());
    wait(NULL);
    int fd = signalfd(-1, &m, SFD_CLOEXEC | SFD_NONBLOCK);
    struct signalfd_siginfo si;
    r = (int)read(fd, &si, sizeof si);
    fact("signalfd, none: %d errno %d", r, errno);
    v.sival_int = 55;
    sigqueue(getpid(), SIGUSR1, v);
    raise(SIGUSR2);
    struct pollfd p = {fd, POLLIN, 0};
    r = poll(&p, 1, 1000);
    fact("poll %d %x", r, p.revents);
    for (int i = 0; i < 3; i++) {
        r = (int)read(fd, &si, sizeof si);
        if (r > 0)
            fact("signalfd: signo %u code %d value %d own %d", si.ssi_signo, si.ssi_code, si.ssi_int, si.ssi_pid == (unsigned)getpid());
    }
    fcntl(fd, F_SETFL, 0);
    later(SIGUSR1, 30);
    r = (int)read(fd, &si, sizeof si);
    fact("signalfd blocking: %d signo %u", r, si.ssi_signo);
    wait(NULL);
    close(fd);
    hits = 0;
    raise(SIGUSR1);
    r = sigsuspend(&none);
    fact("sigsuspend, pending: %d errno %d hits %d", r, errno, hits);
    hits = 0;
    later(SIGUSR2, 30);
    r = sigsuspend(&none);
    fact("sigsuspend: %d errno %d hits %d", r, errno, hits);
    wait(NULL);
    sigset_t now;
    sigprocmask(SIG_BLOCK, NULL, &now);
    fact("mask again %d %d", sigismember(&now, SIGUSR1), sigismember(&now, SIGUSR2));
    hits = 0;
    raise(SIGUSR1);
    struct timespec t = {10, 0};
    r = ppoll(NULL, 0, &t, &none);
    fact("ppoll, pending: %d errno %d hits %d", r, errno, hits);
    hits = 0;
    later(SIGUSR1, 30);
    r = ppoll(NULL, 0, &t, &none);
    fact("ppoll: %d errno %d hits %d", r, errno, hits);
    wait(NULL);
    hits = 0;
    raise(SIGUSR2);
    r = pselect(0, NULL, NULL, NULL, &t, &none);
    fact("pselect, pending: %d errno %d hits %d", r, errno, hits);
    hits = 0;
    later(SIGUSR2, 30);
    r = pselect(0, NULL, NULL, NULL, &t, &none);
    fact("pselect: %d errno %d hits %d", r, errno, hits);
    wait(NULL);
    int ep = epoll_create1(0);
    struct epoll_event e;
    hits = 0;
    raise(SIGUSR2);
    r = epoll_pwait(ep, &e, 1, 10000, &none);
    fact("epoll_pwait, pending: %d errno %d hits %d", r, errno, hits);
    hits = 0;
    later(SIGUSR1, 30);
    r = epoll_pwait(ep, &e, 1, 10000, &none);
    fact("epoll_pwait: %d errno %d hits %d", r, errno, hits);
    wait(NULL);
    int pp[2];
    NEED(pipe(pp) == 0 && write(pp[1], "x", 1) == 1);
    struct pollfd ready = {pp[0], POLLIN, 0};
    hits = 0;
    raise(SIGUSR1);
    r = ppoll(&ready, 1, &t, &none);
    fact("ppoll, ready and pending: %d hits %d", r, hits);
    r = sigtimedwait(&m, &info, &zero);
    fact("still pending %d", r);
    sigset_t *pm = &m;
    pthread_t th;
    pthread_create(&th, NULL, waiter, pm);
    msleep(20);
    kill(getpid(), SIGUSR1);
    pthread_join(th, NULL);
    hits = 0;
    sigset_t w;
    sigemptyset(&w);
    sigaddset(&w, SIGUSR2);
    pthread_create(&th, NULL, waiter, &w);
    msleep(20);
    pthread_kill(th, SIGUSR2);
    pthread_join(th, NULL);
    fact("handlers %d", hits);
    /* A sigwait with the signal unblocked elsewhere, ignored signals are dropped. */
    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    r = sigtimedwait(&m, NULL, &some);
    fact("ignored but blocked is waited for: %d", r);
    sigprocmask(SIG_SETMASK, &old, NULL);
    return 0;
}
