/* core/x86/cpu.c - what this processor can do, as far as emitted code depends on it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/x86/cpu.h"
#include <stdint.h>

static void
cpuid(uint32_t leaf, uint32_t sub, uint32_t out[4])
{
    __asm__ volatile("cpuid"
                     : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3])
                     : "0"(leaf), "2"(sub));
}

bool
cpu_has_bmi2(void)
{
    static int8_t known; /* 0: not asked yet */
    if (known == 0) {
        uint32_t r[4];
        cpuid(0, 0, r);
        bool has = false;
        if (r[0] >= 7) {
            cpuid(7, 0, r);
            has = (r[1] >> 8 & 1) != 0;
        }
        known = has ? 1 : -1;
    }
    return known > 0;
}
