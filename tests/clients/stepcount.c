/* tests/clients/stepcount.c - counts the instructions of a program by single steps. */
/* SPDX-License-Identifier: Apache-2.0 */

/* stepcount PROGRAM [ARGUMENTS]: prints the number on standard error. One process, one thread. A
 * repeated string instruction stops at each repetition and counts once.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whether the 8 bytes at an instruction are a string instruction with rep or repne. */
static bool
is_repeated(unsigned long bytes)
{
    bool rep = false;

    for (int i = 0; i < 8; i++) {
        unsigned char b = (unsigned char)(bytes >> 8 * i);
        if (b == 0xf2 || b == 0xf3)
            rep = true;
        else if (b != 0x66 && b != 0x67 && (b & 0xf0) != 0x40)
            return rep && ((b >= 0xa4 && b <= 0xa7) || (b >= 0xaa && b <= 0xaf) || (b >= 0x6c && b <= 0x6f));
    }
    return false;
}

int
main(int argc, char **argv)
{
    struct user_regs_struct regs;
    unsigned long count = 0, last = 0;
    pid_t child = fork();
    int status = 0;

    if (child == 0 && argc > 1) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        execv(argv[1], argv + 1);
        _exit(127);
    }
    waitpid(child, &status, 0);
    while (WIFSTOPPED(status)) {
        ptrace(PTRACE_GETREGS, child, NULL, &regs);
        errno = 0;
        unsigned long bytes = (unsigned long)ptrace(PTRACE_PEEKTEXT, child, (void *)regs.rip, NULL);
        if (regs.rip != last || !is_repeated(bytes))
            count++;
        last = regs.rip;
        if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) != 0)
            break;
        waitpid(child, &status, 0);
    }
    fprintf(stderr, "%lu\n", count);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
