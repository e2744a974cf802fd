/* tests/apps/isa.c - instructions with implicit operands, odd encodings or system state.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <cpuid.h>
#include <immintrin.h>
#include <sched.h>

static void strings(void)
{
    static char a[256], b[256];
    uint64_t h = 0;
    for (int n = 0; n < 60; n++) {
        for (int i = 0; i < 256; i++)
            a[i] = (char)(i * 5 + n), b[i] = (char)(i * 5);
        void *d = b + 100, *s = a + 90;
        uint64_t c = (uint64_t)n;
        asm volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(c)::"memory");
        h = hash(b, 256, h) + (uint64_t)((char *)d - b) + (uint64_t)((char *)s - a) * 3 + c;
        d = b + 200, s = a + 150, c = (uint64_t)n / 2;
        asm volatile("std; rep movsw; cld" : "+D"(d), "+S"(s), "+c"(c)::"memory");
        h = hash(b, 256, h) + (uint64_t)((char *)d - b) + (uint64_t)((char *)s - a) * 3 + c;
        d = b, c = (uint64_t)n / 4;
        asm volatile("rep stosl" : "+D"(d), "+c"(c) : "a"(0x12345678 + n) : "memory");
        h = hash(b, 256, h) + (uint64_t)((char *)d - b);
        d = b, c = (uint64_t)n / 8;
        asm volatile("rep stosq" : "+D"(d), "+c"(c) : "a"(0x12345678ull * (uint64_t)n) : "memory");
        h = hash(b, 256, h);
        d = b, c = 256;
        uint8_t f;
        asm volatile("repne scasb; sete %2" : "+D"(d), "+c"(c), "=r"(f) : "a"(n + 40) : "cc");
        h = h * 31 + c * 2 + f;
        d = b, s = a, c = 32;
        asm volatile("repe cmpsq; setb %3" : "+D"(d), "+S"(s), "+c"(c), "=r"(f)::"cc");
        h = h * 31 + c * 2 + f;
        d = b + 9, s = a + 9, c = 10;
        asm volatile("std; repne cmpsb; setb %3; cld" : "+D"(d), "+S"(s), "+c"(c), "=r"(f)::"cc");
        h = h * 31 + c * 2 + f;
        uint64_t x = 0;
        s = a, c = 5;
        asm volatile("rep lodsw; movzx %%ax, %%rax" : "+S"(s), "+c"(c), "+a"(x));
        h = h * 31 + x + c;
        s = a + 3;
        asm volatile("lodsq" : "+S"(s), "=a"(x));
        h = h * 31 + x;
    }
    fact("strings %016lx", h);
}

static void implicit(void)
{
    uint64_t h = 0;
    unsigned char xtable[256];
    for (int i = 0; i < 256; i++)
        xtable[i] = (unsigned char)(255 - i * 3);
    for (int i = 0; i < 256; i++) {
        uint64_t x = (uint64_t)i | 0x5500, d = 0, c;
        asm volatile("xlat" : "+a"(x) : "b"(xtable));
        h = h * 31 + x;
        x = 0x123456789abcdefull * (uint64_t)i;
        asm volatile("mul %2" : "+a"(x), "=d"(d) : "r"(x ^ 0x5555555555ull) : "cc");
        h = h * 31 + x + d;
        d = 3;
        asm volatile("div %2" : "+a"(x), "+d"(d) : "r"(0x7777777777ull + (uint64_t)i) : "cc");
        h = h * 31 + x + d;
        x = (uint64_t)(-i);
        asm volatile("cqo; idiv %2" : "+a"(x), "=&d"(d) : "r"(7ull) : "cc");
        h = h * 31 + x + d;
        asm volatile("mov %2, %%eax; cbw; cwde; cdqe; cwd; cdq" : "=&a"(x), "=&d"(d) : "r"(i));
        h = h * 31 + x + d;
        asm volatile("mov %1, %%eax; mov $5, %%ecx; mov %%al, %%ah; imul %%cl; mov %%al, %%cl; shl %%cl, %%eax; ror %%cl, %%rax" : "=&a"(x) : "r"(i) : "rcx", "cc");
        h = h * 31 + x;
        asm volatile("bsf %2, %0; bsr %2, %1" : "=r"(x), "=r"(d) : "r"((uint64_t)i + 1) : "cc");
        h = h * 31 + x * 64 + d;
        asm volatile("popcnt %1, %0" : "=r"(x) : "r"((uint64_t)i * 0x1010101) : "cc");
        h = h * 31 + x;
        uint8_t f;
        asm volatile("bt %2, %1; setc %0" : "=r"(f) : "m"(*(char(*)[256])xtable), "r"((uint64_t)i * 7) : "cc");
        h = h * 2 + f;
        asm volatile("mov $0xff00ff00, %k0; bswap %0; rcl $3, %0; rcr $1, %0; sar $2, %0; adc $7, %0; sbb $3, %0" : "=&r"(c)::"cc");
        h = h * 31 + c;
        asm volatile("mov %1, %%eax; sahf; lahf; cmc; setc %%al; stc; adc $1, %%al; clc; adc $1, %%al" : "=a"(x) : "r"(i << 8) : "cc");
        h = h * 31 + x;
        uint32_t crc = (uint32_t)i;
        crc = _mm_crc32_u64(crc, h) & 0xffffffff;
        h ^= crc;
    }
    fact("implicit operands %016lx", h);
}

static void cmpxchg(void)
{
    _Alignas(16) uint64_t m[2] = {1, 2};
    uint64_t a = 1, d = 2;
    uint8_t ok;
    asm volatile("lock cmpxchg16b %0; sete %3" : "+m"(m), "+a"(a), "+d"(d), "=q"(ok) : "b"(3ull), "c"(4ull) : "cc");
    fact("cmpxchg16b %d: %lu %lu", ok, m[0], m[1]);
    a = 9;
    asm volatile("cmpxchg16b %0; sete %3" : "+m"(m), "+a"(a), "+d"(d), "=q"(ok) : "b"(5ull), "c"(6ull) : "cc");
    fact("cmpxchg16b %d: %lu %lu, saw %lu %lu", ok, m[0], m[1], a, d);
    uint32_t w[2] = {7, 8}, lo = 7, hi = 8;
    asm volatile("lock cmpxchg8b %0; sete %3" : "+m"(w), "+a"(lo), "+d"(hi), "=q"(ok) : "b"(9), "c"(10) : "cc");
    fact("cmpxchg8b %d: %u %u", ok, w[0], w[1]);
}

static void system_state(void)
{
    unsigned a, b, c, d;
    uint64_t h = 0;
    for (unsigned leaf = 0; leaf <= 0x10; leaf++) {
        if (leaf == 1 || leaf == 0xb || leaf == 0xd)
            continue; /* the processor's number, and what XCR0 enables at the moment */
        __cpuid_count(leaf, 0, a, b, c, d);
        h = h * 31 + a + b + c + d;
    }
    __cpuid(1, a, b, c, d);
    fact("cpuid %016lx %08x %08x %08x", h, a, c, d);
    for (unsigned leaf = 0x80000000; leaf <= 0x80000008; leaf++) {
        __cpuid(leaf, a, b, c, d);
        fact("cpuid %x: %08x %08x %08x %08x", leaf, a, b, c, d);
    }
    uint32_t lo, hi;
    asm volatile("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
    fact("xcr0 %x %x", lo, hi);
    unsigned cpu, last = 0;
    uint64_t t1 = __rdtsc(), t2 = __rdtscp(&cpu), t3;
    asm volatile("lfence; rdtsc; shl $32, %%rdx; or %%rdx, %%rax" : "=a"(t3)::"rdx");
    fact("rdtsc grows %d %d, node/cpu plausible %d", t2 >= t1, t3 >= t2, (cpu & 0xfff) < 4096);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
    __rdtscp(&cpu);
    asm volatile(".byte 0xf3,0x0f,0xc7,0xf8" : "=a"(last)); /* rdpid rax */
    fact("rdpid agrees %d", last == cpu);
    uint64_t smsw;
    asm volatile("smsw %0" : "=r"(smsw));
    fact("smsw PE %d", (int)(smsw & 1));
    uint32_t mx;
    asm volatile("stmxcsr %0" : "=m"(mx));
    fact("mxcsr %x", mx);
    uint16_t cw;
    asm volatile("fnstcw %0" : "=m"(cw));
    fact("fcw %x", cw);
    uint64_t x;
    asm volatile("lsl %1, %0" : "=r"(x) : "r"(0x33ul) : "cc");
    fact("lsl %lx", x);
    asm volatile("lar %1, %0" : "=r"(x) : "r"(0x33ul) : "cc");
    fact("lar %lx", x);
    uint8_t r, w;
    asm volatile("verr %w2; setz %0; verw %w2; setz %1" : "=r"(r), "=r"(w) : "r"(0x2b) : "cc");
    fact("verr %d verw %d", r, w);
    asm volatile("mfence; sfence; lfence; pause; clflush %0; prefetcht0 %0; prefetchw %0; prefetchnta %0" ::"m"(x));
    int rnd = 0;
    for (int i = 0; i < 100; i++) {
        unsigned long long v, v2;
        rnd += _rdrand64_step(&v) && _rdrand64_step(&v2) && v != v2;
    }
    fact("rdrand works %d", rnd > 50);
    asm volatile("movnti %1, %0; sfence" : "=m"(x) : "r"(5ul));
    fact("movnti %lu", x);
}

/* movbe, bmi, adx, and other extensions, only where the machine has them */
__attribute__((target("bmi,bmi2,adx,movbe,lzcnt,aes,pclmul,sha,f16c,fma,avx2"))) static void extensions(void)
{
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("fma")) {
        fact("no avx2/bmi2/fma");
        return;
    }
    uint64_t h = 0;
    for (unsigned i = 1; i < 200; i++) {
        uint64_t x = i * 0x9e3779b97f4a7c15ull;
        unsigned long long y;
        h = h * 31 + _pdep_u64(x, h) + _pext_u64(h, x) + _bzhi_u64(x, i % 64) + _blsr_u64(x) + _tzcnt_u64(x) + _lzcnt_u64(x);
        _addcarryx_u64((unsigned char)(i & 1), x, h, &y);
        h ^= y;
        __m128i v = _mm_set_epi64x((long long)x, (long long)h);
        v = _mm_aesenc_si128(v, _mm_set1_epi32((int)i));
        v = _mm_xor_si128(v, _mm_clmulepi64_si128(v, v, 0x10));
        h = h * 31 + (uint64_t)_mm_extract_epi64(v, 0) + (uint64_t)_mm_extract_epi64(v, 1);
        __m256 f = _mm256_set1_ps((float)i);
        f = _mm256_fmadd_ps(f, f, _mm256_cvtph_ps(_mm_set1_epi16((short)(i & 0x3fff))));
        float out[8];
        _mm256_storeu_ps(out, f);
        h = hash(out, 32, h);
        int index_[8] = {7, 6, 5, 4, 3, 2, 1, 0};
        __m256i g = _mm256_i32gather_epi32((int *)out, _mm256_loadu_si256((void *)index_), 4);
        _mm256_storeu_si256((void *)out, g);
        h = hash(out, 32, h);
        uint64_t be;
        asm volatile("movbe %1, %0" : "=r"(be) : "m"(x));
        h += be;
    }
    fact("extensions %016lx", h);
}

int main(void)
{
    strings();
    implicit();
    cmpxchg();
    extensions();
    system_state();
    return 0;
}
