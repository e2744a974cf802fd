/* tests/apps/sandbox.c - filters of system calls are about the program's own calls: errors, traps, death, strict mode.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#define NUMBER BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr))
#define IF(n, then) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, n, 0, 1), BPF_STMT(BPF_RET | BPF_K, then)
#define ELSE(then) BPF_STMT(BPF_RET | BPF_K, then)
#define INSTALL(...) \
    do { \
        struct sock_filter filter[] = {NUMBER, __VA_ARGS__}; \
        install(filter, COUNT(filter), 0); \
    } while (0)

static void install(struct sock_filter *filter, size_t count, unsigned flags)
{
    struct sock_fprog prog = {(unsigned short)count, filter};
    NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    NEED(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &prog) == 0);
}

static void on_sys(int s, siginfo_t *i, void *context)
{
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    fact("SIGSYS: call %d code %d errno %d arch %x, address is the pc %d, rax %d", i->si_syscall, i->si_code, i->si_errno, i->si_arch, (greg_t)i->si_call_addr == r[REG_RIP], (int)r[REG_RAX]);
    r[REG_RAX] = 4242;
}

/* Code that has not run before. */
__attribute__((noinline)) static int work(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += i * i;
        if (i % 3 == 0)
            sum ^= i;
        switch (i % 5) {
        case 0: sum++; break;
        case 1: sum -= 2; break;
        case 3: sum ^= 77; break;
        }
    }
    return sum;
}

static void errors_and_traps(void)
{
    handle(SIGSYS, on_sys, 0);
    INSTALL(IF(SYS_getppid, SECCOMP_RET_ERRNO | 77), IF(SYS_uname, SECCOMP_RET_TRAP | 5), ELSE(SECCOMP_RET_ALLOW));
    long r = syscall(SYS_getppid);
    fact("getppid %ld errno %d", r, errno);
    fact("uname %ld", syscall(SYS_uname, 0));
}

/* Only a few calls are left: what the runtime needs to go on must not be refused. */
static void tight(void)
{
    INSTALL(IF(SYS_write, SECCOMP_RET_ALLOW), IF(SYS_exit_group, SECCOMP_RET_ALLOW), ELSE(SECCOMP_RET_KILL_PROCESS));
    fact("in the sandbox %d", work(1000));
    _exit(9);
}

static void killed(void)
{
    INSTALL(IF(SYS_write, SECCOMP_RET_ALLOW), ELSE(SECCOMP_RET_KILL_PROCESS));
    fact("the next call kills");
    syscall(SYS_getpid);
}

static void *in_thread(void *done)
{
    for (int i = 0; i < 200; i++)
        work(50 + i);
    *(volatile int *)done = 1;
    syscall(SYS_exit, 0);
    return NULL;
}

/* Threads that run new code; the filter is for all of them. */
static void threads(void)
{
    static volatile int done[3];
    pthread_t t;
    for (int i = 0; i < 3; i++)
        NEED(pthread_create(&t, NULL, in_thread, (void *)&done[i]) == 0);
    struct sock_filter filter[] = {NUMBER, IF(SYS_write, SECCOMP_RET_ALLOW), IF(SYS_exit, SECCOMP_RET_ALLOW), IF(SYS_exit_group, SECCOMP_RET_ALLOW), IF(SYS_set_robust_list, SECCOMP_RET_ALLOW), IF(SYS_rseq, SECCOMP_RET_ALLOW), IF(SYS_rt_sigprocmask, SECCOMP_RET_ALLOW), ELSE(SECCOMP_RET_ERRNO | 1)};
    install(filter, COUNT(filter), SECCOMP_FILTER_FLAG_TSYNC);
    while (!done[0] || !done[1] || !done[2])
        work(10);
    fact("threads are done, getppid %ld", syscall(SYS_getppid));
    _exit(4);
}

static void no_memory(void)
{
    INSTALL(IF(SYS_mmap, SECCOMP_RET_ERRNO | ENOMEM), IF(SYS_mprotect, SECCOMP_RET_ERRNO | EPERM), IF(SYS_madvise, SECCOMP_RET_ERRNO | EPERM), IF(SYS_futex, SECCOMP_RET_ERRNO | EPERM), IF(SYS_rt_sigprocmask, SECCOMP_RET_ALLOW), ELSE(SECCOMP_RET_ALLOW));
    fact("mmap fails %d, work %d", mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED, work(500));
    char text[4096];
    int f = open("/proc/self/status", O_RDONLY);
    ssize_t n = read(f, text, sizeof text - 1);
    text[n > 0 ? n : 0] = 0;
    for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n"))
        if (!strncmp(l, "Seccomp", 7))
            fact("%s", l);
}

static void strict(void)
{
    NEED(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0);
    fact("strict %d", work(300));
    syscall(SYS_exit, 5);
}

static void strict_killed(void)
{
    NEED(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0);
    fact("strict, the next call kills");
    syscall(SYS_getpid);
}

/* The program that is executed inherits the filter. */
static void executes(void)
{
    INSTALL(IF(SYS_getppid, SECCOMP_RET_ERRNO | 77), IF(SYS_prctl, SECCOMP_RET_ERRNO | 1), ELSE(SECCOMP_RET_ALLOW));
    execl("/bin/echo", "echo", "executed", NULL);
    _exit(97);
}

static void may_not_execute(void)
{
    INSTALL(IF(SYS_execve, SECCOMP_RET_ERRNO | 55), ELSE(SECCOMP_RET_ALLOW));
    execl("/bin/echo", "echo", "executed", NULL);
    fact("execve errno %d", errno);
}

static void odd_filters(void)
{
    struct sock_filter one[] = {ELSE(SECCOMP_RET_ALLOW)};
    struct sock_filter bad[] = {BPF_STMT(BPF_RET | BPF_K | 0x1000, 0)};
    struct sock_fprog none = {0, one}, wrong = {1, bad}, wild = {1, (void *)8};
    NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    struct sock_fprog *all[] = {&none, &wrong, &wild, (void *)8};
    for (size_t i = 0; i < COUNT(all); i++) {
        long r = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, all[i]);
        fact("odd filter %zu: %ld errno %d", i, r, errno);
    }
    fact("mode %d", prctl(PR_GET_SECCOMP));
}

int main(void)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } parts[] = {
        {"errors and traps", errors_and_traps}, {"tight", tight}, {"killed", killed}, {"threads", threads}, {"no memory", no_memory}, {"strict", strict}, {"strict, killed", strict_killed}, {"executes", executes}, {"may not execute", may_not_execute}, {"odd filters", odd_filters},
    };
    for (size_t i = 0; i < COUNT(parts); i++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            parts[i].run();
            _exit(0);
        }
        NEED(waitpid(child, &status, 0) == child);
        fact("%s: %s %d", parts[i].name, WIFEXITED(status) ? "exit" : "signal", WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    }
    return 0;
}
