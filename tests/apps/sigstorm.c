/* tests/apps/sigstorm.c - storms: SIGCHLD of many children, signals from outside, queued real-time ones.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

static volatile int reaped, sum, usr1, usr2, rt[3], disorder, last;
static void on_child(int s)
{
    int saved = errno, status;
    pid_t p;
    while ((p = waitpid(-1, &status, WNOHANG)) > 0) {
        reaped++;
        sum += WEXITSTATUS(status);
    }
    errno = saved;
}
static void on_usr(int s) { *(s == SIGUSR1 ? &usr1 : &usr2) += 1; }
static void on_rt(int s, siginfo_t *i, void *u)
{
    rt[s - SIGRTMIN]++;
    if (s == SIGRTMIN) {
        disorder += i->si_value.sival_int != last;
        last = i->si_value.sival_int + 1;
    }
}
static uint64_t work(void)
{
    uint64_t h = 0;
    for (int i = 0; i < 3000; i++)
        h = hash(&i, sizeof i, h);
    return h;
}
static pid_t outside(int s, int count)
{
    pid_t parent = getpid(), p = fork();
    if (p == 0) {
        for (int i = 0; i < count; i++)
            while (sigqueue(parent, s, (union sigval){.sival_int = i}) && errno == EAGAIN)
                msleep(1);
        _exit(0);
    }
    return p;
}

int main(void)
{
    struct sigaction a = {.sa_handler = on_child, .sa_flags = SA_RESTART};
    sigaction(SIGCHLD, &a, NULL);
    for (int i = 0; i < 300; i++) {
        pid_t p = fork();
        NEED(p >= 0);
        if (p == 0)
            _exit(i % 7);
    }
    uint64_t limit = now_ms() + 20000;
    while (reaped < 300 && now_ms() < limit)
        work();
    fact("children reaped %d, sum %d", reaped, sum);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGUSR1, on_usr);
    signal(SIGUSR2, on_usr);
    pid_t p = outside(SIGUSR1, 2000), q = outside(SIGUSR2, 2000);
    uint64_t good = work();
    int bad = 0, status, done = 0;
    while (done < 2) {
        bad += work() != good;
        pid_t w = waitpid(-1, &status, WNOHANG);
        done += w == p || w == q;
    }
    fact("standard signals arrived %d %d, wrong results %d", usr1 > 0, usr2 > 0, bad);
    handle(SIGRTMIN, on_rt, SA_RESTART);
    handle(SIGRTMIN + 1, on_rt, SA_RESTART);
    p = outside(SIGRTMIN, 3000), q = outside(SIGRTMIN + 1, 3000);
    for (done = 0; done < 2;) {
        bad += work() != good;
        pid_t w = waitpid(-1, &status, WNOHANG);
        done += w == p || w == q;
    }
    while ((rt[0] < 3000 || rt[1] < 3000) && now_ms() < limit + 10000)
        work();
    fact("real-time signals %d %d, out of order %d, wrong results %d", rt[0], rt[1], disorder, bad);
    /* Many queued while blocked come in order when unblocked. */
    sigset_t m;
    sigemptyset(&m);
    sigaddset(&m, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &m, NULL);
    rt[0] = last = disorder = 0;
    for (int i = 0; i < 500; i++)
        sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
    sigset_t pending;
    sigpending(&pending);
    fact("blocked: pending %d, arrived %d", sigismember(&pending, SIGRTMIN), rt[0]);
    sigprocmask(SIG_UNBLOCK, &m, NULL);
    fact("unblocked: arrived %d, out of order %d", rt[0], disorder);
    /* The lower number first, whatever the order of sending. */
    sigaddset(&m, SIGRTMIN + 1);
    sigaddset(&m, SIGUSR1);
    usr1 = 0;
    sigprocmask(SIG_BLOCK, &m, NULL);
    raise(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &m, NULL);
    fact("standard signals merge: %d", usr1);
    return 0;
}
