/* tests/apps/sigdefaults.c - default actions of every signal: death, core, stop, continue, nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

static volatile int continued;
static void on_cont(int s) { continued++; }

/* A process group of its own: in an orphaned one SIGTSTP and its like do nothing. */
static pid_t fork_group(void)
{
    pid_t p = fork();
    setpgid(p, p);
    return p;
}

int main(void)
{
    for (int how = 0; how < 3; how++)
        for (int s = 1; s < 65; s++) {
            if (s == 32 || s == 33 || (s >= 35 && s < 64))
                continue;
            pid_t p = fork_group();
            if (p == 0) {
                switch (how) {
                case 0: kill(getpid(), s); break;
                case 1: /* while computing */
                    for (volatile unsigned long x = 0;; x++)
                        ;
                case 2: for (;;) pause();
                }
                _exit(11);
            }
            if (how)
                msleep(how == 1 ? 3 : 2);
            if (how)
                kill(p, s);
            int status;
            static const int quiet[] = {SIGCHLD, SIGURG, SIGWINCH, SIGCONT};
            bool ignored = false;
            for (size_t i = 0; i < COUNT(quiet); i++)
                ignored |= s == quiet[i];
            if (ignored && how) {
                msleep(3);
                NEED(waitpid(p, &status, WNOHANG | WUNTRACED) == 0);
                fact("how %d signal %d: goes on", how, s);
                kill(p, SIGKILL);
                waitpid(p, &status, 0);
                continue;
            }
            NEED(waitpid(p, &status, WUNTRACED) == p);
            fact("how %d signal %d: %s", how, s, ending(status));
            if (WIFSTOPPED(status)) {
                kill(p, SIGCONT);
                if (how) {
                    NEED(waitpid(p, &status, WCONTINUED) == p);
                    fact("  %s", ending(status));
                    kill(p, SIGTERM);
                    NEED(waitpid(p, &status, 0) == p);
                    fact("  %s", ending(status));
                } else {
                    NEED(waitpid(p, &status, 0) == p);
                    fact("  %s", ending(status));
                }
            }
        }
    /* SIGCONT with a handler, stop by oneself, twice */
    pid_t p = fork_group();
    if (p == 0) {
        signal(SIGCONT, on_cont);
        raise(SIGSTOP);
        kill(getpid(), SIGTSTP);
        _exit(continued);
    }
    int status;
    for (int i = 0; i < 2; i++) {
        NEED(waitpid(p, &status, WUNTRACED) == p);
        fact("%s", ending(status));
        kill(p, SIGCONT);
    }
    NEED(waitpid(p, &status, 0) == p);
    fact("SIGCONT handlers: %s", ending(status));
    /* A blocked or ignored SIGTSTP; SIGSTOP does not care. */
    p = fork_group();
    if (p == 0) {
        sigset_t m;
        sigfillset(&m);
        sigprocmask(SIG_SETMASK, &m, NULL);
        raise(SIGTSTP);
        raise(SIGTERM);
        raise(SIGSTOP);
        _exit(4);
    }
    NEED(waitpid(p, &status, WUNTRACED) == p);
    fact("blocked: %s", ending(status));
    kill(p, SIGCONT);
    NEED(waitpid(p, &status, 0) == p);
    fact("blocked: %s", ending(status));
    /* waitid sees who killed and how */
    p = fork_group();
    if (p == 0) {
        raise(SIGQUIT);
        _exit(0);
    }
    siginfo_t i = {0};
    waitid(P_PID, (id_t)p, &i, WEXITED | WNOWAIT);
    fact("waitid code %d status %d pid %d", i.si_code, i.si_status, i.si_pid == p);
    wait_for(p);
    return 0;
}
