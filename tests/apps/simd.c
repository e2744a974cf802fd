/* tests/apps/simd.c - vector registers (SSE, AVX, AVX-512, masks) live across branches, calls, system calls, signals.
 * SPDX-License-Identifier: Apache-2.0
 *
 * xsave shows everything at once. The registers are filled with a pattern, something is done,
 * and they must all be as before; the runtime must never use them.
 */
#include "probe.h"
#include <sys/time.h>

static volatile int ticks;
static void on_tick(int s)
{
    ticks++;
    asm volatile("pxor %%xmm0, %%xmm0; pcmpeqd %%xmm7, %%xmm7; movdqa %%xmm7, %%xmm15" ::: "xmm0", "xmm7", "xmm15");
    double x = ticks;
    for (int i = 0; i < 20; i++)
        x = x * 1.5 + 1 / x;
    asm volatile("" ::"x"(x));
}
_Alignas(64) char pattern[4096], before[4096], after[4096];
static int avx, avx512;

asm(".text\nv_simple: ret\nv_indirect: lea v_simple(%rip), %rax; jmp *%rax\n");
extern char v_simple[], v_indirect[];

#define LOAD_SSE "movdqu (%0), %%xmm0; movdqu 16(%0), %%xmm1; movdqu 32(%0), %%xmm2; movdqu 48(%0), %%xmm3; movdqu 64(%0), %%xmm4; movdqu 80(%0), %%xmm5; movdqu 96(%0), %%xmm6; movdqu 112(%0), %%xmm7; movdqu 128(%0), %%xmm8; movdqu 144(%0), %%xmm9; movdqu 160(%0), %%xmm10; movdqu 176(%0), %%xmm11; movdqu 192(%0), %%xmm12; movdqu 208(%0), %%xmm13; movdqu 224(%0), %%xmm14; movdqu 240(%0), %%xmm15;"
#define LOAD_AVX "vmovdqu (%0), %%ymm0; vmovdqu 32(%0), %%ymm1; vmovdqu 64(%0), %%ymm2; vmovdqu 96(%0), %%ymm3; vmovdqu 128(%0), %%ymm4; vmovdqu 160(%0), %%ymm5; vmovdqu 192(%0), %%ymm6; vmovdqu 224(%0), %%ymm7; vmovdqu 256(%0), %%ymm8; vmovdqu 288(%0), %%ymm9; vmovdqu 320(%0), %%ymm10; vmovdqu 352(%0), %%ymm11; vmovdqu 384(%0), %%ymm12; vmovdqu 416(%0), %%ymm13; vmovdqu 448(%0), %%ymm14; vmovdqu 480(%0), %%ymm15;"
#define LOAD_512 "vmovdqu64 (%0), %%zmm0; vmovdqu64 64(%0), %%zmm1; vmovdqu64 128(%0), %%zmm7; vmovdqu64 192(%0), %%zmm15; vmovdqu64 256(%0), %%zmm16; vmovdqu64 320(%0), %%zmm17; vmovdqu64 384(%0), %%zmm23; vmovdqu64 448(%0), %%zmm30; vmovdqu64 512(%0), %%zmm31; kmovq (%0), %%k1; kmovq 8(%0), %%k2; kmovq 16(%0), %%k7;"
#define SAVE(where) "lea " #where "(%%rip), %%rdi; mov $0xe7, %%eax; xor %%edx, %%edx; xsave64 (%%rdi);"

/* Which components the processor believes to be in use: a context switch may change its mind about
 * one that holds nothing but zeros. What is not in use is zeros in the area, too. */
enum { XSTATE_BV = 512 };
#define CHECK(name, load, body) \
    do { \
        int wrong = 0; \
        for (int i = 0; i < 30; i++) { \
            memset(before, 0, sizeof before); \
            memset(after, 0, sizeof after); \
            pattern[i]++; \
            asm volatile("lea -256(%%rsp), %%rsp; " load SAVE(before) body "; " SAVE(after) " lea 256(%%rsp), %%rsp" \
                         ::"r"(pattern) : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "memory", "cc"); \
            wrong += memcmp(before + 24, after + 24, 8) != 0 || memcmp(before + 32, after + 32, XSTATE_BV - 32) != 0 || \
                memcmp(before + XSTATE_BV + 8, after + XSTATE_BV + 8, sizeof before - XSTATE_BV - 8) != 0; \
        } \
        fact("%-30s wrong %d", name, wrong); \
    } while (0)
#define CHECK_ALL(name, body) \
    do { \
        CHECK(name " sse", LOAD_SSE, body); \
        if (avx) \
            CHECK(name " avx", LOAD_AVX, body); \
        if (avx512) \
            CHECK(name " avx512", LOAD_512, body); \
    } while (0)

__attribute__((target("avx512f,avx512bw"))) static uint64_t kernel512(void)
{
    uint64_t h = 0;
    typedef int v16 __attribute__((vector_size(64)));
    v16 a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, b = a * 3;
    for (int i = 0; i < 5000; i++) {
        a = a * 5 + (b ^ i);
        v16 m = a > b;
        b = (b >> 1) - ((a & m) | (b & ~m));
    }
    h = hash(&a, sizeof a, h);
    return hash(&b, sizeof b, h);
}
__attribute__((target("avx2,fma"))) static uint64_t kernel256(void)
{
    static float x[4096], y[4096];
    for (int i = 0; i < 4096; i++)
        x[i] = (float)i / 3;
    for (int k = 0; k < 20; k++)
        for (int i = 0; i < 4095; i++)
            y[i] = x[i] * 0.5f + x[i + 1] * y[i] * 1e-4f;
    return hash(y, sizeof y, 0);
}

int main(void)
{
    __builtin_cpu_init();
    avx = __builtin_cpu_supports("avx2") != 0;
    avx512 = __builtin_cpu_supports("avx512bw") != 0;
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (char)(i * 73 + 11);
    handle(SIGUSR1, (void (*)(int, siginfo_t *, void *))on_tick, 0);
    CHECK_ALL("nothing", "");
    CHECK_ALL("branches", "mov $100, %%ecx; 1: dec %%ecx; jnz 1b; jmp 2f; ud2; 2: lea 3f(%%rip), %%rax; jmp *%%rax; ud2; 3:");
    CHECK_ALL("calls", "call v_simple; call v_indirect; lea v_indirect(%%rip), %%rcx; call *%%rcx");
    CHECK_ALL("system call", "mov $39, %%eax; syscall");
    CHECK_ALL("failing system call", "mov $999, %%eax; syscall");
    CHECK_ALL("mmap and munmap", "mov $9, %%eax; xor %%edi, %%edi; mov $4096, %%esi; mov $3, %%edx; mov $34, %%r10d; mov $-1, %%r8; xor %%r9d, %%r9d; syscall; mov %%rax, %%rdi; mov $4096, %%esi; mov $11, %%eax; syscall");
    CHECK_ALL("signal to oneself", "mov $39, %%eax; syscall; mov %%eax, %%r14d; mov $186, %%eax; syscall; mov %%r14d, %%edi; mov %%eax, %%esi; mov $10, %%edx; mov $234, %%eax; syscall");
    CHECK_ALL("cpuid", "xor %%eax, %%eax; xor %%ecx, %%ecx; cpuid");
    struct itimerval t = {{0, 500}, {0, 500}}, off = {{0, 0}, {0, 0}};
    signal(SIGALRM, on_tick);
    setitimer(ITIMER_REAL, &t, NULL);
    CHECK_ALL("timer", "mov $300000, %%ecx; 1: dec %%ecx; jnz 1b");
    int wrong = 0;
    uint64_t a = avx ? kernel256() : 0, b = avx512 ? kernel512() : 0;
    for (int i = 0; i < 60; i++)
        wrong += (avx ? kernel256() : 0) != a || (avx512 ? kernel512() : 0) != b;
    setitimer(ITIMER_REAL, &off, NULL);
    fact("kernels %016lx %016lx wrong %d, ticks %d", a, b, wrong, ticks > 10);
    return 0;
}
