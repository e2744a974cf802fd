/* tests/clients/restore.c - a fault at which a register has a known value; exits with 0 if it has. */
/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

extern const char fault_here[];

static void
handler(int sig, siginfo_t *info, void *context)
{
    ucontext_t *uc = context;

    (void)sig;
    (void)info;
    _exit(uc->uc_mcontext.gregs[REG_RBX] == 0x1234 && uc->uc_mcontext.gregs[REG_RCX] == 0x5678 &&
                  uc->uc_mcontext.gregs[REG_RIP] == (greg_t)fault_here
              ? 0
              : 1);
}

int
main(void)
{
    struct sigaction a;
    char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    memset(&a, 0, sizeof a);
    a.sa_sigaction = handler;
    a.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &a, NULL);
    __asm__ volatile("mov $0x1234, %%ebx\n\t"
                     "mov $0x5678, %%ecx\n\t"
                     "jmp 1f\n"
                     "1: nop\n\t"
                     ".globl fault_here\n"
                     "fault_here: mov (%0), %%al\n\t"
                     :
                     : "r"(page)
                     : "rax", "rbx", "rcx", "memory");
    return 2;
}
