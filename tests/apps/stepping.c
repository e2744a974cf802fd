/* tests/apps/stepping.c - the trap flag: single-stepping one's own code, instruction by instruction.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

extern char stepped[], stepped_end[];
static uint64_t trail;
static int steps, others;

static void on_trap(int s, siginfo_t *i, void *u)
{
    char *pc = (char *)GREG(u, RIP);
    if (pc >= stepped && pc < stepped_end) {
        uint64_t at = (uint64_t)(pc - stepped);
        trail = trail * 31 + at;
        if (++steps <= 12)
            fact("  step at +%ld code %d addr %ld flags TF %d", (long)at, i->si_code, (long)((char *)i->si_addr - stepped), !!(GREG(u, EFL) & 0x100));
    } else
        others++;
}

asm(".text\nstepped:\n"
    "pushf; orq $0x100, (%rsp); popf\n"
    "nop\n mov $3, %ecx\n"
    "1: dec %ecx; jnz 1b\n"
    "call 3f\n"
    "lea 2f(%rip), %rax; jmp *%rax; ud2\n"
    "2: mov $39, %eax; syscall\n"
    "xor %eax, %eax; cpuid\n"
    "lea 9f(%rip), %rdi; lea 9f(%rip), %rsi; mov $5, %ecx; rep lodsb\n"
    "pushf; pop %r8\n"
    "mov %ss, %eax; mov %eax, %ss; nop\n"
    "pushf; andq $~0x100, (%rsp); popf\n"
    "nop\n"
    "ret\n"
    "3: push %rbx; pop %rbx; ret\n"
    "9: .quad 0\n"
    "stepped_end:\n");

int main(void)
{
    handle(SIGTRAP, on_trap, 0);
    for (int i = 0; i < 3; i++) {
        trail = 0, steps = others = 0;
        uint64_t flags;
        asm volatile("lea -256(%%rsp), %%rsp; mov %%rbx, %%r12; call stepped; mov %%r12, %%rbx; mov %%r8, %0; lea 256(%%rsp), %%rsp" : "=r"(flags)::"rax", "rcx", "rdx", "rsi", "rdi", "r8", "r11", "r12", "memory", "cc");
        fact("%d steps, trail %016lx, elsewhere %d, pushf saw TF %d", steps, trail, others, !!(flags & 0x100));
    }
    /* Without a handler: death by SIGTRAP. */
    fflush(stdout);
    pid_t p = fork();
    if (p == 0) {
        signal(SIGTRAP, SIG_DFL);
        asm volatile("pushf; orq $0x100, (%%rsp); popf; nop; nop" ::: "memory", "cc");
        _exit(0);
    }
    fact("default: %s", wait_for(p));
    return 0;
}
