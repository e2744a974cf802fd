/* tests/clients/leaving.c - ends the process while other threads compute. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <unistd.h>

static volatile long sum;

static void *
compute(void *arg)
{
    for (;;)
        sum += sum % 7 + 1;
    return arg;
}

int
main(void)
{
    pthread_t t;

    for (int i = 0; i < 4; i++)
        pthread_create(&t, NULL, compute, NULL);
    usleep(20000);
    _exit(5);
}
