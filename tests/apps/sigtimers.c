/* tests/apps/sigtimers.c - timers at 1 kHz during computation: nothing lost, nothing changed.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <math.h>
#include <sys/time.h>
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static volatile int ticks, infos, values, wrong_thread;
static void tick(int s) { ticks++; }
static void tick_info(int s, siginfo_t *i, void *u)
{
    ticks++;
    infos++;
    values += i->si_value.sival_int == 77 && i->si_code == SI_TIMER;
    wrong_thread += gettid() != getpid();
}

/* Integer, floating point, memory and branches; the result tells whether anything was disturbed. */
static uint64_t compute(void)
{
    static uint64_t table[1024];
    uint64_t h = 1;
    double d = 1;
    for (int i = 0; i < 20000; i++) {
        h = h * 6364136223846793005ull + 1442695040888963407ull;
        table[h >> 54] ^= h;
        d = d * 1.0000001 + (double)(h & 15) / 3;
        if (h & 0x100000)
            h ^= table[(h >> 20) & 1023];
        else
            d = fmod(d, 1000);
        switch (h >> 60) {
        case 0: h += 3; break;
        case 1: h ^= 0x55; break;
        case 5: h = h << 3 | h >> 61; break;
        case 9: h -= (uint64_t)d; break;
        }
    }
    memset(table, 0, sizeof table);
    return h ^ (uint64_t)(d * 1000);
}

static void until(const char *name, int wanted)
{
    uint64_t good = compute();
    int bad = 0;
    ticks = 0;
    uint64_t limit = now_ms() + 20000;
    while (ticks < wanted && now_ms() < limit)
        bad += compute() != good;
    fact("%s: enough ticks %d, results wrong %d", name, ticks >= wanted, bad);
}

int main(void)
{
    struct itimerval t = {{0, 1000}, {0, 1000}}, off = {{0, 0}, {0, 0}};
    signal(SIGALRM, tick);
    setitimer(ITIMER_REAL, &t, NULL);
    until("ITIMER_REAL", 500);
    setitimer(ITIMER_REAL, &off, NULL);
    signal(SIGPROF, tick);
    setitimer(ITIMER_PROF, &t, NULL);
    until("ITIMER_PROF", 50);
    setitimer(ITIMER_PROF, &off, NULL);
    signal(SIGVTALRM, tick);
    setitimer(ITIMER_VIRTUAL, &t, NULL);
    until("ITIMER_VIRTUAL", 50);
    setitimer(ITIMER_VIRTUAL, &off, NULL);
    handle(SIGRTMIN, tick_info, SA_RESTART);
    struct sigevent e = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = 77};
    timer_t id;
    NEED(timer_create(CLOCK_MONOTONIC, &e, &id) == 0);
    struct itimerspec its = {{0, 1000000}, {0, 1000000}};
    timer_settime(id, 0, &its, NULL);
    until("timer_create", 300);
    timer_delete(id);
    fact("all with value %d, wrong thread %d", values == infos, wrong_thread);
    e = (struct sigevent){.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = 77};
    e.sigev_notify_thread_id = gettid();
    NEED(timer_create(CLOCK_MONOTONIC, &e, &id) == 0);
    timer_settime(id, 0, &its, NULL);
    until("timer for a thread", 300);
    timer_delete(id);
    signal(SIGALRM, tick);
    ticks = 0;
    alarm(1);
    pause();
    fact("alarm %d, remaining %u", ticks, alarm(0));
    struct itimerval now;
    getitimer(ITIMER_REAL, &now);
    fact("off %ld %ld", now.it_value.tv_sec, now.it_value.tv_usec);
    return 0;
}
