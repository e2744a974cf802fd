/* tests/apps/narrow.c - what processors of different vendors decode differently: near branches with an
 * operand-size prefix (AMD's cut the target to 16 bits, Intel's ignore it), far pointers under REX.W,
 * lock mov cr0, undefined instructions at the end of a page; and REX where it does nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <asm/prctl.h>
#include <setjmp.h>

/* Each case has a slot of its own at CODE. The first 64 KB hold int3, and code in LOW_CODE, if the
 * system lets them be mapped: natively and under the runtime alike. */
#define CODE 0x7000120000ul
#define LOW 0x4000ul
#define LOW_SIZE 0x8000ul
#define SLOT 0x40
#define DATA ((void *)0x7000100000)
#define END_OF_PAGE (CODE + 0x20000)

static sigjmp_buf after;
static unsigned char stack[65536] __attribute__((aligned(4096)));
#define SP ((uint64_t *)(stack + 32768))
static unsigned char alternate[65536];

static void on_signal(int signo, siginfo_t *i, void *u)
{
    uint64_t rsp = (uint64_t)GREG(u, RSP);
    uint16_t top;
    if (rsp < (uint64_t)stack || rsp > (uint64_t)stack + sizeof stack - 2)
        rsp = (uint64_t)stack;
    memcpy(&top, (void *)rsp, 2);
    fact("  signal %d code %d at %llx addr %lx rsp %+ld rax %llx rcx %llx rdx %llx top %x", signo, i->si_code,
         GREG(u, RIP), signo == SIGSEGV || signo == SIGILL ? (uint64_t)i->si_addr : 0, (long)(rsp - (uint64_t)SP),
         GREG(u, RAX), GREG(u, RCX), GREG(u, RDX), top);
    siglongjmp(after, 1);
}

/* Runs the code at `at` until it traps: rax points to the data, rcx counts, rdx is 0; flags as given. */
static void run(const char *name, uint64_t at, const void *data, uint64_t count, uint64_t flags)
{
    fact("%s", name);
    memset(stack, 0x11, sizeof stack);
    SP[0] = at;
    if (sigsetjmp(after, 1) == 0)
        asm volatile("mov %0, %%rsp; push %1; popfq; ret"
                     : : "r"(SP), "r"(flags), "a"(data), "c"(count), "d"(0) : "memory");
}

enum { PLAIN = 0x202, ZERO = 0x242 };

struct one {
    const char *name;
    unsigned length;
    unsigned char bytes[16];
    uint64_t count;
    unsigned flags;
};

static const struct one cases[] = {
    { "jmp rel16", 6, { 0x66, 0xe9, 0x00, 0x40, 0x00, 0x00 }, 5, PLAIN },
    { "jmp rel16 backwards, wraps", 6, { 0x66, 0xe9, 0x00, 0x90, 0xff, 0xff }, 5, PLAIN },
    { "call rel16", 6, { 0x66, 0xe8, 0x00, 0x40, 0x00, 0x00 }, 5, PLAIN },
    { "jz rel16 taken", 7, { 0x66, 0x0f, 0x84, 0x00, 0x40, 0x00, 0x00 }, 5, ZERO },
    { "jz rel16 not taken", 10, { 0x66, 0x0f, 0x84, 0x00, 0x40, 0x0f, 0xb6, 0xc9, 0xff, 0xc1 }, 0x1205, PLAIN },
    { "rex.w jmp", 7, { 0x66, 0x48, 0xe9, 0x04, 0x00, 0x00, 0x00 }, 5, PLAIN },
    { "rex.w call", 7, { 0x66, 0x48, 0xe8, 0x04, 0x00, 0x00, 0x00 }, 5, PLAIN },
    { "idle rex.w jmp", 7, { 0x48, 0x66, 0xe9, 0x00, 0x40, 0x00, 0x00 }, 5, PLAIN },
    { "two prefixes", 7, { 0x66, 0x66, 0xe9, 0x00, 0x40, 0x00, 0x00 }, 5, PLAIN },
    { "bnd jmp", 7, { 0xf2, 0x66, 0xe9, 0x00, 0x40, 0x00, 0x00 }, 5, PLAIN },
    { "jmp rel8", 3, { 0x66, 0xeb, 0x20 }, 5, PLAIN },
    { "jnz rel8 taken", 3, { 0x66, 0x75, 0x20 }, 5, PLAIN },
    { "jnz rel8 not taken", 5, { 0x66, 0x75, 0x20, 0xff, 0xc1 }, 5, ZERO },
    { "loop", 3, { 0x66, 0xe2, 0x20 }, 5, PLAIN },
    { "loop ends", 3, { 0x66, 0xe2, 0x20 }, 1, PLAIN },
    { "loop from 0", 3, { 0x66, 0xe2, 0x20 }, 0, PLAIN },
    { "loop with ecx", 4, { 0x66, 0x67, 0xe2, 0x20 }, 0x700000005, PLAIN },
    { "loop with ecx ends", 4, { 0x66, 0x67, 0xe2, 0x20 }, 0x700000001, PLAIN },
    { "loope, zero", 3, { 0x66, 0xe1, 0x20 }, 5, ZERO },
    { "loope, not zero", 3, { 0x66, 0xe1, 0x20 }, 5, PLAIN },
    { "loopne, zero", 3, { 0x66, 0xe0, 0x20 }, 5, ZERO },
    { "loopne, not zero", 3, { 0x66, 0xe0, 0x20 }, 5, PLAIN },
    { "jrcxz taken", 3, { 0x66, 0xe3, 0x20 }, 0, PLAIN },
    { "jrcxz not taken", 3, { 0x66, 0xe3, 0x20 }, 0x100000000, PLAIN },
    { "jecxz taken", 4, { 0x66, 0x67, 0xe3, 0x20 }, 0x100000000, PLAIN },
    { "ret", 7, { 0x68, 0x08, 0x50, 0x00, 0x00, 0x66, 0xc3 }, 5, PLAIN },
    { "ret 16", 9, { 0x68, 0x08, 0x50, 0x00, 0x00, 0x66, 0xc2, 0x10, 0x00 }, 5, PLAIN },
    { "rex.w ret", 3, { 0x66, 0x48, 0xc3 }, 5, PLAIN },
    { "jmp reg", 8, { 0xb9, 0x08, 0x50, 0x07, 0x00, 0x66, 0xff, 0xe1 }, 5, PLAIN },
    { "call reg", 8, { 0xb9, 0x08, 0x50, 0x07, 0x00, 0x66, 0xff, 0xd1 }, 5, PLAIN },
    { "call r9", 10, { 0x41, 0xb9, 0x08, 0x50, 0x07, 0x00, 0x66, 0x41, 0xff, 0xd1 }, 5, PLAIN },
    { "jmp mem", 3, { 0x66, 0xff, 0x20 }, 5, PLAIN },
    { "call mem", 4, { 0x66, 0xff, 0x50, 0x08 }, 5, PLAIN },
    { "call mem by rip", 10, { 0x66, 0xff, 0x15, 0x01, 0x00, 0x00, 0x00, 0xcc, 0x08, 0x50 }, 5, PLAIN },
    { "call mem that is not there", 3, { 0x66, 0xff, 0x12 }, 5, PLAIN },
    { "call with a bad stack", 5, { 0x31, 0xe4, 0x66, 0xff, 0xd1 }, 0x5008, PLAIN },
    { "call into low code, back by a narrow ret", 8, { 0xb9, 0x00, 0xb0, 0x00, 0x00, 0x66, 0xff, 0xd1 }, 5, PLAIN },
    { "idle rex.b jmp", 4, { 0x41, 0x2e, 0xff, 0xe1 }, 0x5008, PLAIN },
    { "idle rex.b narrow jmp", 4, { 0x41, 0x66, 0xff, 0xe1 }, 0x75008, PLAIN },
    { "lock mov cr0", 4, { 0xf0, 0x0f, 0x20, 0xc0 }, 5, PLAIN },
    { "lock verw", 4, { 0xf0, 0x0f, 0x00, 0x28 }, 5, PLAIN },
    { "nop with the code of a bound that does not exist", 4, { 0x66, 0x0f, 0x1a, 0xe8 }, 5, PLAIN },
    { "nop with the code of bndstx by rip", 7, { 0x0f, 0x1b, 0x35, 0x00, 0x00, 0x00, 0x00 }, 5, PLAIN },
    { "lock mov cr2", 4, { 0xf0, 0x0f, 0x20, 0xd0 }, 5, PLAIN },
    { "mov cr8", 4, { 0x44, 0x0f, 0x20, 0xc0 }, 5, PLAIN },
    { "idle rex.w movs", 4, { 0x48, 0x66, 0x8b, 0x08 }, 5, PLAIN },
    { "gs mov", 9, { 0x65, 0x48, 0x8b, 0x0c, 0x25, 0, 0, 0, 0 }, 5, PLAIN },
    { "idle rex.w gs mov", 9, { 0x48, 0x65, 0x8b, 0x0c, 0x25, 0, 0, 0, 0 }, 5, PLAIN },
    { "idle rex.w gs moffs", 11, { 0x48, 0x65, 0xa1, 0, 0, 0, 0, 0, 0, 0, 0 }, 5, PLAIN },
    { "idle rex.w gs lods", 5, { 0x31, 0xf6, 0x48, 0x65, 0xad }, 5, PLAIN },
    { "idle rex.b rdgsbase", 5, { 0x41, 0xf3, 0x0f, 0xae, 0xc9 }, 5, PLAIN },
};

/* Bytes that end with their page, behind which there is nothing. */
static const struct one at_end[] = {
    { "ud2", 2, { 0x0f, 0x0b }, 5, PLAIN },
    { "ud1 without its operand", 2, { 0x0f, 0xb9 }, 5, PLAIN },
    { "ud0 without its operand", 2, { 0x0f, 0xff }, 5, PLAIN },
    { "ud1 without its displacement", 3, { 0x0f, 0xb9, 0x80 }, 5, PLAIN },
    { "ud1 without its last byte", 1, { 0x0f }, 5, PLAIN },
    { "jmp rel16", 4, { 0x66, 0xe9, 0x00, 0x40 }, 5, PLAIN },
    { "call rel16", 4, { 0x66, 0xe8, 0x00, 0x40 }, 5, PLAIN },
    { "jmp rel32, cut", 3, { 0xe9, 0x00, 0x40 }, 5, PLAIN },
    { "lock mov cr0, cut", 3, { 0xf0, 0x0f, 0x20 }, 5, PLAIN },
};

static bool map_low(void)
{
    static const unsigned char code[] = { 0xff, 0xc2, 0xff, 0xc2, 0x66, 0xc3 }; /* inc edx twice, ret */
    unsigned char *p = mmap((void *)LOW, LOW_SIZE, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p != (void *)LOW)
        return false;
    memset(p, 0xcc, LOW_SIZE);
    memcpy(p + 0x7000, code, sizeof code);
    NEED(mprotect(p, LOW_SIZE, PROT_READ | PROT_EXEC) == 0);
    return true;
}

static void run_cases(void)
{
    uint64_t *data = mmap(DATA, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    NEED(data == DATA);
    data[0] = 0x75010, data[1] = 0x95020;
    data[100] = 0x0807060504030201, data[101] = 0x0a09;
    NEED(syscall(SYS_arch_prctl, ARCH_SET_GS, data + 100) == 0);
    size_t size = (COUNT(cases) * SLOT + PAGE) & ~(PAGE - 1);
    unsigned char *code = mmap((void *)CODE, size, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    NEED(code == (void *)CODE);
    memset(code, 0xcc, size);
    for (size_t i = 0; i < COUNT(cases); i++)
        memcpy(code + i * SLOT, cases[i].bytes, cases[i].length);
    NEED(mprotect(code, size, PROT_READ | PROT_EXEC) == 0);
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int times = 0; times < 3; times++)
            run(cases[i].name, CODE + i * SLOT, data, cases[i].count, cases[i].flags);
}

static void run_at_end(void)
{
    for (size_t i = 0; i < COUNT(at_end); i++) {
        uint64_t end = END_OF_PAGE + i * 2 * PAGE + PAGE;
        unsigned char *p = mmap((void *)(end - PAGE), PAGE, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        NEED(p == (void *)(end - PAGE));
        memset(p, 0x90, PAGE);
        memcpy((void *)(end - at_end[i].length), at_end[i].bytes, at_end[i].length);
        NEED(mprotect(p, PAGE, PROT_READ | PROT_EXEC) == 0);
        run(at_end[i].name, end - at_end[i].length, DATA, at_end[i].count, at_end[i].flags);
    }
}

/* How much of a far pointer under REX.W is read, and what becomes of it. */
static void run_far_pointers(void)
{
    unsigned char *p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uint64_t rax;
    NEED(p != MAP_FAILED && mprotect(p + PAGE, PAGE, PROT_NONE) == 0);
    unsigned char *pointer = p + PAGE - 10;
    memcpy(pointer, "\x78\x56\x34\xf2\0\0\x9a\xbc\0\0", 10);
    asm volatile(".byte 0x48, 0x0f, 0xb5, 0x00" : "=a"(rax) : "a"(pointer)); /* lgs rax, [rax] */
    fact("lgs, 10 bytes: %lx", rax);
    if (sigsetjmp(after, 1) == 0) {
        memcpy(pointer + 4, "\x78\x56\x34\xf2\0\0", 6);
        asm volatile(".byte 0x48, 0x0f, 0xb5, 0x00" : "=a"(rax) : "a"(pointer + 4), "c"(0), "d"(0));
        fact("lgs, 6 bytes: %lx", rax);
    }
}

int main(void)
{
    stack_t s = { .ss_sp = alternate, .ss_size = sizeof alternate };
    NEED(sigaltstack(&s, NULL) == 0);
    handle(SIGTRAP, on_signal, SA_ONSTACK);
    handle(SIGSEGV, on_signal, SA_ONSTACK);
    handle(SIGILL, on_signal, SA_ONSTACK);
    handle(SIGBUS, on_signal, SA_ONSTACK);
    fact("low memory %d", map_low());
    run_cases();
    run_at_end();
    run_far_pointers();
    return 0;
}
