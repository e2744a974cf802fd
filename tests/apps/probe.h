/* tests/apps/probe.h - what the probe programs share: they print facts, and nothing that varies.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PROBE_H
#define PROBE_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Prints one fact in one write: also from signal handlers, threads and forked children. */
__attribute__((format(printf, 1, 2), unused)) static void fact(const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text - 1, format, list);
    va_end(list);
    if (n > (int)sizeof text - 2)
        n = sizeof text - 2;
    text[n++] = '\n';
    if (write(1, text, (size_t)n) != n)
        _exit(99);
}

/* Ends the program when something that cannot fail natively has failed. */
#define NEED(x) \
    do { \
        if (!(x)) { \
            fact("%s:%d: %s: errno %d", __FILE_NAME__, __LINE__, #x, errno); \
            exit(98); \
        } \
    } while (0)
#ifndef __FILE_NAME__
#define __FILE_NAME__ __FILE__
#endif

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PAGE 4096ul

/* A number that depends on all bytes: for results too long to print. */
__attribute__((unused)) static uint64_t hash(const void *data, size_t size, uint64_t h)
{
    for (const unsigned char *p = data; size--; p++)
        h = (h ^ *p) * 0x100000001b3ull + 0x9e3779b97f4a7c15ull;
    return h;
}

__attribute__((unused)) static void msleep(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&t, &t) == -1 && errno == EINTR)
        ;
}

__attribute__((unused)) static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

__attribute__((unused)) static void handle(int signo, void (*f)(int, siginfo_t *, void *), int flags)
{
    struct sigaction a = {.sa_sigaction = f, .sa_flags = SA_SIGINFO | flags};
    sigemptyset(&a.sa_mask);
    NEED(sigaction(signo, &a, NULL) == 0);
}

/* "exit 3", "signal 11", as wait() reports it. */
__attribute__((unused)) static const char *ending(int status)
{
    static char text[64];
    if (WIFEXITED(status))
        snprintf(text, sizeof text, "exit %d", WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        snprintf(text, sizeof text, "signal %d%s", WTERMSIG(status), WCOREDUMP(status) ? " core" : "");
    else if (WIFSTOPPED(status))
        snprintf(text, sizeof text, "stopped by %d", WSTOPSIG(status));
    else if (WIFCONTINUED(status))
        snprintf(text, sizeof text, "continued");
    else
        snprintf(text, sizeof text, "status %x", status);
    return text;
}

/* Waits for one child; says how it ended. */
__attribute__((unused)) static const char *wait_for(pid_t pid)
{
    int status;
    pid_t got;
    do
        got = waitpid(pid, &status, 0);
    while (got == -1 && errno == EINTR);
    NEED(got == pid);
    return ending(status);
}

#define GREG(u, r) (((ucontext_t *)(u))->uc_mcontext.gregs[REG_##r])
#endif
