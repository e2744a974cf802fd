/* tests/apps/flags.c - arithmetic flags stay exact across every kind of branch.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every pattern of the six arithmetic flags (and DF) is set by popf, the branch is
 * executed, and pushf reads them back; lahf/seto read them a second way.
 */
#include "probe.h"

#define CF 1
#define PF 4
#define AF 16
#define ZF 64
#define SF 128
#define DF 1024
#define OF 2048

static uint64_t pattern(int i)
{
    return (i & 1 ? CF : 0) | (i & 2 ? PF : 0) | (i & 4 ? AF : 0) | (i & 8 ? ZF : 0) |
           (i & 16 ? SF : 0) | (i & 32 ? OF : 0) | (i & 64 ? DF : 0);
}

/* Sets flags, runs BODY, reads flags; rax..rdx may be used by BODY as given. */
#define ROUND(in, body, ...) \
    ({ \
        uint64_t out_, in_ = (in) | 0x202; \
        asm volatile("lea -256(%%rsp), %%rsp\n\tpush %1\n\tpopf\n\t" body "\n\tpushf\n\tpop %0\n\tlea 256(%%rsp), %%rsp\n\tcld" \
                     : "=&r"(out_) : "r"(in_) , ##__VA_ARGS__ : "rax", "rcx", "rdx", "r8", "r9", "memory", "cc"); \
        out_ & (CF | PF | AF | ZF | SF | OF | DF); \
    })

#define TEST(name, body, ...) \
    do { \
        int wrong = 0; \
        uint64_t h = 0; \
        for (int round = 0; round < 3; round++) \
            for (int i = 0; i < 128; i++) { \
                uint64_t got = ROUND(pattern(i), body, ##__VA_ARGS__); \
                wrong += got != pattern(i); \
                h = hash(&got, sizeof got, h); \
            } \
        fact("%-24s changed %d hash %016lx", name, wrong, h); \
    } while (0)

asm(".text\n"
    "f_ret: ret\n"
    "f_ret16: ret $16\n"
    "f_tail: jmp f_ret\n"
    "f_itail: lea f_ret(%rip), %rax; jmp *%rax\n"
    "f_read: pushf; pop %r8; ret\n"
    "f_repret: rep ret\n");
extern char f_ret[], f_ret16[], f_tail[], f_itail[], f_read[], f_repret[];

static void *table[4] = {f_ret, f_tail, f_itail, f_repret};

int main(void)
{
    TEST("nothing", "nop");
    TEST("jmp", "jmp 1f; 1:");
    TEST("jmp over", "jmp 1f; ud2; 1:");
    TEST("call/ret", "call f_ret");
    TEST("call/ret imm", "push %%rax; push %%rax; call f_ret16");
    TEST("call/rep ret", "call f_repret");
    TEST("call to tail jump", "call f_tail");
    TEST("call to indirect tail", "call f_itail");
    TEST("call reg", "call *%2", "r"(f_ret));
    TEST("call rcx", "mov %2, %%rcx; call *%%rcx", "r"(f_ret));
    TEST("call mem", "call *8(%2)", "r"(table));
    TEST("jmp reg", "lea 1f(%%rip), %%rax; jmp *%%rax; ud2; 1:");
    TEST("jmp rcx", "lea 1f(%%rip), %%rcx; jmp *%%rcx; ud2; 1:");
    TEST("jmp mem", "lea 1f(%%rip), %%rax; push %%rax; jmp *(%%rsp); ud2; 1: lea 8(%%rsp), %%rsp");
    TEST("push ret", "lea 1f(%%rip), %%rax; push %%rax; ret; ud2; 1:");
    TEST("call next, pop", "call 1f; 1: pop %%rax");
    TEST("jrcxz taken", "mov $0, %%ecx; jrcxz 1f; ud2; 1:");
    TEST("jrcxz not taken", "mov $1, %%ecx; jrcxz 1f; nop; 1:");
    TEST("jecxz", "movabs $0x100000000, %%rcx; jecxz 1f; ud2; 1:");
    TEST("loop", "mov $5, %%ecx; 1: loop 1b");
    TEST("loope", "mov $5, %%ecx; 1: loope 1b");
    TEST("loopne", "mov $5, %%ecx; 1: loopne 1b");
    TEST("callee reads", "call f_read; push %%r8; popf");
    TEST("cld/std free loop", "mov $3, %%ecx; 1: lea -1(%%rcx), %%rcx; jrcxz 2f; jmp 1b; 2:");
    TEST("syscall", "mov $39, %%eax; mov %%r11, %%r8; syscall; mov %%r8, %%r11");

    /* Each condition decides exactly as the flags say, and leaves them alone. */
#define CC(cc) \
    do { \
        uint64_t taken = 0, taken2 = 0, moved = 0; \
        int wrong = 0; \
        for (int i = 0; i < 64; i++) { \
            uint64_t set, t, m, out, in = pattern(i) | 0x202; \
            asm volatile("push %4; popf; mov $0, %%ecx; mov $0, %%edx; mov $1, %%r8d; j" cc " 1f; jmp 2f; 1: mov $1, %%ecx; 2: set" cc " %%dl; mov $0, %%r9d; cmov" cc " %%r8, %%r9;" \
                         "pushf; pop %0; mov %%rcx, %1; mov %%rdx, %2; mov %%r9, %3" \
                         : "=&r"(out), "=&r"(t), "=&r"(set), "=&r"(m) : "r"(in) : "rcx", "rdx", "r8", "r9", "cc"); \
            taken = taken * 2 + t; \
            taken2 = taken2 * 2 + set; \
            moved = moved * 2 + m; \
            wrong += (out & 0x8d5) != pattern(i); \
        } \
        fact("j%-3s %016lx set %016lx cmov %016lx changed %d", cc, taken, taken2, moved, wrong); \
    } while (0)
    CC("o"); CC("no"); CC("b"); CC("ae"); CC("e"); CC("ne"); CC("be"); CC("a");
    CC("s"); CC("ns"); CC("p"); CC("np"); CC("l"); CC("ge"); CC("le"); CC("g");

    /* lahf and seto see what popf has set, after a branch. */
    uint64_t h = 0;
    for (int i = 0; i < 128; i++) {
        uint64_t ax, o, in = pattern(i) | 0x202;
        asm volatile("lea -128(%%rsp), %%rsp; push %2; popf; call f_ret; mov $0, %%eax; lahf; seto %%al; mov %%rax, %0; call f_itail; pushf; pop %1; cld; lea 128(%%rsp), %%rsp"
                     : "=&r"(ax), "=&r"(o) : "r"(in) : "rax", "cc", "memory");
        ax &= 0xffff;
        h = hash(&ax, 8, h);
        o &= 0xcd5;
        h = hash(&o, 8, h);
    }
    fact("lahf/seto %016lx", h);

    /* Other flag bits: ID and AC can be toggled and stay; TF, NT are left alone here. */
    uint64_t got;
    asm volatile("pushf; orq $0x200000, (%%rsp); popf; call f_itail; pushf; pop %0" : "=r"(got) :: "rax", "cc", "memory");
    fact("ID stays %d", !!(got & 0x200000));
    asm volatile("pushf; andq $~0x200000, (%%rsp); popf; call f_itail; pushf; pop %0" : "=r"(got) :: "rax", "cc", "memory");
    fact("ID cleared %d", !(got & 0x200000));
    asm volatile("pushf; orq $0x40000, (%%rsp); popf; call f_itail; pushf; pop %0; pushf; andq $~0x40000, (%%rsp); popf" : "=r"(got) :: "rax", "cc", "memory");
    fact("AC stays %d", !!(got & 0x40000));
    asm volatile("pushf; orq $0x4000, (%%rsp); popf; call f_itail; pushf; pop %0; pushf; andq $~0x4000, (%%rsp); popf" : "=r"(got) :: "rax", "cc", "memory");
    fact("NT stays %d", !!(got & 0x4000));
    asm volatile("pushfw; popw %w0" : "=r"(got));
    fact("pushfw fixed bits %lx", got & 0x302);
    return 0;
}
