/* tests/clients/signals.c - raises signals and faults; prints what it sees of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

static volatile int handled[65];
static sigjmp_buf back;

static void
handler(int sig)
{
    handled[sig]++;
}

static void
jump(int sig)
{
    handled[sig]++;
    siglongjmp(back, 1);
}

/* Where the client leads a thread. */
__attribute__((noinline, used)) static void
elsewhere(void)
{
    puts("redirected");
    fflush(stdout);
    _exit(9);
}

static volatile char *fault_at;
static void (*volatile keep)(void) = elsewhere;

int
main(int argc, char **argv)
{
    struct sigaction a = { .sa_handler = handler };

    for (int sig = SIGUSR1; sig <= SIGUSR2; sig++)
        sigaction(sig, &a, NULL);
    sigaction(SIGALRM, &a, NULL);
    raise(SIGUSR1);
    raise(SIGUSR2);
    raise(SIGURG); /* ignored by default, and has no handler */
    printf("handled %d %d\n", handled[SIGUSR1], handled[SIGUSR2]);
    fflush(stdout);

    a.sa_handler = jump;
    a.sa_flags = SA_NODEFER;
    sigaction(SIGSEGV, &a, NULL);
    fault_at = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (argc > 1 && strcmp(argv[1], "fault") == 0) {
        if (sigsetjmp(back, 1) == 0)
            printf("read %d\n", fault_at[8]);
        printf("faults %d\n", handled[SIGSEGV]);
    }
    if (argc > 1 && strcmp(argv[1], "alarm") == 0) {
        alarm(1);
        pause();
        printf("alarm %d\n", handled[SIGALRM]);
    }
    return keep == NULL;
}
