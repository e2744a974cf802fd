/* tests/apps/sigjump.c - siglongjmp out of handlers, again and again, from signals of all kinds.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>
#include <sys/time.h>

static sigjmp_buf back;
static volatile int hits;
static void jump(int s)
{
    hits++;
    siglongjmp(back, s);
}
__attribute__((noinline)) static int deep(int n)
{
    volatile int x = n;
    if (n == 0)
        raise(SIGUSR1);
    return n > -5 ? deep(n - 1) + x : x;
}

int main(void)
{
    signal(SIGUSR1, jump);
    signal(SIGSEGV, jump);
    signal(SIGFPE, jump);
    signal(SIGALRM, jump);
    signal(SIGILL, jump);
    for (volatile int i = 0; i < 3000; i++) {
        int r = sigsetjmp(back, 1);
        if (r)
            continue;
        switch (i % 4) {
        case 0: raise(SIGUSR1); break;
        case 1: *(volatile int *)24 = 1; break;
        case 2: asm volatile("xor %%ecx, %%ecx; div %%ecx" ::: "rax", "rcx", "rdx"); break;
        case 3: asm volatile("ud2"); break;
        }
        fact("not reached %d", i);
    }
    fact("hits %d", hits);
    hits = 0;
    for (volatile int i = 0; i < 200; i++)
        if (sigsetjmp(back, 1) == 0)
            deep(100);
    fact("out of deep stacks %d", hits);
    hits = 0;
    struct itimerval t = {{0, 0}, {0, 700}};
    volatile unsigned long work = 0;
    while (hits < 300) {
        if (sigsetjmp(back, 1) == 0) {
            setitimer(ITIMER_REAL, &t, NULL);
            for (;;)
                work++;
        }
    }
    fact("out of loops by a timer %d", hits);
    sigset_t m;
    sigprocmask(SIG_BLOCK, NULL, &m);
    fact("mask restored %d", !sigismember(&m, SIGALRM) && !sigismember(&m, SIGUSR1));
    /* setjmp without the mask: the signal stays blocked. */
    if (sigsetjmp(back, 0) == 0)
        raise(SIGUSR1);
    sigprocmask(SIG_BLOCK, NULL, &m);
    fact("mask not saved: blocked %d", sigismember(&m, SIGUSR1));
    return 0;
}
