/* tests/apps/callret.c - calls and returns that do not pair, or pair oddly.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

/* Runs BODY on a scratch stack of its own; the result is rax. */
#define RUN(name, body, ...) \
    do { \
        uint64_t r = 0; \
        for (int i = 0; i < 50; i++) { \
            uint64_t one, in = (uint64_t)i; \
            asm volatile("mov %%rsp, saved(%%rip); lea scratch_top-256(%%rip), %%rsp; xor %%eax, %%eax\n\t" body \
                         "\n\tmov saved(%%rip), %%rsp" \
                         : "=a"(one), "+D"(in) : : "rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "r12", \
                           "r13", "r14", "r15", "memory", "cc"); \
            r = r * 31 + one; \
        } \
        fact("%-28s %016lx", name, r); \
    } while (0)

asm(".data\n.balign 64\nsaved: .quad 0\nslot: .quad 0\n.fill 65536\nscratch_top: .fill 4096\n.text\n"
    "add1: add $1, %rax; ret\n"
    "add2_16: add $2, %rax; ret $16\n"
    "add2_8: add $2, %rax; ret $8\n"
    "ret_other: lea (%rax,%rdi), %rax; mov %r8, (%rsp); ret\n"
    "skip5: addq $5, (%rsp); ret\n"
    "drop: pop %rcx; add $7, %rax; jmp *%rcx\n"
    "drop_two: lea 8(%rsp), %rsp; add $9, %rax; ret\n"
    "thunk_rax: call 2f; 1: pause; lfence; jmp 1b; 2: mov %r9, (%rsp); ret\n"
    "get_pc: mov (%rsp), %rbx; ret\n"
    "rec: test %rdi, %rdi; jz 1f; dec %rdi; call rec; inc %rax; 1: ret\n"
    "farret: .byte 0x48, 0xcb\n"
    "many: add $1, %rax; cmp $1000, %rax; jae 1f; push %r8; 1: ret\n");

int main(void)
{
    RUN("call/ret", "call add1");
    RUN("call/ret imm16", "push %%rax; push %%rax; call add2_16");
    RUN("call/ret imm, 10 deep", "push %%rax; call 1f; jmp 9f; 1: push %%rax; call 2f; ret $8; 2: add $3, %%rax; ret $8; 9:");
    RUN("call next, pop", "call 1f; 1: pop %%rcx; lea 1b(%%rip), %%rdx; sub %%rdx, %%rcx; setz %%al");
    RUN("call next, add, ret", "call 1f; 1: addq $2f-1b, (%%rsp); ret; ud2; 2: mov $3, %%eax");
    RUN("push, ret", "lea 1f(%%rip), %%rcx; push %%rcx; add $4, %%eax; ret; ud2; 1: add $1, %%eax");
    RUN("push mem, ret", "lea 1f(%%rip), %%rcx; mov %%rcx, slot(%%rip); push slot(%%rip); ret; ud2; 1: add $1, %%eax");
    RUN("return address changed", "lea 1f(%%rip), %%r8; call ret_other; ud2; 1: add $1, %%eax");
    RUN("return address + 5", "call skip5; .byte 0xb8,1,2,3,4; add $1, %%eax");
    RUN("callee pops, jmp rcx", "call drop; add $1, %%eax");
    RUN("callee drops a frame", "call 1f; jmp 9f; 1: call drop_two; ud2; 9:");
    RUN("retpoline", "lea 1f(%%rip), %%r9; call thunk_rax; ud2; 1: mov $5, %%eax");
    RUN("retpoline, several targets", "lea 1f(%%rip), %%r9; test $1, %%dil; jz 3f; lea 2f(%%rip), %%r9; 3: call thunk_rax; ud2; 1: mov $5, %%eax; jmp 9f; 2: mov $6, %%eax; 9:");
    RUN("return address on stack", "call get_pc; 1: lea 1b(%%rip), %%rcx; cmp %%rcx, %%rbx; sete %%al");
    RUN("address below stack kept", "call get_pc; 1: lea 1b(%%rip), %%rcx; cmp %%rcx, -8(%%rsp); sete %%al");
    RUN("recursion", "mov $500, %%edi; call rec");
    RUN("return chain (ROP)", "lea 1f(%%rip), %%r8; push %%r8; lea 2f(%%rip), %%r8; push %%r8; lea 3f(%%rip), %%r8; push %%r8; ret; ud2; 3: add $1, %%eax; ret; 2: add $10, %%eax; ret; 1: add $100, %%eax");
    RUN("same return, 1000 times", "lea many(%%rip), %%r8; lea 1f(%%rip), %%rcx; push %%rcx; jmp many; 1:");
    RUN("ret to function start", "lea 1f(%%rip), %%rcx; push %%rcx; lea add1(%%rip), %%rcx; push %%rcx; ret; ud2; 1:");
    RUN("far return", "push $0x33; lea 1f(%%rip), %%rcx; push %%rcx; xchg %%rcx, (%%rsp); .byte 0x48,0xcb; ud2; 1: add $3, %%eax");
    RUN("iretq", "mov %%rsp, %%rcx; mov %%ss, %%edx; push %%rdx; push %%rcx; pushf; mov %%cs, %%edx; push %%rdx; lea 1f(%%rip), %%rdx; push %%rdx; iretq; ud2; 1: cmp %%rsp, %%rcx; sete %%al");

    /* Calls through memory and registers that the sequences themselves might use. */
    RUN("call [rsp]", "lea add1(%%rip), %%rcx; push %%rcx; call *(%%rsp); pop %%rcx");
    RUN("call [rsp+8]", "lea add1(%%rip), %%rcx; push %%rcx; push %%rcx; xor %%ecx, %%ecx; mov %%rcx, (%%rsp); call *8(%%rsp); pop %%rcx; pop %%rcx");
    RUN("call [rsp-8]", "lea add1(%%rip), %%rcx; mov %%rcx, -8(%%rsp); call *-8(%%rsp); add $1, %%eax");
    RUN("jmp [rsp+8]", "lea 1f(%%rip), %%rcx; push %%rcx; push $0; jmp *8(%%rsp); ud2; 1: add $8, %%rsp; pop %%rcx; mov $9, %%eax");
    RUN("jmp [rsp+rcx*8]", "lea 1f(%%rip), %%rdx; push %%rdx; push $0; mov $1, %%ecx; jmp *(%%rsp,%%rcx,8); ud2; 1: add $8, %%rsp; pop %%rdx; cmp $1, %%ecx; sete %%al");
    RUN("call rcx, rdx kept", "lea add1(%%rip), %%rcx; mov $77, %%edx; call *%%rcx; add %%rdx, %%rax; lea add1(%%rip), %%rdx; cmp %%rdx, %%rcx; sete %%cl; movzx %%cl, %%ecx; add %%rcx, %%rax");
    RUN("call rdx", "lea add1(%%rip), %%rdx; mov $66, %%ecx; call *%%rdx; add %%rcx, %%rax");
    RUN("call rax", "lea 1f(%%rip), %%rax; call *%%rax; jmp 9f; 1: lea 1b(%%rip), %%rdx; cmp %%rdx, %%rax; sete %%al; movzx %%al, %%eax; ret; 9:");
    RUN("call [rcx], [rdx+rcx]", "lea slot(%%rip), %%rcx; lea add1(%%rip), %%rdx; mov %%rdx, (%%rcx); call *(%%rcx); mov $8, %%edx; sub %%rdx, %%rcx; call *(%%rcx,%%rdx); lea slot(%%rip), %%rdx; sub $8, %%rdx; sub %%rcx, %%rdx; add %%rdx, %%rax");
    RUN("call [rip+x]", "lea add1(%%rip), %%rdx; mov %%rdx, slot(%%rip); call *slot(%%rip); jmp 1f; ud2; 1:");
    RUN("call rbp, r11, r15", "mov %%rbp, %%r14; lea add1(%%rip), %%rbp; call *%%rbp; lea add1(%%rip), %%r11; call *%%r11; lea add1(%%rip), %%r15; call *%%r15; mov %%r14, %%rbp");
    RUN("call rsp-relative, all regs", "lea add1(%%rip), %%rcx; push %%rcx; mov $1, %%ebx; mov $2, %%ecx; mov $3, %%edx; mov $4, %%esi; mov $5, %%edi; mov $6, %%r8d; mov $7, %%r9d; mov $8, %%r10d; mov $9, %%r11d;"
        "call *(%%rsp); imul $31, %%rax; add %%rbx, %%rax; imul $31, %%rax; add %%rcx, %%rax; imul $31, %%rax; add %%rdx, %%rax; imul $31, %%rax; add %%rsi, %%rax; imul $31, %%rax; add %%rdi, %%rax; imul $31, %%rax; add %%r8, %%rax; imul $31, %%rax; add %%r9, %%rax; imul $31, %%rax; add %%r10, %%rax; imul $31, %%rax; add %%r11, %%rax");

    /* Pushes and pops with the stack pointer itself. */
    RUN("push rsp", "push %%rsp; pop %%rcx; cmp %%rsp, %%rcx; sete %%al");
    RUN("push [rsp]", "push $5; push (%%rsp); pop %%rax; pop %%rcx; add %%rcx, %%rax");
    RUN("push [rsp+8]", "push $5; push $6; push 8(%%rsp); pop %%rax; pop %%rcx; pop %%rdx; lea (%%rax,%%rcx,8), %%rax");
    RUN("pop [rsp]", "push $5; push $6; pop (%%rsp); pop %%rax");
    RUN("pop [rsp+8]", "push $5; push $7; push $6; pop 8(%%rsp); pop %%rax; pop %%rcx; lea (%%rax,%%rcx,8), %%rax");
    RUN("pop [rip]", "push $55; pop slot(%%rip); mov slot(%%rip), %%rax");
    RUN("pop [rcx+8]", "push $55; lea slot-8(%%rip), %%rcx; pop 8(%%rcx); mov slot(%%rip), %%rax");
    RUN("pop rsp", "mov %%rsp, %%rdx; lea -64(%%rsp), %%rcx; push %%rcx; pop %%rsp; sub %%rsp, %%rdx; mov %%rdx, %%rax");
    RUN("pop ax / push ax", "mov $0x11112222, %%eax; pushw %%ax; popw %%cx; movzx %%cx, %%eax");
    RUN("push imm8/16/32", "pushq $-5; pop %%rax; pushq $0x12345678; pop %%rcx; add %%rcx, %%rax; pushw $0x55aa; pop %%dx; add %%dx, %%ax");
    RUN("xchg rsp", "mov %%rsp, %%rcx; lea -512(%%rsp), %%rdx; xchg %%rsp, %%rdx; push $4; pop %%rax; xchg %%rdx, %%rsp; cmp %%rsp, %%rcx; sete %%cl; add %%cl, %%al");
    RUN("enter/leave", "mov %%rbp, %%r12; mov $7, %%ebp; enter $32, $0; mov %%rsp, %%rax; sub %%rbp, %%rax; leave; add %%rbp, %%rax; mov %%r12, %%rbp");
    RUN("enter, nested", "mov %%rbp, %%r12; enter $16, $1; enter $24, $2; mov -8(%%rbp), %%rax; sub %%rbp, %%rax; mov %%rsp, %%rcx; sub %%rbp, %%rcx; leave; leave; lea (%%rax,%%rcx,4), %%rax; mov %%r12, %%rbp");
    RUN("misaligned stack", "lea -3(%%rsp), %%rsp; call add1; call 1f; 1: pop %%rcx; lea 1b(%%rip), %%rdx; cmp %%rcx, %%rdx; sete %%cl; add %%cl, %%al; push %%rax; pop %%rax");
    RUN("rsp arithmetic", "mov %%rsp, %%rcx; and $-64, %%rsp; sub $8, %%rsp; push %%rcx; call add1; pop %%rsp; sub %%rsp, %%rcx; add %%rcx, %%rax");
    return 0;
}
