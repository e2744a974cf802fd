/* tests/apps/control.c - control flow: recursion, longjmp, contexts, computed goto, big switches, many targets.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <execinfo.h>
#include <setjmp.h>
#include <sys/resource.h>

static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
__attribute__((noinline, optimize("no-optimize-sibling-calls"))) static long deep(long n)
{
    volatile long x = n;
    return n ? deep(n - 1) + (x & 1) : 0;
}
static int ackermann(int m, int n) { return m ? n ? ackermann(m - 1, ackermann(m, n - 1)) : ackermann(m - 1, 1) : n + 1; }

static jmp_buf env;
static int jumps;
__attribute__((noinline)) static void thrower(int n)
{
    if (n > 0)
        thrower(n - 1);
    if (n <= 0)
        longjmp(env, 1 + jumps % 100);
}

static ucontext_t main_context, co[3];
static long switched;
static void coroutine(int me)
{
    for (int i = 0; i < 5000; i++) {
        switched += me;
        swapcontext(&co[me], &co[(me + 1) % 3]);
    }
}

static long interpret(const unsigned char *code, long a)
{
    static void *const ops[] = {&&add, &&sub, &&mul, &&xor_, &&shift, &&loop, &&end};
    const unsigned char *pc = code;
    long n = 20000;
#define NEXT goto *ops[*pc++]
    NEXT;
add: a += 3; NEXT;
sub: a -= 1; NEXT;
mul: a *= 7; NEXT;
xor_: a ^= n; NEXT;
shift: a = (long)((unsigned long)a >> 3 | (unsigned long)a << 61); NEXT;
loop: if (--n) pc = code; NEXT;
end: return a;
}

#define C1(n) case n: x = x * 33 + n; break;
#define C4(n) C1(n) C1(n + 1) C1(n + 2) C1(n + 3)
#define C16(n) C4(n) C4(n + 4) C4(n + 8) C4(n + 12)
#define C64(n) C16(n) C16(n + 16) C16(n + 32) C16(n + 48)
#define C256(n) C64(n) C64(n + 64) C64(n + 128) C64(n + 192)
#define C1024(n) C256(n) C256(n + 256) C256(n + 512) C256(n + 768)
__attribute__((noinline)) static uint64_t huge(uint64_t x, unsigned n)
{
    switch (n % 1100) { C1024(0) default: x ^= n; }
    return x;
}

/* 1024 functions, each its own indirect target. */
#define F1(n) __attribute__((noinline)) static uint64_t f##n(uint64_t x) { return x * (2 * 0x##n + 1) + 0x##n; }
#define F16(n) F1(n##0) F1(n##1) F1(n##2) F1(n##3) F1(n##4) F1(n##5) F1(n##6) F1(n##7) F1(n##8) F1(n##9) F1(n##a) F1(n##b) F1(n##c) F1(n##d) F1(n##e) F1(n##f)
#define F256(n) F16(n##0) F16(n##1) F16(n##2) F16(n##3) F16(n##4) F16(n##5) F16(n##6) F16(n##7) F16(n##8) F16(n##9) F16(n##a) F16(n##b) F16(n##c) F16(n##d) F16(n##e) F16(n##f)
F256(1) F256(2) F256(3) F256(4)
#define P1(n) f##n,
#define P16(n) P1(n##0) P1(n##1) P1(n##2) P1(n##3) P1(n##4) P1(n##5) P1(n##6) P1(n##7) P1(n##8) P1(n##9) P1(n##a) P1(n##b) P1(n##c) P1(n##d) P1(n##e) P1(n##f)
#define P256(n) P16(n##0) P16(n##1) P16(n##2) P16(n##3) P16(n##4) P16(n##5) P16(n##6) P16(n##7) P16(n##8) P16(n##9) P16(n##a) P16(n##b) P16(n##c) P16(n##d) P16(n##e) P16(n##f)
static uint64_t (*const functions[])(uint64_t) = {P256(1) P256(2) P256(3) P256(4)};

__attribute__((noinline)) static int trace_it(int n)
{
    void *frames[50];
    if (n)
        return trace_it(n - 1) + 1;
    int count = backtrace(frames, 50), mine = 0;
    for (int i = 0; i < count; i++)
        mine += (char *)frames[i] >= (char *)trace_it && (char *)frames[i] < (char *)trace_it + 400;
    return mine * 100 + (__builtin_return_address(0) > (void *)trace_it && __builtin_return_address(0) < (void *)((char *)trace_it + 400));
}

int main(void)
{
    fact("fib %ld", fib(24));
    fact("ackermann %d", ackermann(2, 200));
    fact("deep %ld", deep(80000));
    for (int i = 0; i < 5; i++)
        fact("deeper %ld", deep(10000 + i));
    volatile long sum = 0;
    for (jumps = 0; jumps < 5000; jumps++) {
        int r = setjmp(env);
        if (r == 0)
            thrower(jumps % 50);
        sum += r;
    }
    fact("longjmp %ld", sum);
    static char stacks[3][65536];
    for (int i = 0; i < 3; i++) {
        getcontext(&co[i]);
        co[i].uc_stack.ss_sp = stacks[i];
        co[i].uc_stack.ss_size = sizeof stacks[i];
        co[i].uc_link = &main_context;
        makecontext(&co[i], (void (*)(void))coroutine, 1, i);
    }
    swapcontext(&main_context, &co[0]);
    fact("contexts %ld", switched);
    static const unsigned char program[] = {0, 3, 2, 4, 1, 0, 3, 5, 6};
    fact("computed goto %lx", interpret(program, 5));
    uint64_t x = 1;
    for (unsigned i = 0; i < 30000; i++)
        x = huge(x, i * 7919);
    fact("huge switch %lx", x);
    for (unsigned i = 0; i < 60000; i++)
        x = functions[(x >> 20 ^ i) % COUNT(functions)](x);
    fact("many indirect targets %lx", x);
    fact("backtrace %d", trace_it(10));
    return 0;
}
