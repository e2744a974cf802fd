/* tests/apps/afterret.c - registers at a fault in an indirect branch that follows a return.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each case sets rcx, r10 and r11, comes back from a call, may change one of them, and faults in
 * an indirect branch; repeated, so that the callee may have been copied into its caller.
 */
#include "probe.h"

/* Goes to case number n; the fault's handler lets it go on at `done`, with the stack of before. */
__asm__(".text\n"
        "run: push %rbx; push %rbp; mov %rsp, %rbp\n"
        "  mov $0x1111111111111111, %rcx; mov $0x2222222222222222, %r10\n"
        "  mov $0x3333333333333333, %r11; mov $8, %eax; lea cases(%rip), %rdx\n"
        "  jmp *(%rdx,%rdi,8)\n"
        "leaf: add $1, %rsi; ret\n"
        "writer: mov %rsi, -8(%rsp); add $1, %rsi; ret\n"
        "changes: mov $0x55, %r11d; mov $0x66, %r10d; mov $0x77, %ecx; ret\n"
        "popper: add $1, %rsi; ret $16\n"
        "c0: call leaf; call *(%rax)\n"
        "c1: call leaf; jmp *(%rax)\n"
        "c2: call leaf; mov %rax, %rsp; ret\n"
        "c3: call leaf; mov $0x44, %r10d; call *(%rax)\n"
        "c4: call leaf; mov $0x44, %r11d; jmp *(%rax)\n"
        "c5: call leaf; mov $0x44, %ecx; mov %rax, %rsp; ret\n"
        "c6: call changes; jmp *(%rax,%rsi,8)\n"
        "c7: call leaf; xchg %rax, %r11; jmp *(%r11)\n"
        "c8: call leaf; xchg %rax, %r10; jmp *(%r10)\n"
        "c9: call leaf; mov %rax, %r10; mov %rax, %r11; call *(%r10,%r11,4)\n"
        "c10: call writer; call *(%rax)\n"
        "c11: push $1; push $2; call popper; jmp *(%rax)\n"
        "c12: call leaf; call leaf; call changes; call leaf; jmp *(%rax)\n"
        "c13: call leaf; lea 1f(%rip), %rdx; jmp *%rdx; 1: jmp *(%rax)\n"
        "c14: call leaf; lea leaf(%rip), %rdx; call *%rdx; mov %rax, %rsp; ret\n"
        "done: mov %rbp, %rsp; pop %rbp; pop %rbx; ret\n"
        ".section .data.rel.ro, \"aw\"; .p2align 3\n"
        "cases: .quad c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14\n"
        ".text\n");
void run(long n, long rsi);
extern char done[];
enum { CASES = 15, REPEATS = 40 };

static unsigned long seen[CASES][6];

static volatile int current;

static void on_fault(int s, siginfo_t *i, void *u)
{
    static const int regs[] = { REG_RCX, REG_R10, REG_R11, REG_RSI };
    const greg_t *g = ((ucontext_t *)u)->uc_mcontext.gregs;
    unsigned long now[6];
    for (int k = 0; k < 4; k++)
        now[k] = (unsigned long)g[regs[k]];
    now[4] = (unsigned long)s << 32 | (unsigned)i->si_code;
    now[5] = (unsigned long)g[REG_RIP] - (unsigned long)run;
    if (seen[current][5] != 0 && memcmp(seen[current], now, sizeof now) != 0)
        fact("case %d differs from before: %lx %lx %lx", current, now[0], now[1], now[2]);
    memcpy(seen[current], now, sizeof now);
    ((ucontext_t *)u)->uc_mcontext.gregs[REG_RIP] = (greg_t)done;
    ((ucontext_t *)u)->uc_mcontext.gregs[REG_RSP] = g[REG_RBP];
}

int main(void)
{
    static char stack[65536];
    stack_t alt = { .ss_sp = stack, .ss_size = sizeof stack };
    sigaltstack(&alt, NULL);
    handle(SIGSEGV, on_fault, SA_ONSTACK);
    handle(SIGBUS, on_fault, SA_ONSTACK);
    for (int i = 0; i < REPEATS; i++) {
        for (current = 0; current < CASES; current++)
            run(current, 5);
    }
    for (int i = 0; i < CASES; i++)
        fact("case %d: rcx %lx r10 %lx r11 %lx rsi %lx signal %lx at %lx", i, seen[i][0], seen[i][1], seen[i][2], seen[i][3], seen[i][4], seen[i][5]);
    return 0;
}
