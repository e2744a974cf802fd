/* tests/apps/x87_pc.c - the "last x87 instruction" pointer is an application address.
 * SPDX-License-Identifier: Apache-2.0
 *
 * fnstenv, fnsave, fxsave and xsave store the address of the last x87 instruction; some
 * programs (old position-independent shellcode, debuggers) use it.
 */
#include "probe.h"

static double value = 2.5;
static _Alignas(64) char area[4096];

int main(void)
{
    char *pc, *expected;
    for (int i = 0; i < 3; i++) {
        asm volatile("fninit; 1: fldl %2; fnstenv %1; lea 1b(%%rip), %0; fstp %%st(0)" : "=&r"(expected), "=m"(area) : "m"(value));
        fact("fnstenv: low half of the pc agrees %d", *(uint32_t *)(area + 12) == (uint32_t)(uintptr_t)expected);
        asm volatile("fninit; 1: fldl %2; fnsave %1; lea 1b(%%rip), %0" : "=&r"(expected), "=m"(area) : "m"(value));
        fact("fnsave: %d", *(uint32_t *)(area + 12) == (uint32_t)(uintptr_t)expected);
        /* AMD stores the pointers with fxsave and xsave only while an exception is pending. */
        asm volatile("fninit; 1: fldl %2; fxsave64 %1; lea 1b(%%rip), %0; fstp %%st(0)" : "=&r"(expected), "=m"(area) : "m"(value));
        pc = *(char **)(area + 8);
        fact("fxsave64: %d", pc == expected || pc == NULL);
        memset(area, 0, sizeof area);
        asm volatile("fninit; 1: fldl %2; xsave64 %1; lea 1b(%%rip), %0; fstp %%st(0)" : "=&r"(expected), "=m"(area) : "m"(value), "a"(7), "d"(0));
        pc = *(char **)(area + 8);
        fact("xsave64: %d", pc == expected || pc == NULL);
    }
    return 0;
}
