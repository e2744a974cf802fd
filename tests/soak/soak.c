/* tests/soak/soak.c - signals, threads, changing code, forks and execs at once, for a given time.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: soak SECONDS [SEED]
 * Each worker does one kind of thing over and over and checks its own results; a wrong result
 * ends the program with a message and exit code 1. At the end "ok" is printed, and the number
 * of rounds of each kind on stderr, where it does not disturb a comparison.
 */
#include "../apps/probe.h"
#include <setjmp.h>
#include <sys/time.h>

static volatile int stop, handled, failed;
static volatile long rounds[8];
static void wrong(const char *what, long a, long b)
{
    fact("wrong: %s: %ld instead of %ld", what, a, b);
    failed = 1;
    _exit(1);
}

static void on_signal(int s)
{
    int saved = errno;
    handled++;
    char scratch[300];
    memset(scratch, s, sizeof scratch);
    asm volatile("" ::"r"(scratch) : "memory");
    errno = saved;
}
static __thread sigjmp_buf back;
static void on_fault(int s, siginfo_t *i, void *u)
{
    if ((unsigned long)i->si_addr != 0x5550)
        wrong("fault address", (long)i->si_addr, 0x5550);
    siglongjmp(back, 1);
}

/* 0: integer and floating-point work with a known answer */
__attribute__((noipa)) static uint64_t work(uint64_t seed)
{
    uint64_t h = seed;
    double d = 1;
    for (int i = 0; i < 4000; i++) {
        h = h * 6364136223846793005ull + 1;
        switch (h >> 61) {
        case 0: h ^= 7; break;
        case 1: h += h >> 5; break;
        case 2: d = d * 1.5 + 1; break;
        case 3: d = d / 3 + (double)(h & 7); break;
        case 5: h = hash(&h, sizeof h, h); break;
        }
    }
    return h ^ (uint64_t)(d * 1e6);
}
static void *compute(void *p)
{
    uint64_t seed = (uint64_t)p, good = work(seed);
    while (!stop) {
        uint64_t got = work(seed);
        if (got != good)
            wrong("work", (long)got, (long)good);
        rounds[0]++;
    }
    return NULL;
}

/* 1: a page of code that is written and called, RWX or W^X, sometimes unmapped */
static void *jit(void *p)
{
    int kind = (int)(long)p;
    int n = 0;
    while (!stop) {
        char *c = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        NEED(c != MAP_FAILED);
        for (int i = 0; i < 100 && !stop; i++, n++) {
            char *at = c + i * 37 % (4 * PAGE - 16);
            if (kind)
                mprotect(c, 4 * PAGE, PROT_READ | PROT_WRITE);
            at[0] = (char)0xb8;
            memcpy(at + 1, &n, 4);
            at[5] = (char)0xc3;
            if (kind)
                mprotect(c, 4 * PAGE, PROT_READ | PROT_EXEC);
            int got = ((int (*)(void))at)();
            if (got != n)
                wrong("generated code", got, n);
        }
        munmap(c, 4 * PAGE);
        rounds[1]++;
    }
    return NULL;
}

/* 2: threads come and go */
static __thread long mine;
static void *short_lived(void *p)
{
    mine += (long)p;
    return (void *)mine;
}
static void *spawner(void *unused)
{
    while (!stop) {
        pthread_t t[4];
        for (long i = 0; i < 4; i++)
            NEED(pthread_create(&t[i], NULL, short_lived, (void *)i) == 0);
        for (long i = 0; i < 4; i++) {
            void *r;
            pthread_join(t[i], &r);
            if ((long)r != i)
                wrong("thread's result", (long)r, i);
        }
        rounds[2]++;
    }
    return unused;
}

/* 3: forks, some exec, some die */
static void *forker(void *unused)
{
    for (int n = 0; !stop; n++) {
        pid_t p = fork();
        NEED(p >= 0);
        if (p == 0) {
            alarm(100);
            switch (n % 4) {
            case 0: _exit(n % 100);
            case 1: execl("/bin/sh", "sh", "-c", "exit 21", NULL); _exit(99);
            case 2: kill(getpid(), SIGKILL);
            case 3: {
                pthread_t t;
                void *r = NULL;
                if (pthread_create(&t, NULL, short_lived, (void *)5l) == 0)
                    pthread_join(t, &r);
                _exit((long)r == 5 ? n % 100 : 98);
            }
            }
        }
        int s;
        while (waitpid(p, &s, 0) == -1 && errno == EINTR)
            ;
        int want = n % 4 == 1 ? 21 << 8 : n % 4 == 2 ? SIGKILL : (n % 100) << 8;
        if (s != want)
            wrong("child's status", s, want);
        rounds[3]++;
    }
    return unused;
}

/* 4: faults and siglongjmp */
static void *faulter(void *unused)
{
    while (!stop) {
        if (sigsetjmp(back, 1) == 0) {
            *(volatile int *)0x5550 = 1;
            wrong("no fault", 0, 1);
        }
        rounds[4]++;
    }
    return unused;
}

/* 5: signals to all the others */
static pthread_t workers[16];
static int worker_count;
static void *sender(void *unused)
{
    unsigned r = 1;
    while (!stop) {
        r = r * 1103515245 + 12345;
        pthread_kill(workers[(r >> 16) % (unsigned)worker_count], r & 0x10000 ? SIGUSR1 : SIGUSR2);
        if (r % 64 == 0)
            kill(getpid(), SIGUSR1);
        if (r % 16 == 0)
            usleep(50);
        rounds[5]++;
    }
    return unused;
}

/* 6: blocking calls that are interrupted and restarted */
static void *blocker(void *unused)
{
    int p[2];
    NEED(pipe(p) == 0);
    long n = 0, got;
    while (!stop) {
        write(p[1], &n, sizeof n);
        if (read(p[0], &got, sizeof got) != sizeof got || got != n)
            wrong("pipe", got, n);
        usleep(200);
        n++;
        rounds[6]++;
    }
    return unused;
}

int main(int argc, char **argv)
{
    int seconds = argc > 1 ? atoi(argv[1]) : 5;
    struct sigaction a = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &a, NULL);
    sigaction(SIGUSR2, &a, NULL);
    sigaction(SIGALRM, &a, NULL);
    handle(SIGSEGV, on_fault, 0);
    static struct { void *(*f)(void *); long arg; } const kinds[] = {{compute, 1}, {compute, 2}, {jit, 0}, {jit, 1}, {spawner, 0}, {forker, 0}, {faulter, 0}, {blocker, 0}};
    for (size_t i = 0; i < COUNT(kinds); i++)
        NEED(pthread_create(&workers[worker_count++], NULL, kinds[i].f, (void *)kinds[i].arg) == 0);
    pthread_t s;
    pthread_create(&s, NULL, sender, NULL);
    struct itimerval t = {{0, 1000}, {0, 1000}}, off = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &t, NULL);
    uint64_t end = now_ms() + (uint64_t)seconds * 1000;
    while (now_ms() < end)
        usleep(10000);
    stop = 1;
    setitimer(ITIMER_REAL, &off, NULL);
    pthread_join(s, NULL);
    for (int i = 0; i < worker_count; i++)
        pthread_join(workers[i], NULL);
    bool all = handled > 0;
    for (int i = 0; i < 7; i++)
        all &= rounds[i] > 0;
    fprintf(stderr, "rounds: work %ld code %ld threads %ld forks %ld faults %ld signals %ld pipes %ld, handled %d\n", rounds[0], rounds[1], rounds[2], rounds[3], rounds[4], rounds[5], rounds[6], handled);
    fact("ok, every kind ran: %d", all);
    return 0;
}
