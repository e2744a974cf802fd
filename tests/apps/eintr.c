/* tests/apps/eintr.c - which system calls return EINTR and which restart, with and without SA_RESTART.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each call blocks for long; a forked sender signals us when /proc says that we sleep, then
 * (for those that restart) makes the call end.
 */
#include "probe.h"
#include <linux/futex.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/time.h>

static int pipe_in[2], pair[2], full[2], ep, lockfile, msgq, sems, childpid;
static volatile int hits;
static void on_signal(int s) { hits++; }

static long f_read(void) { char c; return read(pipe_in[0], &c, 1); }
static long f_recv(void) { char c; return recv(pair[0], &c, 1, 0); }
static long f_recv_timeout(void)
{
    char c;
    struct timeval t = {20, 0}, off = {0, 0};
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
    long r = recv(pair[0], &c, 1, 0);
    int e = errno;
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &off, sizeof off);
    errno = e;
    return r;
}
static long f_write(void) { static char big[1 << 17]; return write(full[1], big, sizeof big) > 0; }
static long f_poll(void) { struct pollfd p = {pipe_in[0], POLLIN, 0}; return poll(&p, 1, 20000); }
static long f_ppoll(void) { struct pollfd p = {pipe_in[0], POLLIN, 0}; struct timespec t = {20, 0}; return ppoll(&p, 1, &t, NULL); }
static long f_select(void) { fd_set s; FD_ZERO(&s); FD_SET(pipe_in[0], &s); struct timeval t = {20, 0}; return select(pipe_in[0] + 1, &s, NULL, NULL, &t); }
static long f_pselect(void) { fd_set s; FD_ZERO(&s); FD_SET(pipe_in[0], &s); struct timespec t = {20, 0}; return pselect(pipe_in[0] + 1, &s, NULL, NULL, &t, NULL); }
static long f_epoll(void) { struct epoll_event e; return epoll_wait(ep, &e, 1, 20000); }
static long f_epoll_pwait(void) { struct epoll_event e; return epoll_pwait(ep, &e, 1, 20000, NULL); }
static long f_pause(void) { return pause(); }
static long f_nanosleep(void)
{
    struct timespec t = {9, 400000000}, left = {0, 0};
    long r = nanosleep(&t, &left);
    return r * 10 - (r && left.tv_sec <= 9 && left.tv_sec > 3);
}
static long f_clock_nanosleep(void) { struct timespec t = {9, 0}; return -clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL); }
static long f_clock_nanosleep_abs(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += 9;
    return -clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}
static long f_sigsuspend(void) { sigset_t m; sigemptyset(&m); return sigsuspend(&m); }
static long f_sigtimedwait(void)
{
    sigset_t m;
    sigemptyset(&m);
    sigaddset(&m, SIGWINCH);
    struct timespec t = {20, 0};
    return sigtimedwait(&m, NULL, &t);
}
static long f_wait(void) { int s; return waitpid(childpid, &s, 0) == childpid; }
static long f_waitid(void) { siginfo_t i; return waitid(P_PID, (id_t)childpid, &i, WEXITED); }
static int word;
static long f_futex(void) { return syscall(SYS_futex, &word, FUTEX_WAIT, 0, NULL, NULL, 0); }
static long f_futex_timeout(void) { struct timespec t = {9, 0}; return syscall(SYS_futex, &word, FUTEX_WAIT, 0, &t, NULL, 0); }
static long f_flock(void) { return flock(lockfile, LOCK_EX); }
static long f_setlkw(void) { struct flock l = {.l_type = F_WRLCK, .l_len = 1}; return fcntl(lockfile, F_SETLKW, &l); }
static long f_msgrcv(void) { struct { long t; char c[8]; } m; return msgrcv(msgq, &m, 8, 0, 0); }
static long f_semop(void) { struct sembuf b = {0, -1, 0}; return semop(sems, &b, 1); }
static long f_accept(void)
{
    static int s = -1;
    if (s < 0) {
        s = socket(AF_UNIX, SOCK_STREAM, 0);
        struct sockaddr a = {AF_UNIX, "accept"};
        NEED(bind(s, &a, sizeof a) == 0 && listen(s, 1) == 0);
    }
    /* The connection that the previous round's sender made too late. */
    fcntl(s, F_SETFL, O_NONBLOCK);
    while (accept(s, NULL, NULL) >= 0)
        ;
    fcntl(s, F_SETFL, 0);
    return accept(s, NULL, NULL);
}
static long f_open_fifo(void) { int f = open("fifo", O_RDONLY); return f >= 0 ? close(f), 1 : -1; }

struct test { const char *name; long (*f)(void); int ends; };
static const struct test tests[] = {
    {"read pipe", f_read, 0}, {"recv", f_recv, 0}, {"recv with SO_RCVTIMEO", f_recv_timeout, 0}, {"write pipe", f_write, 0},
    {"poll", f_poll, 0}, {"ppoll", f_ppoll, 0}, {"select", f_select, 0}, {"pselect", f_pselect, 0},
    {"epoll_wait", f_epoll, 0}, {"epoll_pwait", f_epoll_pwait, 0}, {"pause", f_pause, 1},
    {"nanosleep", f_nanosleep, 1}, {"clock_nanosleep", f_clock_nanosleep, 1}, {"clock_nanosleep absolute", f_clock_nanosleep_abs, 1},
    {"sigsuspend", f_sigsuspend, 1}, {"sigtimedwait", f_sigtimedwait, 1},
    {"futex", f_futex, 1}, {"futex with timeout", f_futex_timeout, 1}, {"flock", f_flock, 3}, {"fcntl F_SETLKW", f_setlkw, 3},
    {"msgrcv", f_msgrcv, 1}, {"semop", f_semop, 1}, {"accept", f_accept, 4}, {"open fifo", f_open_fifo, 5},
};

static bool sleeps(pid_t p)
{
    char name[64], text[512];
    snprintf(name, sizeof name, "/proc/%d/stat", p);
    int f = open(name, O_RDONLY);
    long n = read(f, text, sizeof text - 1);
    close(f);
    if (n <= 0)
        return false;
    text[n] = 0;
    return strrchr(text, ')')[2] == 'S';
}

/* Signals the parent once it sleeps in the call, then lets the call end if it restarted. */
static void sender(const struct test *t, pid_t parent)
{
    for (int calm = 0; calm < 4;) {
        msleep(8);
        calm = sleeps(parent) ? calm + 1 : 0;
    }
    kill(parent, SIGUSR1);
    msleep(60);
    char buffer[4096];
    switch (t->ends) {
    case 0:
        write(pipe_in[1], "x", 1);
        write(pair[1], "x", 1);
        fcntl(full[0], F_SETFL, O_NONBLOCK);
        for (int i = 0; i < 20; i++) {
            while (read(full[0], buffer, sizeof buffer) > 0)
                ;
            msleep(2);
        }
        break;
    case 3:
        break; /* the lock goes when this process ends */
    case 4: {
        int s = socket(AF_UNIX, SOCK_STREAM, 0);
        struct sockaddr a = {AF_UNIX, "accept"};
        fcntl(s, F_SETFL, O_NONBLOCK);
        connect(s, &a, sizeof a);
        break;
    }
    case 5:
        open("fifo", O_WRONLY | O_NONBLOCK);
        break;
    }
    msleep(30);
}

int main(void)
{
    NEED(pipe(pipe_in) == 0 && pipe(full) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    ep = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN};
    epoll_ctl(ep, EPOLL_CTL_ADD, pipe_in[0], &e);
    msgq = msgget(IPC_PRIVATE, 0600);
    sems = semget(IPC_PRIVATE, 1, 0600);
    NEED(msgq >= 0 && sems >= 0);
    NEED(mkfifo("fifo", 0600) == 0);
    for (int flags = 0; flags <= SA_RESTART; flags += SA_RESTART)
        for (size_t i = 0; i < COUNT(tests); i++) {
            struct sigaction a = {.sa_handler = on_signal, .sa_flags = flags};
            sigaction(SIGUSR1, &a, NULL);
            const struct test *t = &tests[i];
            if (flags && t->f == f_futex)
                continue; /* would restart for ever: the word is private */
            hits = 0;
            pid_t parent = getpid();
            int ready[2];
            NEED(pipe(ready) == 0);
            pid_t p = fork();
            if (p == 0) {
                if (t->ends == 3) {
                    int f = open("lock", O_RDWR | O_CREAT, 0600);
                    flock(f, LOCK_EX);
                    struct flock l = {.l_type = F_WRLCK, .l_len = 1};
                    fcntl(f, F_SETLK, &l);
                }
                write(ready[1], "x", 1);
                sender(t, parent);
                _exit(0);
            }
            char c;
            read(ready[0], &c, 1);
            lockfile = open("lock", O_RDWR | O_CREAT, 0600);
            errno = 0;
            long r = t->f();
            int err = errno;
            fact("%s, %s: %ld errno %d, handler ran %d", t->name, flags ? "SA_RESTART" : "no SA_RESTART", r > 2 ? 3 : r, r < 0 ? err : 0, hits);
            close(lockfile);
            wait_for(p);
            close(ready[0]);
            close(ready[1]);
            unlink("lock");
            /* drain */
            fcntl(pipe_in[0], F_SETFL, O_NONBLOCK);
            fcntl(pair[0], F_SETFL, O_NONBLOCK);
            char d[64];
            read(pipe_in[0], d, 64);
            read(pair[0], d, 64);
            fcntl(full[0], F_SETFL, O_NONBLOCK);
            static char big[1 << 17];
            while (read(full[0], big, sizeof big) > 0)
                ;
            fcntl(full[0], F_SETFL, 0);
            fcntl(pipe_in[0], F_SETFL, 0);
            fcntl(pair[0], F_SETFL, 0);
        }
    /* wait for a child */
    for (int flags = 0; flags <= SA_RESTART; flags += SA_RESTART)
        for (int which = 0; which < 2; which++) {
            struct sigaction a = {.sa_handler = on_signal, .sa_flags = flags};
            sigaction(SIGUSR1, &a, NULL);
            hits = 0;
            pid_t parent = getpid();
            childpid = fork();
            if (childpid == 0) {
                static const struct test t = {"wait", NULL, 1};
                sender(&t, parent);
                _exit(0);
            }
            errno = 0;
            long r = which ? f_waitid() : f_wait();
            fact("%s, flags %x: %ld errno %d, handler ran %d", which ? "waitid" : "waitpid", flags, r, errno, hits);
            int s;
            while (waitpid(childpid, &s, 0) == -1 && errno == EINTR)
                ;
        }
    msgctl(msgq, IPC_RMID, NULL);
    semctl(sems, 0, IPC_RMID);
    unlink("fifo");
    unlink("accept");
    return 0;
}
