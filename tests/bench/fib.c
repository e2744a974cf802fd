/* tests/bench/fib.c - nothing but calls and returns.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>

/* How functions are called: the same on both systems makes the same machine code (ci/bench_windows). */
#ifndef BENCH_ABI
#define BENCH_ABI
#endif

/* Kept a plain recursion: the compiler may neither inline nor turn one call into a loop. */
__attribute__((noinline, noclone, optimize("no-optimize-sibling-calls"))) BENCH_ABI static unsigned
fib(unsigned n)
{
    if (n < 2)
        return n;
    unsigned a = fib(n - 1);
    __asm__ volatile("" : "+r"(a));
    return a + fib(n - 2);
}

int main(int argc, char **argv)
{
    printf("%u\n", fib((unsigned)atoi(argc > 1 ? argv[1] : "32")));
    return 0;
}
