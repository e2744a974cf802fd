/* tests/apps/exitgroup.c - the process ends while its threads compute, sleep, fault, fork and come and go.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <poll.h>

static void nothing(int s) {}
static void *compute(void *p)
{
    for (volatile unsigned long x = 0;; x++)
        if (x % 1000 == 0)
            x += (unsigned long)getpid() & 1;
    return p;
}
static void *branches(void *p)
{
    uint64_t h = 1;
    for (;;) {
        h = h * 6364136223846793005ull + 1;
        switch (h >> 60) {
        case 1: h ^= 5; break;
        case 2: h += 7; break;
        case 3: h = hash(&h, 8, h); break;
        case 9: h = (uint64_t)strlen("some text") + h; break;
        }
    }
    return p;
}
static void *sleeps(void *p) { for (;;) pause(); return p; }
static void *reads(void *p)
{
    int f[2];
    pipe(f);
    for (;;) {
        char c;
        read(f[0], &c, 1);
    }
    return p;
}
static void *signals(void *p)
{
    for (;;)
        raise(SIGUSR1);
    return p;
}
static void *maps(void *p)
{
    for (;;) {
        void *m = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (m != MAP_FAILED) {
            *(int *)m = 1;
            munmap(m, 65536);
        }
    }
    return p;
}
static void *quick(void *p) { return p; }
static void *creates(void *p)
{
    for (;;) {
        pthread_t t;
        if (pthread_create(&t, NULL, quick, NULL) == 0)
            pthread_join(t, NULL);
    }
    return p;
}
static void *mutexes(void *p)
{
    static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
    for (;;) {
        pthread_mutex_lock(&m);
        pthread_mutex_unlock(&m);
    }
    return p;
}
static void *exits_soon(void *p)
{
    msleep((long)p % 7);
    exit(31);
}
static void *dies_soon(void *p)
{
    msleep((long)p % 7);
    *(volatile int *)16 = 1;
    return p;
}
static void *returns(void *p)
{
    msleep(200); /* surely after the main thread */
    return p;
}

int main(void)
{
    static void *(*const kinds[])(void *) = {compute, branches, sleeps, reads, signals, maps, creates, mutexes};
    signal(SIGUSR1, nothing);
    for (int way = 0; way < 8; way++) {
        int same = 0;
        char first[64] = "";
        for (int round = 0; round < 8; round++) {
            pid_t p = fork();
            if (p == 0) {
                pthread_t t;
                for (size_t k = 0; k < COUNT(kinds); k++)
                    pthread_create(&t, NULL, kinds[k], NULL);
                if (way > 1)
                    msleep(round);
                switch (way) {
                case 0: _exit(30);
                case 1: exit(30);
                case 2: return 32;
                case 3: pthread_create(&t, NULL, exits_soon, (void *)(long)round); pthread_exit(NULL);
                case 4: pthread_create(&t, NULL, dies_soon, (void *)(long)round); for (;;) pause();
                case 5: kill(getpid(), SIGTERM); for (;;) pause();
                case 6: abort();
                case 7: execl("/bin/sh", "sh", "-c", "exit 33", NULL);
                }
            }
            const char *e = wait_for(p);
            if (round == 0)
                strcpy(first, e);
            same += strcmp(first, e) == 0;
        }
        fact("way %d: %s, %d times", way, first, same);
    }
    pid_t p = fork();
    if (p == 0) { /* the main thread leaves first, the last thread's end is the process's */
        pthread_t t;
        for (int i = 0; i < 4; i++)
            pthread_create(&t, NULL, returns, NULL);
        pthread_exit(NULL);
    }
    fact("all threads return: %s", wait_for(p));
    p = fork();
    if (p == 0) {
        pthread_t t;
        pthread_create(&t, NULL, returns, NULL);
        syscall(SYS_exit, 5); /* only this thread */
    }
    fact("main thread's own exit: %s", wait_for(p));
    return 0;
}
