/* tests/process/ends.c - the ways in which threads and processes end.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"
#include <sys/prctl.h>

static void *spin(void *arg)
{
    volatile unsigned long n = 0;
    for (;;)
        n++;
    return arg;
}

static unsigned long collatz(unsigned long n)
{
    return n == 1 ? 0 : 1 + collatz(n & 1 ? 3 * n + 1 : n / 2);
}

static void *branches(void *arg)
{
    volatile unsigned long sum = 0;
    for (unsigned long i = 1;; i++)
        sum += collatz(i % 5000 + 1);
    return arg;
}

static void *calls(void *arg)
{
    for (;;)
        syscall(SYS_getppid);
    return arg;
}

static void *sleeps(void *arg)
{
    pause();
    return arg;
}

static void *reads(void *arg)
{
    char c;
    (void)!read(*(int *)arg, &c, 1);
    return arg;
}

static int pipe_fds[2];
static void *(*const kinds[])(void *) = {spin, branches, calls, sleeps, reads};

static pthread_t start(void *(*f)(void *), void *arg)
{
    pthread_t t;
    NEED(pthread_create(&t, NULL, f, arg) == 0);
    return t;
}

static void others(void)
{
    NEED(pipe(pipe_fds) == 0);
    for (unsigned i = 0; i < COUNT(kinds); i++)
        start(kinds[i], pipe_fds);
    msleep(20);
}

static void main_returns(void)
{
    others();
    exit(3);
}

static void *ends_all(void *arg)
{
    msleep(10);
    _exit(*(int *)arg);
}

static void thread_ends_all(void)
{
    static int code = 44;
    others();
    start(ends_all, &code);
    pause();
}

static void *later(void *arg)
{
    msleep(30);
    fact("the other thread goes on");
    return arg;
}

static void main_leaves_first(void)
{
    start(later, NULL);
    pthread_exit(NULL);
}

static void *later_raw(void *arg)
{
    msleep(30);
    syscall(SYS_exit, 77);
    return arg;
}

static void last_leaves_raw(void)
{
    start(later_raw, NULL);
    syscall(SYS_exit, 55);
}

static void many_at_once(void)
{
    static int code = 66;
    for (int i = 0; i < 8; i++)
        start(ends_all, &code);
    pause();
}

static void *kills(void *arg)
{
    msleep(10);
    kill(getpid(), SIGKILL);
    return arg;
}

static void killed(void)
{
    others();
    start(kills, NULL);
    pause();
}

static void leaves_raw(void)
{
    syscall(SYS_exit, 300);
}

static void runs_a_program(void)
{
    others();
    execl("/bin/sh", "sh", "-c", "exit 23", (char *)NULL);
}

static void *execs(void *arg)
{
    execl("/bin/sh", "sh", "-c", "test $$ = $PARENT && exit 24", (char *)NULL);
    return arg;
}

static void thread_runs_a_program(void)
{
    char text[24];
    snprintf(text, sizeof text, "%d", (int)getpid());
    setenv("PARENT", text, 1);
    others();
    start(execs, NULL);
    pause();
}

static const struct {
    const char *name;
    void (*run)(void);
} ways[] = {
    {"main returns while others run", main_returns},
    {"a thread ends all", thread_ends_all},
    {"main leaves first", main_leaves_first},
    {"the last leaves by exit", last_leaves_raw},
    {"many end all at once", many_at_once},
    {"killed", killed},
    {"exit(300)", leaves_raw},
    {"a program replaces all", runs_a_program},
    {"a thread executes a program", thread_runs_a_program},
};

int main(void)
{
    for (unsigned i = 0; i < COUNT(ways); i++) {
        pid_t pid = fork();
        if (pid == 0) {
            ways[i].run();
            _exit(97);
        }
        NEED(pid > 0);
        const char *end = wait_for(pid);
        fact("%s: %s", ways[i].name, end);
    }
    return 0;
}
