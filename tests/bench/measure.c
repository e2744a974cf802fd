/* tests/bench/measure.c - runs a command and writes what it and its descendants cost.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: measure RESULT_FILE COMMAND [arguments]
 * RESULT_FILE gets one line: exit status as wait gives it, CPU microseconds, wall
 * microseconds, peak resident KiB of the largest process. A program of its own because a
 * process starts with the peak of the one that forked it: Python's would hide small ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static long long us_of(struct timeval t)
{
    return t.tv_sec * 1000000LL + t.tv_usec;
}

int main(int argc, char **argv)
{
    struct rusage use;
    long long start;
    int status;
    pid_t child;
    FILE *out;

    if (argc < 3)
        return 2;
    start = now_us();
    child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &use) != child)
        return 2;
    start = now_us() - start;
    out = fopen(argv[1], "w");
    if (out == NULL)
        return 2;
    fprintf(out, "%d %lld %lld %ld\n", status, us_of(use.ru_utime) + us_of(use.ru_stime), start,
            use.ru_maxrss);
    return fclose(out) != 0;
}
