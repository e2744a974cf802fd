/* tests/apps/procs.c - fork, vfork, clone, clone3, posix_spawn, exit codes, process groups, daemons.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <linux/sched.h>
#include <sched.h>
#include <spawn.h>
#include <sys/prctl.h>

extern char **environ;
static int global = 1;

static void forks(void)
{
    int local = 5;
    for (int i = 0; i < 4; i++) {
        pid_t p = fork();
        if (p == 0) {
            global += i, local += i;
            fact("  child %d: %d %d, parent ok %d", i, global, local, getppid() > 1);
            _exit(i * 60);
        }
        fact("fork %d: %s, mine %d %d", i, wait_for(p), global, local);
    }
    /* A chain of generations, a fan of children. */
    int depth = 0, status;
    pid_t p = 0;
    while (depth < 10 && (p = fork()) == 0)
        depth++;
    if (depth) {
        int below = 0;
        if (depth < 10 && waitpid(p, &status, 0) == p)
            below = WEXITSTATUS(status);
        _exit(below + 1);
    }
    fact("ten generations: %s", wait_for(p));
    pid_t kids[50];
    for (int i = 0; i < 50; i++)
        if ((kids[i] = fork()) == 0)
            _exit(i);
    int sum = 0;
    for (int i = 49; i >= 0; i--) {
        NEED(waitpid(kids[i], &status, 0) == kids[i]);
        sum += WEXITSTATUS(status);
    }
    fact("fifty children: %d", sum);
    int r = waitpid(-1, &status, 0);
    fact("no more: %d errno %d", r, errno);
}

static volatile int vfork_word;
static void vforks(void)
{
    for (int i = 0; i < 20; i++) {
        pid_t p = vfork();
        if (p == 0) {
            vfork_word++; /* shared memory: the parent sees it */
            if (i % 3 == 0)
                execl("/bin/true", "true", NULL);
            if (i % 3 == 1)
                execl("/nonexistent", "x", NULL);
            _exit(i);
        }
        if (i < 4)
            fact("vfork: word %d, %s", vfork_word, wait_for(p));
        else
            wait_for(p);
    }
    fact("vfork word %d", vfork_word);
    pid_t p = vfork();
    if (p == 0)
        kill(getpid(), SIGKILL);
    fact("vfork, killed: %s", wait_for(p));
}

static int clone_fn(void *p)
{
    *(int *)p += 7;
    return 42;
}
static void clones(void)
{
    static char stack[1 << 16] __attribute__((aligned(64)));
    int word = 0, status;
    pid_t tid_word = -1;
    int p = clone(clone_fn, stack + sizeof stack, SIGCHLD, &word);
    NEED(p > 0);
    const char *how = wait_for(p);
    fact("clone, copied memory: %s word %d", how, word);
    p = clone(clone_fn, stack + sizeof stack, CLONE_VM | SIGCHLD, &word);
    NEED(p > 0);
    how = wait_for(p);
    fact("clone, shared memory: %s word %d", how, word);
    p = clone(clone_fn, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &word);
    how = wait_for(p);
    fact("clone, vfork: %s word %d", how, word);
    p = clone(clone_fn, stack + sizeof stack, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD, &word, &tid_word, NULL, &tid_word);
    NEED(p > 0);
    how = wait_for(p);
    fact("clone, tids: %s word %d cleared %d", how, word, tid_word == 0);
    p = clone(clone_fn, stack + sizeof stack, CLONE_VM, &word);
    int r = waitpid(p, &status, 0);
    fact("clone without signal: %d errno %d", r < 0, errno);
    r = waitpid(p, &status, __WCLONE);
    fact("__WCLONE: %d %s word %d", r == p, ending(status), word);
    struct clone_args a = {.flags = CLONE_PARENT_SETTID | CLONE_PIDFD, .exit_signal = SIGCHLD};
    int pidfd = -1;
    pid_t tid = 0;
    a.pidfd = (uint64_t)&pidfd, a.parent_tid = (uint64_t)&tid;
    long c = syscall(SYS_clone3, &a, sizeof a);
    if (c == 0)
        _exit(13);
    siginfo_t si;
    r = waitid(3 /* P_PIDFD */, (id_t)pidfd, &si, WEXITED);
    fact("clone3: tid %d pidfd %d waitid %d status %d", tid == c, pidfd >= 0, r, si.si_status);
    close(pidfd);
    c = syscall(SYS_clone3, &a, 8);
    fact("clone3, too small: %ld errno %d", c, errno);
    c = syscall(SYS_clone3, (void *)8, sizeof a);
    fact("clone3, bad pointer: %ld errno %d", c, errno);
    a = (struct clone_args){.flags = CLONE_THREAD, .exit_signal = 0};
    c = syscall(SYS_clone3, &a, sizeof a);
    fact("clone3, bad flags: %ld errno %d", c, errno);
    c = syscall(SYS_clone, CLONE_THREAD, NULL, NULL, NULL, 0);
    fact("clone, bad flags: %ld errno %d", c, errno);
    c = syscall(SYS_fork);
    if (c == 0)
        _exit(3);
    fact("raw fork: %s", wait_for((pid_t)c));
    c = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, 0);
    if (c == 0)
        _exit(4);
    fact("raw clone: %s", wait_for((pid_t)c));
}

static void spawns(void)
{
    pid_t p;
    char *argv[] = {"sh", "-c", "echo spawned $X; exit 6", NULL}, *env[] = {"X=1", NULL};
    int r = posix_spawn(&p, "/bin/sh", NULL, NULL, argv, env);
    fact("posix_spawn %d: %s", r, wait_for(p));
    r = posix_spawnp(&p, "sh", NULL, NULL, argv, environ);
    fact("posix_spawnp %d: %s", r, wait_for(p));
    r = posix_spawn(&p, "/nonexistent", NULL, NULL, argv, env);
    fact("posix_spawn, no such file: %d", r);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "spawned.txt", O_WRONLY | O_CREAT, 0600);
    posix_spawnattr_t attr;
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    r = posix_spawn(&p, "/bin/sh", &actions, &attr, argv, env);
    fact("posix_spawn to a file %d: %s", r, wait_for(p));
    r = system("exit 3");
    fact("system %s", ending(r));
    FILE *f = popen("echo from popen; exit 2", "r");
    char line[100] = "";
    fgets(line, sizeof line, f);
    r = pclose(f);
    fact("popen '%.10s' %s", line, ending(r));
}

static void exits(void)
{
    static const int codes[] = {0, 1, 127, 128, 255, 256, 300, -1};
    for (size_t i = 0; i < COUNT(codes); i++) {
        pid_t p = fork();
        if (p == 0)
            _exit(codes[i]);
        fact("_exit(%d): %s", codes[i], wait_for(p));
    }
    pid_t p = fork();
    if (p == 0)
        syscall(SYS_exit, 9); /* the only thread */
    fact("raw exit: %s", wait_for(p));
    p = fork();
    if (p == 0)
        quick_exit(8);
    fact("quick_exit: %s", wait_for(p));
    p = fork();
    if (p == 0)
        abort();
    fact("abort: %s", wait_for(p));
    p = fork();
    if (p == 0)
        __builtin_trap();
    fact("trap: %s", wait_for(p));
    p = fork();
    if (p == 0) {
        prctl(PR_SET_PDEATHSIG, SIGUSR1);
        pid_t me = getpid(), q = fork();
        if (q == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            while (getppid() == me) /* it may have died before */
                pause();
            _exit(1);
        }
        msleep(20);
        _exit(0);
    }
    fact("parent death signal: %s", wait_for(p));
}

static void groups(void)
{
    pid_t p = fork();
    if (p == 0) {
        setpgid(0, 0);
        for (int i = 0; i < 3; i++)
            if (fork() == 0)
                for (;;)
                    pause();
        int n = 0, s;
        signal(SIGTERM, SIG_IGN);
        kill(0, SIGTERM);
        for (int i = 0; i < 3; i++)
            n += wait(&s) > 0 && WIFSIGNALED(s) && WTERMSIG(s) == SIGTERM;
        _exit(n);
    }
    fact("kill a group: %s", wait_for(p));
    int fds[2];
    NEED(pipe(fds) == 0);
    p = fork(); /* a daemon: double fork, new session */
    if (p == 0) {
        setsid();
        p = fork();
        if (p)
            _exit(0);
        close(fds[0]);
        chdir("/");
        bool leader = getsid(0) == getpid();
        char c = (char)('a' + leader);
        msleep(20);
        write(fds[1], &c, 1);
        _exit(5);
    }
    fact("daemon's parent: %s", wait_for(p));
    close(fds[1]);
    char c = 0;
    long n = read(fds[0], &c, 1);
    fact("daemon: %ld '%c', then %ld", n, c, read(fds[0], &c, 1));
    p = fork();
    if (p == 0) {
        pid_t s = setsid();
        _exit((s == getpid()) + 2 * (getpgrp() == s) + 4 * (getsid(0) == s));
    }
    fact("setsid: %s", wait_for(p));
}

int main(int argc, char **argv)
{
    forks();
    vforks();
    clones();
    spawns();
    exits();
    groups();
    return 0;
}
