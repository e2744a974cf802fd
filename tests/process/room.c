/* tests/process/room.c - much new code while a debugger keeps one thread in the middle of its own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * With a small code cache what is emptied again and again cannot be used again meanwhile.
 */
#include "../apps/probe.h"
#include <poll.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>

enum { FUNCTIONS = 20000, SIZE = 256, ROUNDS = 18, LOADS = 24, STILL_MS = 1000 };
static volatile int spinning;

static void *spin(void *tid)
{
    *(volatile pid_t *)tid = gettid();
    for (;;)
        spinning++;
    return NULL;
}

/* Holds the thread as long as news come from the others. */
static int hold(pid_t tid, int news, int ready)
{
    int status;
    NEED(ptrace(PTRACE_SEIZE, tid, NULL, NULL) == 0 && ptrace(PTRACE_INTERRUPT, tid, NULL, NULL) == 0);
    NEED(waitpid(tid, &status, __WALL) == tid && WIFSTOPPED(status));
    NEED(write(ready, "", 1) == 1);
    struct pollfd p = {news, POLLIN, 0};
    char c;
    while (poll(&p, 1, STILL_MS) > 0 && read(news, &c, 1) > 0)
        ;
    return 0;
}

/* Each function is long, and adds 1. */
static char *make_code(void)
{
    char *code = mmap(NULL, FUNCTIONS * SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    NEED(code != MAP_FAILED);
    for (int i = 0; i < FUNCTIONS; i++) {
        char *p = code + i * SIZE;
        for (int k = 0; k < LOADS; k++, p += 10)
            memcpy(p, "\x48\xb9\1\2\3\4\5\6\7\10", 10); /* movabs $..., %rcx */
        memcpy(p, "\x48\x8d\x47\x01\xc3", 5); /* lea 1(%rdi), %rax; ret */
    }
    NEED(mprotect(code, FUNCTIONS * SIZE, PROT_READ | PROT_EXEC) == 0);
    return code;
}

int main(void)
{
    pthread_t thread;
    volatile pid_t tid = 0;
    int news[2], ready[2];
    char *code = make_code(), c;
    NEED(pipe(news) == 0 && pipe(ready) == 0);
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
    NEED(pthread_create(&thread, NULL, spin, (void *)&tid) == 0);
    while (spinning == 0)
        sched_yield();
    pid_t debugger = fork();
    if (debugger == 0) {
        close(news[1]);
        _exit(hold(tid, news[0], ready[1]));
    }
    close(ready[1]);
    NEED(read(ready[0], &c, 1) == 1);
    signal(SIGPIPE, SIG_IGN);
    int before = spinning;
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < FUNCTIONS; i++) {
            sum = ((long (*)(long))(void *)(code + (i * 7919 % FUNCTIONS) * SIZE))(sum);
            if (i % 500 == 0)
                (void)!write(news[1], "", 1);
        }
    close(news[1]);
    fact("sum %ld", sum);
    int status;
    NEED(waitpid(debugger, &status, 0) == debugger);
    fact("debugger %d", status);
    while (before == spinning)
        ;
    fact("it runs again");
    return 0;
}
