/* tests/clients/stopped.c - threads that compute, sleep, wait for each other and come and go. */
/* SPDX-License-Identifier: Apache-2.0 */

/* stopped SECONDS: prints "done" after that time, if everything that was counted is right. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static volatile int over;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long shared;

static int
fib(int n)
{
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static void *
compute(void *arg)
{
    long *n = arg;

    while (!over) {
        if (fib(15) != 610)
            abort();
        pthread_mutex_lock(&lock);
        shared++;
        pthread_mutex_unlock(&lock);
        ++*n;
    }
    return NULL;
}

static void *
sleep_often(void *arg)
{
    (void)arg;
    while (!over)
        usleep(300);
    return NULL;
}

static void *
nothing(void *arg)
{
    return arg;
}

static void *
make_threads(void *arg)
{
    pthread_t t;

    while (!over) {
        pthread_create(&t, NULL, nothing, arg);
        pthread_join(t, NULL);
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    pthread_t t[4];
    long counts[2] = { 0, 0 };

    pthread_create(&t[0], NULL, compute, &counts[0]);
    pthread_create(&t[1], NULL, compute, &counts[1]);
    pthread_create(&t[2], NULL, sleep_often, NULL);
    pthread_create(&t[3], NULL, make_threads, NULL);
    sleep(argc > 1 ? (unsigned)atoi(argv[1]) : 1);
    over = 1;
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    puts(shared == counts[0] + counts[1] ? "done" : "lost");
    return 0;
}
