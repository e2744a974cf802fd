/* tests/process/clones.c - clone and clone3 with the flags that matter, and the wrong ones.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"
#include <linux/futex.h>
#include <linux/sched.h>
#include <sched.h>

enum { STACK = 65536 };
static char stack[STACK] __attribute__((aligned(64)));
static volatile int shared, seen_sp_ok, child_tid_word;
static int value_on_data = 5;

/* Inline: a child on its parent's stack must not return from a function that the parent is in. */
static inline __attribute__((always_inline)) long raw(long nr, long a, long b, long c, long d, long e)
{
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    if (result > -4096 && result < 0) {
        errno = (int)-result;
        return -1;
    }
    return result;
}

static int child_fn(void *arg)
{
    int here;
    shared = (int)(intptr_t)arg;
    seen_sp_ok = (char *)&here >= stack && (char *)&here < stack + STACK;
    value_on_data++;
    return 7;
}

static void with_stack(const char *what, int flags)
{
    shared = seen_sp_ok = 0;
    value_on_data = 5;
    int pid = clone(child_fn, stack + STACK, flags | SIGCHLD, (void *)42);
    NEED(pid > 0);
    const char *end = wait_for(pid);
    fact("%s: %s, shared %d, own stack %d, data %d", what, end, shared, seen_sp_ok, value_on_data);
}

static void same_stack(const char *what, int flags)
{
    volatile int local = 1;
    shared = 0;
    pid_t pid = (pid_t)raw(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        local = 2;
        shared = 3;
        raw(SYS_exit_group, 9, 0, 0, 0, 0);
    }
    NEED(pid > 0);
    const char *end = wait_for(pid);
    fact("%s: %s, local %d shared %d", what, end, local, shared);
}

static void vfork_one(void)
{
    volatile int local = 1;
    pid_t pid = vfork();
    if (pid == 0) {
        local = 2;
        _exit(11);
    }
    const char *end = wait_for(pid);
    fact("vfork: %s local %d", end, local);
    pid = vfork();
    if (pid == 0) {
        pid_t inner = vfork();
        if (inner == 0)
            _exit(1);
        local = (int)(waitpid(inner, NULL, 0) == inner) + 5;
        _exit(12);
    }
    end = wait_for(pid);
    fact("nested vfork: %s local %d", end, local);
    pid = vfork();
    if (pid == 0)
        raise(SIGKILL);
    fact("killed vfork child: %s", wait_for(pid));
    pid = vfork();
    if (pid == 0) {
        pid_t inner = fork();
        if (inner == 0)
            _exit(21);
        int status;
        waitpid(inner, &status, 0);
        _exit(WEXITSTATUS(status) + 1);
    }
    fact("fork in a vfork child: %s", wait_for(pid));
}

static void clone3_one(const char *what, uint64_t flags)
{
    struct clone_args a = {.flags = flags, .exit_signal = SIGCHLD};
    int pidfd = -1, parent_tid = 0;
    child_tid_word = 0;
    a.pidfd = (uintptr_t)&pidfd;
    a.parent_tid = (uintptr_t)&parent_tid;
    a.child_tid = (uintptr_t)&child_tid_word;
    pid_t pid = (pid_t)raw(SYS_clone3, (long)&a, sizeof a, 0, 0, 0);
    if (pid == 0) {
        bool good = (flags & CLONE_CHILD_SETTID) == 0 || child_tid_word == getpid();
        raw(SYS_exit_group, good ? 30 : 31, 0, 0, 0, 0);
    }
    if (pid < 0) {
        fact("%s: errno %d", what, errno);
        return;
    }
    const char *end = wait_for(pid);
    fact("%s: %s pidfd %d parent tid %d", what, end, pidfd >= 0, parent_tid == pid);
    if (pidfd >= 0)
        close(pidfd);
}

static void refused(const char *what, long result)
{
    fact("%s: %ld errno %d", what, result, errno);
}

static void wrong(void)
{
    struct clone_args a = {.exit_signal = SIGCHLD};
    char big[4096] = {0};
    refused("too small", raw(SYS_clone3, (long)&a, 8, 0, 0, 0));
    refused("no memory there", raw(SYS_clone3, 8, sizeof a, 0, 0, 0));
    memcpy(big, &a, sizeof a);
    big[sizeof a + 8] = 1;
    refused("from the future", raw(SYS_clone3, (long)big, 200, 0, 0, 0));
    refused("over a page", raw(SYS_clone3, (long)big, 5000, 0, 0, 0));
    refused("thread without sighand", raw(SYS_clone, CLONE_THREAD | CLONE_VM, 0, 0, 0, 0));
    refused("sighand without vm", raw(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0));
    refused("newns and fs", raw(SYS_clone, CLONE_NEWNS | CLONE_FS, 0, 0, 0, 0));
    a.stack = (uintptr_t)stack;
    refused("stack without size", raw(SYS_clone3, (long)&a, sizeof a, 0, 0, 0));
    a.stack = 0;
    a.flags = 1ull << 60;
    refused("unknown flag", raw(SYS_clone3, (long)&a, sizeof a, 0, 0, 0));
}

static int thread_fn(void *arg)
{
    int here;
    seen_sp_ok = (char *)&here >= stack && (char *)&here < stack + STACK;
    shared = (int)(intptr_t)arg + (getpid() == (int)syscall(SYS_gettid));
    syscall(SYS_exit, 5);
    return 0;
}

static void raw_thread(void)
{
    const int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
        CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    int tid = 0;
    child_tid_word = 1;
    int r = clone(thread_fn, stack + STACK, flags, (void *)100, &tid, NULL, &child_tid_word);
    NEED(r > 0);
    while (child_tid_word != 0)
        syscall(SYS_futex, &child_tid_word, FUTEX_WAIT, 1, NULL, NULL, 0);
    fact("raw thread: shared %d own stack %d tid %d", shared, seen_sp_ok, tid == r);
    child_tid_word = 1;
    r = clone(thread_fn, stack + STACK, flags | CLONE_VFORK, (void *)200, &tid, NULL, &child_tid_word);
    NEED(r > 0);
    fact("waited-for thread: shared %d word %d", shared, child_tid_word);
}

int main(void)
{
    with_stack("fork with a stack", 0);
    with_stack("shared memory", CLONE_VM);
    with_stack("shared memory, files, fs", CLONE_VM | CLONE_FILES | CLONE_FS);
    with_stack("shared memory and handlers", CLONE_VM | CLONE_SIGHAND);
    with_stack("shared memory, waiting", CLONE_VM | CLONE_VFORK);
    with_stack("waiting fork with a stack", CLONE_VFORK);
    same_stack("fork", 0);
    same_stack("waiting fork", CLONE_VFORK);
    same_stack("waiting, shared", CLONE_VFORK | CLONE_VM);
    same_stack("untraced, io", CLONE_UNTRACED | CLONE_IO);
    vfork_one();
    clone3_one("clone3 fork", 0);
    clone3_one("clone3 pidfd and tids", CLONE_PIDFD | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID);
    clone3_one("clone3 vfork", CLONE_VM | CLONE_VFORK | CLONE_PIDFD);
    clone3_one("clone3 clear handlers", CLONE_CLEAR_SIGHAND);
    raw_thread();
    wrong();
    return 0;
}
