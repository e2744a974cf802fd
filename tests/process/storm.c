/* tests/process/storm.c - threads by the thousand, and forks among them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int count;
static __thread int own;

static void *work(void *arg)
{
    own = (int)(intptr_t)arg;
    pthread_mutex_lock(&lock);
    count += own;
    pthread_mutex_unlock(&lock);
    return (void *)(intptr_t)(own * 2);
}

static void joined(int rounds, int width)
{
    pthread_t t[64];
    long sum = 0;
    for (int r = 0; r < rounds; r++) {
        void *result;
        for (int i = 0; i < width; i++)
            NEED(pthread_create(&t[i], NULL, work, (void *)(intptr_t)i) == 0);
        for (int i = 0; i < width; i++) {
            pthread_join(t[i], &result);
            sum += (intptr_t)result;
        }
    }
    fact("joined: count %d sum %ld", count, sum);
}

static int left;

static void *detached(void *arg)
{
    __atomic_sub_fetch(&left, 1, __ATOMIC_SEQ_CST);
    return arg;
}

static void by_themselves(int n)
{
    pthread_attr_t a;
    pthread_attr_init(&a);
    pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&a, 65536);
    left = n;
    for (int i = 0; i < n; i++) {
        pthread_t t;
        while (pthread_create(&t, &a, detached, NULL) != 0)
            msleep(1);
    }
    while (__atomic_load_n(&left, __ATOMIC_SEQ_CST) != 0)
        msleep(1);
    fact("detached: %d left", left);
}

static volatile int stop;

static void *busy(void *arg)
{
    while (!stop) {
        void *p = malloc(100 + (size_t)(rand() % 1000));
        free(p);
        syscall(SYS_getppid);
    }
    return arg;
}

static void *forks(void *arg)
{
    for (int i = 0; i < 15; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            pthread_t t;
            void *result = NULL;
            if (pthread_create(&t, NULL, work, (void *)8) != 0 || pthread_join(t, &result) != 0)
                _exit(1);
            _exit((int)(intptr_t)result);
        }
        int status;
        NEED(pid > 0 && waitpid(pid, &status, 0) == pid);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 16)
            fact("child: %s", ending(status));
    }
    return arg;
}

static void forks_among_threads(void)
{
    pthread_t t[4], f[3];
    for (unsigned i = 0; i < COUNT(t); i++)
        NEED(pthread_create(&t[i], NULL, busy, NULL) == 0);
    for (unsigned i = 0; i < COUNT(f); i++)
        NEED(pthread_create(&f[i], NULL, forks, NULL) == 0);
    for (unsigned i = 0; i < COUNT(f); i++)
        pthread_join(f[i], NULL);
    stop = 1;
    for (unsigned i = 0; i < COUNT(t); i++)
        pthread_join(t[i], NULL);
    fact("forks among threads: done");
}

int main(int argc, char **argv)
{
    int scale = argc > 1 ? atoi(argv[1]) : 1;
    joined(20 * scale, 50);
    by_themselves(1000 * scale);
    forks_among_threads();
    return 0;
}
