/* tests/apps/altstack.c - alternate stacks: position, nesting, overflow, SS_AUTODISARM, threads.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>
#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1u << 31)
#endif
#define SIZE 65536
static char *alt;
static sigjmp_buf back;

static void show(const char *who)
{
    stack_t s;
    int r = sigaltstack(NULL, &s);
    fact("  %s: %d flags %x own %d size %zu, running on it %d", who, r, s.ss_flags, s.ss_sp == alt, s.ss_size,
         (char *)&s >= alt && (char *)&s < alt + SIZE);
}
static void handler(int s, siginfo_t *i, void *uc)
{
    ucontext_t *u = uc;
    show("in handler");
    fact("  signal %d uc_stack own %d size %zu flags %x", s, u->uc_stack.ss_sp == alt, u->uc_stack.ss_size, u->uc_stack.ss_flags);
    stack_t other = {.ss_sp = alt, .ss_size = SIZE};
    int r = sigaltstack(&other, NULL);
    fact("  change while on it: %d errno %d", r, r ? errno : 0);
    if (s == SIGSEGV)
        siglongjmp(back, 1);
}
static void nested(int s)
{
    static int depth;
    fact("  nested depth %d on it %d", ++depth, (char *)&s >= alt && (char *)&s < alt + SIZE);
    if (depth < 3)
        raise(s == SIGUSR1 ? SIGUSR2 : SIGUSR1);
    depth--;
}
__attribute__((noinline)) static int overflow(volatile char *p)
{
    volatile char frame[1000];
    frame[0] = *p;
    return *p ? overflow(frame) + frame[0] : 0;
}
static void *thread(void *unused)
{
    stack_t s;
    sigaltstack(NULL, &s);
    fact("a thread starts without: flags %x", s.ss_flags);
    char *mine = malloc(SIZE);
    s = (stack_t){.ss_sp = mine, .ss_size = SIZE};
    sigaltstack(&s, NULL);
    raise(SIGUSR1);
    s.ss_flags = SS_DISABLE;
    sigaltstack(&s, NULL);
    free(mine);
    return unused;
}

int main(void)
{
    alt = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    show("start");
    stack_t s = {.ss_sp = alt, .ss_size = SIZE};
    fact("set %d", sigaltstack(&s, NULL));
    show("set");
    handle(SIGTERM, handler, SA_ONSTACK);
    raise(SIGTERM);
    show("after");
    struct sigaction a = {.sa_handler = nested, .sa_flags = SA_ONSTACK | SA_NODEFER};
    sigaction(SIGUSR1, &a, NULL);
    sigaction(SIGUSR2, &a, NULL);
    raise(SIGUSR1);
    handle(SIGSEGV, handler, SA_ONSTACK);
    for (int i = 0; i < 3; i++) {
        char c = 1;
        if (sigsetjmp(back, 1) == 0)
            overflow(&c);
        fact("survived a stack overflow");
    }
    show("after overflow");
    s.ss_flags = (int)SS_AUTODISARM;
    fact("autodisarm %d", sigaltstack(&s, NULL));
    show("autodisarm set");
    raise(SIGTERM);
    show("autodisarm after");
    pthread_t t;
    pthread_create(&t, NULL, thread, NULL);
    pthread_join(t, NULL);
    pid_t pid = fork();
    if (pid == 0) {
        show("child of fork");
        _exit(0);
    }
    wait_for(pid);
    s.ss_flags = 0;
    sigaltstack(&s, NULL);
    /* A handler without SA_ONSTACK on an overflowed stack: death. */
    pid = fork();
    if (pid == 0) {
        signal(SIGSEGV, nested);
        char c = 1;
        overflow(&c);
    }
    fact("without it: %s", wait_for(pid));
    /* An alternate stack that is not there: death as well. */
    pid = fork();
    if (pid == 0) {
        munmap(alt, SIZE);
        *(volatile int *)8 = 1;
    }
    fact("unmapped: %s", wait_for(pid));
    return 0;
}
