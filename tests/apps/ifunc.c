/* tests/apps/ifunc.c - functions chosen at load time (IFUNC), in this program and in libc.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
static int (*resolve(void))(int)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse2") ? twice : thrice;
}
int chosen(int x) __attribute__((ifunc("resolve")));

int main(void)
{
    int (*volatile pointer)(int) = chosen;
    fact("chosen %d, by pointer %d", chosen(21), pointer(4));
    /* libc's string functions are IFUNCs that use the widest vectors of the machine. */
    static char a[5000], b[5000];
    uint64_t h = 0;
    for (size_t n = 0; n < 4200; n += 1 + n / 7)
        for (size_t at = 0; at < 70; at += 9) {
            for (size_t i = 0; i < n; i++)
                a[at + i] = (char)(i * 7 + n + 1) | 1;
            a[at + n] = 0;
            memset(b, 0x55, sizeof b);
            memcpy(b + 3, a + at, n + 1);
            h = hash(b, sizeof b, h);
            memmove(b + 5, b + 3, n);
            size_t lengths[4] = {strlen(b + 3), (size_t)(strchr(b + 3, 3) ? strchr(b + 3, 3) - b : 0),
                                 (size_t)(memcmp(a + at, b + 5, n) > 0),
                                 (size_t)(strcmp(a + at, b + 5) > 0)};
            h = hash(lengths, sizeof lengths, h);
        }
    fact("libc strings %016lx", h);
    return 0;
}
