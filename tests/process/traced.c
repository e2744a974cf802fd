/* tests/process/traced.c - a debugger and the program it debugs: a breakpoint, registers, one step.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"
#include <sys/ptrace.h>
#include <sys/user.h>

__attribute__((noinline)) int target(int x)
{
    asm volatile("" : "+r"(x));
    return x + 5;
}

static void expect(pid_t child, const char *what)
{
    int status;
    NEED(waitpid(child, &status, 0) == child);
    if (WIFSTOPPED(status))
        fact("%s: stopped by signal %d", what, WSTOPSIG(status));
    else
        fact("%s: ended with %d", what, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

static void debug(pid_t child)
{
    struct user_regs_struct regs;
    expect(child, "executed");
    errno = 0;
    long code = ptrace(PTRACE_PEEKTEXT, child, target, NULL);
    fact("the code is there: %d", errno == 0 && memcmp(&code, (const void *)target, sizeof code) == 0);
    NEED(ptrace(PTRACE_POKETEXT, child, target, (code & ~0xfful) | 0xcc) == 0);
    NEED(ptrace(PTRACE_CONT, child, NULL, NULL) == 0);
    expect(child, "breakpoint");
    NEED(ptrace(PTRACE_GETREGS, child, NULL, &regs) == 0);
    fact("at the function: %d, argument %lld", regs.rip == (uintptr_t)target + 1, regs.rdi);
    NEED(ptrace(PTRACE_POKETEXT, child, target, code) == 0);
    regs.rip--;
    regs.rdi = 30;
    NEED(ptrace(PTRACE_SETREGS, child, NULL, &regs) == 0);
    NEED(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) == 0);
    expect(child, "step");
    NEED(ptrace(PTRACE_CONT, child, NULL, NULL) == 0);
    expect(child, "continued");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return target(argc);
    pid_t child = fork();
    if (child == 0) {
        NEED(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
        execl("/proc/self/exe", argv[0], "debugged", NULL);
        _exit(97);
    }
    debug(child);
    return 0;
}
