/* tests/apps/rspscratch.c - the stack pointer used as a plain register: there is no memory at or below it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Nothing but the application may store through rsp. Direct and indirect branches, loops,
 * flag-consuming sequences and system calls all happen while rsp holds garbage.
 */
#include "probe.h"

asm(".data\n.balign 8\nkeep: .quad 0\ntarget: .quad 0\ncell: .quad 0\n.text\n");

#define WITH_RSP(value, body) \
    ({ \
        uint64_t r, v_ = (value); \
        asm volatile("mov %%rsp, keep(%%rip); mov %1, %%rsp; xor %%eax, %%eax\n\t" body \
                     "\n\tmov keep(%%rip), %%rsp" \
                     : "=&a"(r) : "r"(v_) : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc"); \
        r; \
    })

int main(void)
{
    static const uint64_t values[] = {0, 1, 8, 0x1000, 0x7fffffffffff, 0x800000000000, 0x8000000000000000,
                                      0xffffffffffffffff, 0xffffffffffffff80, 0xdeadbeefcafebabe};
    for (size_t i = 0; i < COUNT(values); i++) {
        uint64_t h = 0, x, v = values[i];
        for (int n = 0; n < 100; n++) {
#define DO(body) x = WITH_RSP(v, body), h = hash(&x, 8, h)
            DO("mov %%rsp, %%rax");
            DO("lea 8(%%rsp), %%rax; jmp 1f; ud2; 1: add %%rsp, %%rax");
            DO("lea 1f(%%rip), %%rcx; jmp *%%rcx; ud2; 1: mov %%rsp, %%rax");
            DO("lea 1f(%%rip), %%rcx; mov %%rcx, target(%%rip); jmp *target(%%rip); ud2; 1: mov %%rsp, %%rax; sub %%rcx, %%rcx");
            DO("mov $50, %%ecx; 1: add %%rsp, %%rax; loop 1b");
            DO("mov $50, %%ecx; 1: add $1, %%rsp; dec %%ecx; jnz 1b; mov %%rsp, %%rax");
            DO("cmp $0, %%rsp; jl 1f; add $5, %%eax; 1: setc %%cl; test %%rsp, %%rsp; jns 2f; add $7, %%eax; 2: movzx %%cl, %%ecx; add %%rcx, %%rax");
            DO("mov $39, %%eax; syscall; mov %%rsp, %%rax");
            DO("xor %%rsp, %%rsp; not %%rsp; shr $3, %%rsp; bswap %%rsp; mov %%rsp, %%rax");
            DO("mov %%rsp, cell(%%rip); lea cell(%%rip), %%rsp; mov (%%rsp), %%rax; pop %%rcx; sub %%rcx, %%rax; lea cell(%%rip), %%rdx; sub %%rdx, %%rsp; add %%rsp, %%rax");
            DO("xor %%ecx, %%ecx; jrcxz 1f; ud2; 1: cmpxchg %%rsp, cell(%%rip); imul $3, %%rsp, %%rsp; mov %%rsp, %%rax");
            DO("lea cell(%%rip), %%rsi; lea target(%%rip), %%rdi; mov $8, %%ecx; cld; rep movsb; mov %%rsp, %%rax; mov cell(%%rip), %%rcx; add %%rcx, %%rax");
            DO("mov $0, %%eax; mov $0, %%ecx; cpuid; mov %%rsp, %%rax");
        }
        fact("rsp %016lx: %016lx", v, h);
    }
    /* A stack of 16 bytes at the very start of a page: a call fits, nothing below does. */
    char *page = mmap(NULL, 3 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    NEED(page != MAP_FAILED && mprotect(page + PAGE, PAGE, PROT_READ | PROT_WRITE) == 0);
    uint64_t h = 0;
    for (int n = 0; n < 100; n++) {
        uint64_t x = WITH_RSP((uint64_t)page + PAGE + 8,
                              "call 1f; jmp 2f; 1: mov $4, %%eax; mov %%rsp, %%rcx; and $4095, %%ecx; add %%rcx, %%rax; ret; 2:");
        h = hash(&x, 8, h);
        x = WITH_RSP((uint64_t)page + PAGE + 16,
                     "lea 1f(%%rip), %%rcx; call *%%rcx; jmp 2f; 1: push %%rcx; mov (%%rsp), %%rax; sub %%rcx, %%rax; pop %%rdx; ret; 2:");
        h = hash(&x, 8, h);
    }
    fact("at the page's start %016lx", h);
    /* Memory above the stack's end is not there either: the pop reads the last word. */
    for (int n = 0; n < 100; n++) {
        uint64_t x = WITH_RSP((uint64_t)page + 2 * PAGE - 8, "movq $77, (%%rsp); pop %%rax; jmp 1f; ud2; 1: lea 1f(%%rip), %%rcx; jmp *%%rcx; 1:");
        h = hash(&x, 8, h);
    }
    fact("at the page's end %016lx", h);
    return 0;
}
