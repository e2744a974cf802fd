/* tests/apps/sigcontext.c - the frame a handler gets, and what it changes in there takes effect.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>

extern char resume_here[];
static volatile int mode, rounds;
static ucontext_t *raw;
static uint64_t sp_before;

static void handler(int s, siginfo_t *i, void *uc)
{
    ucontext_t *u = uc;
    switch (mode) {
    case 0: { /* layout */
        uint64_t rsp = (uint64_t)GREG(u, RSP), frame = (uint64_t)uc;
        fact("  below the red zone %d, distance < 4096: %d", frame < rsp - 128, rsp - frame < 8192);
        fact("  siginfo after ucontext %ld, fpregs after %d, aligned %lu", (long)((char *)i - (char *)u), (char *)u->uc_mcontext.fpregs > (char *)i, (uint64_t)u->uc_mcontext.fpregs % 64);
        fact("  flags %lx link %p mask %lx cs %llx", u->uc_flags, (void *)u->uc_link, u->uc_sigmask.__val[0], GREG(u, CSGSFS) & 0xffff);
        uint32_t *sw = (uint32_t *)((char *)u->uc_mcontext.fpregs + 464);
        fact("  fp magic %x extended %u features %x%08x size %u", sw[0], sw[1], sw[3], sw[2], sw[4]);
        if (sw[0] == 0x46505853)
            fact("  magic at the end %x", *(uint32_t *)((char *)u->uc_mcontext.fpregs + sw[4]));
        fact("  frame's return address is not 0: %d", ((uint64_t *)u)[-1] != 0);
        uint64_t here;
        asm volatile("lea 0(%%rip), %0" : "=r"(here));
        fact("  aligned for a call: %d", (uint64_t)__builtin_frame_address(0) % 16 == 0);
        break;
    }
    case 1: /* pc */
        GREG(u, RIP) = (long long)resume_here;
        GREG(u, RAX) = 77;
        break;
    case 2: /* all registers and flags */
        GREG(u, RAX) = 1, GREG(u, RBX) = 2, GREG(u, RCX) = 3, GREG(u, RDX) = 4, GREG(u, RSI) = 5, GREG(u, RDI) = 6;
        GREG(u, R8) = 8, GREG(u, R9) = 9, GREG(u, R10) = 10, GREG(u, R11) = 11, GREG(u, R12) = 12, GREG(u, R13) = 13, GREG(u, R14) = 14, GREG(u, R15) = 15;
        GREG(u, EFL) = (GREG(u, EFL) & ~0x8d5) | 0x891;
        GREG(u, RIP) += 2;
        break;
    case 3: /* mask */
        sigaddset(&u->uc_sigmask, SIGWINCH);
        break;
    case 4: /* floating point and vectors */
        u->uc_mcontext.fpregs->_xmm[3].element[0] = 0x11223344;
        u->uc_mcontext.fpregs->mxcsr = 0x1f80 | 0x6000;
        u->uc_mcontext.fpregs->cwd = 0x27f;
        GREG(u, RIP) += 2;
        break;
    case 5: /* stack pointer */
        sp_before = (uint64_t)GREG(u, RSP);
        GREG(u, RSP) -= 4096;
        GREG(u, RIP) += 2;
        break;
    case 6: /* a bad pc: faults there after the return */
        mode = 7;
        GREG(u, RIP) = 0x10;
        break;
    case 7:
        if (rounds < 2)
            fact("  at %llx signal %d addr %p", GREG(u, RIP), s, i->si_addr);
        GREG(u, RIP) = (long long)resume_here;
        GREG(u, RAX) = 78;
        break;
    case 8: /* a non-canonical pc: the return itself fails */
        mode = 7;
        GREG(u, RIP) = (long long)0x8000000000000000ull;
        break;
    case 9: /* flags: a handler starts with DF clear, TF clear */
    {
        uint64_t f;
        asm volatile("pushf; pop %0" : "=r"(f));
        if (rounds < 2)
            fact("  in the handler DF %d, saved DF %d", !!(f & 0x400), !!(GREG(u, EFL) & 0x400));
        GREG(u, RIP) += 2;
        break;
    }
    case 10: /* upper half of a ymm register, kept across */
        asm volatile("vpcmpeqd %%ymm5, %%ymm5, %%ymm5" ::: "xmm5");
        GREG(u, RIP) += 2;
        break;
    case 11: /* registers as the handler finds them */
        break;
    }
    raw = u;
}

asm(".text\nchanged_pc: xor %eax, %eax; ud2; resume_here: ret");
uint64_t changed_pc(void);

int main(void)
{
    handle(SIGILL, handler, 0);
    handle(SIGSEGV, handler, 0);
    handle(SIGUSR1, handler, 0);
    __builtin_cpu_init();
    mode = 0;
    raise(SIGUSR1);
    for (int round = 0; round < 20; round++) {
        rounds = round;
        uint64_t a, b, c, d, f, h = 0;
        for (int k = 0; k < 3; k++) {
            mode = (int[]){1, 6, 8}[k];
            a = changed_pc();
            if (round < 2)
                fact("pc changed, mode %d: rax %lu", k, a);
            h += a;
        }
        mode = 2;
        uint64_t out[15];
        asm volatile("push %%rbp; push %%rbx; lea -256(%%rsp), %%rsp; mov %0, %%rbp; ud2; lea 256(%%rsp), %%rsp; pushf; mov %%rax,(%%rbp); mov %%rbx,8(%%rbp); mov %%rcx,16(%%rbp); mov %%rdx,24(%%rbp); mov %%rsi,32(%%rbp);"
                     "mov %%rdi,40(%%rbp); mov %%r8,48(%%rbp); mov %%r9,56(%%rbp); mov %%r10,64(%%rbp); mov %%r11,72(%%rbp); mov %%r12,80(%%rbp); mov %%r13,88(%%rbp); mov %%r14,96(%%rbp); mov %%r15,104(%%rbp);"
                     "popq 112(%%rbp); pop %%rbx; pop %%rbp" ::"r"(out) : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "memory");
        h = hash(out, 14 * 8, h);
        f = out[14] & 0x8d5;
        if (round < 2)
            fact("registers %016lx flags %lx", h, f);
        mode = 4;
        uint32_t mx;
        uint16_t cw;
        asm volatile("lea -256(%%rsp), %%rsp; ud2; lea 256(%%rsp), %%rsp; stmxcsr %0; fnstcw %1; movd %%xmm3, %k2" : "=m"(mx), "=m"(cw), "=r"(b)::"xmm3", "memory");
        if (round < 2)
            fact("mxcsr %x fcw %x xmm3 %x", mx, cw, (uint32_t)b);
        mx = 0x1f80, cw = 0x37f;
        asm volatile("ldmxcsr %0; fldcw %1" ::"m"(mx), "m"(cw));
        mode = 5;
        asm volatile("mov %%rsp, %0; lea -256(%%rsp), %%rsp; ud2; mov %%rsp, %1; lea 4352(%%rsp), %%rsp; mov %%rsp, %2" : "=&r"(c), "=&r"(d), "=&r"(a)::"memory");
        if (round < 2)
            fact("stack pointer moved by %ld, restored %d", (long)(c - d), a == c);
        mode = 9;
        asm volatile("lea -256(%%rsp), %%rsp; std; ud2; pushf; pop %0; cld; lea 256(%%rsp), %%rsp" : "=r"(a)::"memory", "cc");
        if (round < 2)
            fact("DF still set %d", !!(a & 0x400));
        if (__builtin_cpu_supports("avx2")) {
            mode = 10;
            uint64_t y[4];
            asm volatile("lea -256(%%rsp), %%rsp; vpxor %%ymm5, %%ymm5, %%ymm5; ud2; lea 256(%%rsp), %%rsp; vmovdqu %%ymm5, %0; vzeroupper" : "=m"(y)::"xmm5", "memory");
            if (round < 2)
                fact("ymm5 %lx %lx", y[0], y[3]);
        }
    }
    mode = 3;
    raise(SIGUSR1);
    sigset_t m;
    sigprocmask(SIG_BLOCK, NULL, &m);
    fact("mask changed by the handler: SIGWINCH blocked %d SIGUSR1 %d", sigismember(&m, SIGWINCH), sigismember(&m, SIGUSR1));
    return 0;
}
