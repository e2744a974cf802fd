/* tests/apps/prefixes.c - branches and other instructions with prefixes that do nothing, or little.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

#define RUN(name, body) \
    do { \
        uint64_t r = 0; \
        for (int i = 0; i < 50; i++) { \
            uint64_t one; \
            asm volatile("lea -512(%%rsp), %%rsp; xor %%eax, %%eax\n\t" body "\n\tlea 512(%%rsp), %%rsp" \
                         : "=a"(one) : : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", \
                           "r13", "r14", "r15", "memory", "cc"); \
            r = r * 31 + one; \
        } \
        fact("%-28s %016lx", name, r); \
    } while (0)
#define B(...) ".byte " #__VA_ARGS__ "; "
/* Four bytes of displacement from the end of the instruction. */
#define REL(l) ".long " l " - . - 4; "

asm(".text\nplain: inc %eax; ret\n"
    "rep_plain: inc %eax; rep ret\n"
    "bnd_plain: inc %eax; .byte 0xf2; ret\n"
    "rex_plain: inc %eax; .byte 0x48; ret\n");

int main(void)
{
    RUN("rex jmp", B(0x48, 0xe9) REL("1f") "ud2; 1: inc %%eax");
    RUN("rex call", B(0x48, 0xe8) REL("plain"));
    RUN("rex ret", "call rex_plain");
    RUN("rep ret", "call rep_plain");
    RUN("bnd call, bnd ret", B(0xf2, 0xe8) REL("bnd_plain"));
    RUN("bnd jmp", B(0xf2, 0xe9) REL("1f") "ud2; 1: inc %%eax");
    RUN("bnd jcc", "test %%eax, %%eax; " B(0xf2, 0x0f, 0x84) REL("1f") "ud2; 1: inc %%eax");
    RUN("hinted jcc taken", "test %%eax, %%eax; " B(0x3e, 0x74, 0x02) "ud2; inc %%eax");
    RUN("hinted jcc not taken", "test %%eax, %%eax; " B(0x2e, 0x75, 0x02) "inc %%eax");
    RUN("hinted long jcc", "test %%eax, %%eax; " B(0x2e, 0x0f, 0x84) REL("1f") "ud2; 1: inc %%eax");
    RUN("notrack jmp", "lea 1f(%%rip), %%rcx; " B(0x3e, 0xff, 0xe1) "ud2; 1: inc %%eax");
    RUN("notrack call", "lea plain(%%rip), %%rcx; " B(0x3e, 0xff, 0xd1));
    RUN("bnd notrack jmp", "lea 1f(%%rip), %%rcx; " B(0x3e, 0xf2, 0xff, 0xe1) "ud2; 1: inc %%eax");
    RUN("rex.w jmp reg", "lea 1f(%%rip), %%rcx; " B(0x48, 0xff, 0xe1) "ud2; 1: inc %%eax");
    RUN("rex.b call r9", "lea plain(%%rip), %%r9; " B(0x49, 0xff, 0xd1));
    RUN("cs call", B(0x2e, 0xe8) REL("plain"));
    RUN("ds ss es jmp", B(0x3e, 0x36, 0x26, 0xe9) REL("1f") "ud2; 1: inc %%eax");
    RUN("addr32 call", B(0x67, 0xe8) REL("plain"));
    RUN("addr32 jmp", B(0x67, 0xe9) REL("1f") "ud2; 1: inc %%eax");
    RUN("gs prefix on a call", B(0x65, 0xe8) REL("plain"));
    RUN("fs prefix on a jmp", B(0x64, 0xe9) REL("1f") "ud2; 1: inc %%eax");
    RUN("loop, ecx only", "movabs $0x500000003, %%rcx; 1: inc %%eax; addr32 loop 1b; add %%rcx, %%rax");
    RUN("loope", "mov $9, %%ecx; 1: inc %%eax; cmp $4, %%eax; loopne 1b; lea (%%rax,%%rcx,4), %%rax");
    RUN("loopne", "mov $9, %%ecx; 1: inc %%eax; cmp $100, %%eax; loopne 1b; lea (%%rax,%%rcx,4), %%rax");
    RUN("loope while equal", "mov $9, %%ecx; 1: inc %%eax; cmp %%eax, %%eax; loope 1b; lea (%%rax,%%rcx,4), %%rax");
    RUN("loop forwards", "mov $3, %%ecx; loop 1f; ud2; 1: add %%rcx, %%rax");
    RUN("loop from 0 wraps", "xor %%ecx, %%ecx; loop 1f; ud2; 1: add %%rcx, %%rax");
    RUN("jrcxz taken", "xor %%ecx, %%ecx; jrcxz 1f; ud2; 1: inc %%eax");
    RUN("jrcxz, high half set", "movabs $0x100000000, %%rcx; jrcxz 1f; inc %%eax; 1:");
    RUN("jecxz, high half set", "movabs $0x100000000, %%rcx; jecxz 1f; ud2; 1: inc %%eax");
    RUN("jrcxz backwards", "mov $2, %%ecx; jmp 2f; 1: mov $7, %%eax; jmp 3f; 2: dec %%ecx; jrcxz 1b; jmp 2b; 3:");
    RUN("long nops", B(0x0f, 0x1f, 0x00) B(0x0f, 0x1f, 0x40, 0x00) B(0x0f, 0x1f, 0x44, 0x00, 0x00)
        B(0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00) B(0x0f, 0x1f, 0x80, 0, 0, 0, 0) B(0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0)
        B(0x66, 0x66, 0x66, 0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0) B(0x66, 0x90) B(0xf3, 0x90) B(0x0f, 0x18, 0x20)
        B(0x0f, 0x1c, 0x00) B(0x0f, 0x1e, 0xfa) B(0xf3, 0x0f, 0x1e, 0xfa) "inc %%eax");
    RUN("15-byte instruction", B(0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90) "inc %%eax");
    RUN("xchg r8d, eax is no nop", "mov $5, %%r8d; " B(0x41, 0x90) "add %%r8, %%rax");
    RUN("lock ops", "push $5; lock addq $3, (%%rsp); lock incq (%%rsp); mov $2, %%ecx; lock xadd %%rcx, (%%rsp); lock orq $64, (%%rsp); pop %%rax; lea (%%rax,%%rcx,8), %%rax");
    RUN("xacquire/xrelease", "push $5; " B(0xf2, 0xf0, 0x48, 0x83, 0x04, 0x24, 0x01) B(0xf3, 0xf0, 0x48, 0x83, 0x2c, 0x24, 0x02) "pop %%rax");
    RUN("rep on others", B(0xf3, 0x01, 0xc0) B(0xf2, 0x83, 0xc0, 0x05) "inc %%eax");
    RUN("segment on register op", B(0x65, 0x83, 0xc0, 0x05) B(0x64, 0x83, 0xc0, 0x05));
    RUN("useless rex before prefix", B(0x48, 0x66, 0x05, 0x34, 0x12));
    RUN("two opcodes of one operation", B(0x01, 0xc0) B(0x03, 0xc0) B(0x83, 0xc0, 0x07) B(0x81, 0xc0, 7, 0, 0, 0) B(0x05, 7, 0, 0, 0) B(0x82 - 0x02, 0xc0, 0x01));
    RUN("sal alias", "mov $3, %%eax; " B(0xc1, 0xf0, 0x02) B(0xd1, 0xf0) B(0xf7, 0xc8, 0xff, 0xff, 0, 0) "setp %%cl; add %%cl, %%al");
    RUN("mov seg, 16-bit", "mov %%cs, %%eax; mov %%ss, %%ecx; lea (%%rax,%%rcx), %%rax; mov %%ds, %%cx; add %%cx, %%ax; mov %%es, %%cx; add %%cx, %%ax");
    RUN("addr32 memory", "push $9; mov %%rsp, %%r8; shr $32, %%r8; jnz 1f; addr32 mov (%%esp), %%eax; 1: pop %%rax");
    return 0;
}
