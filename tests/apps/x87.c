/* tests/apps/x87.c - x87 and MMX state lives through branches, calls, system calls and signals.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

static void on_signal(int s)
{
    /* The handler starts with a fresh unit and may leave anything behind. */
    uint16_t cw, sw;
    asm volatile("fnstcw %0; fnstsw %1" : "=m"(cw), "=m"(sw));
    fact("  handler: control %x status %x", cw, sw);
    long double x = s;
    for (int i = 0; i < 100; i++)
        x = x * 1.0001L + 1;
    asm volatile("fninit; fldpi; fldpi; fldpi");
}

asm(".text\nsimple: ret\nindirect: lea simple(%rip), %rax; jmp *%rax\n");
extern char simple[], indirect[];

#define FILL "fninit; fld1; fldpi; fldl2e; fldln2; fldz; fldlg2; fldl2t; fld1; fchs; "
struct fx { char bytes[512]; } __attribute__((aligned(16)));

static uint64_t digest(const struct fx *x)
{
    /* Not the instruction and operand pointers: x87_pc.c looks at them. */
    uint64_t h = hash(x->bytes, 6, 0);
    for (int i = 0; i < 8; i++)
        h = hash(x->bytes + 32 + 16 * i, 10, h);
    return h;
}

#define AFTER(name, body) \
    do { \
        static struct fx x; \
        asm volatile("lea -256(%%rsp), %%rsp; " FILL body "; fxsave %0; emms; lea 256(%%rsp), %%rsp" : "=m"(x)::"rax", "rbx", "rcx", "rdx", "rdi", "rsi", "r8", "r9", "r10", "r11", "memory", "cc"); \
        fact("%-20s %016lx", name, digest(&x)); \
    } while (0)

static long double series(int n)
{
    long double s = 0;
    for (int i = 1; i < n; i++)
        s += 1.0L / i * (i % 3 ? 1 : -1);
    return s;
}

int main(void)
{
    signal(SIGUSR1, on_signal);
    AFTER("nothing", "");
    AFTER("call", "call simple");
    AFTER("indirect", "call indirect");
    AFTER("system call", "mov $39, %%eax; syscall");
    AFTER("signal", "mov $39, %%eax; syscall; mov %%eax, %%edi; mov $186, %%eax; syscall; mov %%eax, %%esi; mov $10, %%edx; mov $234, %%eax; syscall");
    AFTER("control word", "movw $0x27f, -8(%%rsp); fldcw -8(%%rsp); call indirect");
    AFTER("rounding up", "movw $0xb7f, -8(%%rsp); fldcw -8(%%rsp); fistpl -16(%%rsp); fildl -16(%%rsp)");
    AFTER("divide by zero", "fldz; fxch %%st(1); fdivp %%st, %%st(1); call indirect");
    AFTER("pending exception masked", "fldpi; fldz; fdivrp; call indirect");
    AFTER("mmx", "movl $0x12345678, -8(%%rsp); movd -8(%%rsp), %%mm3; pshufw $0x1b, %%mm3, %%mm5; paddd %%mm3, %%mm5; call indirect; movq %%mm5, %%mm1");
    AFTER("fcmov, fcomi", "fldpi; fcomi %%st(2), %%st; call indirect; fcmovb %%st(3), %%st; fcmovnbe %%st(2), %%st");
    AFTER("fincstp, ffree", "fincstp; fincstp; ffree %%st(1); call indirect; fdecstp");
    AFTER("transcendental", "fsin; fxch; fcos; fpatan; f2xm1; fld1; fscale; fyl2x; fptan; frndint; fsqrt");
    fact("series %.18Lf", series(10000));
    fact("printf of long doubles %Lg %.10Le %La", 1e4000L, 3.14159L, 0.1L);
    static struct fx x, environment;
    asm volatile("fninit; fldpi; fnsave %0; frstor %0; fnstenv %1; fldenv %1; fxsave %0; fxrstor %0; fxsave %0; emms"
                 : "=m"(x), "=m"(environment)::"memory");
    fact("fnsave/frstor %016lx", digest(&x));
    return 0;
}
