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

/* ebx of leaf 7.  Asked once: later the application may have forbidden the instruction. */
static uint32_t
features(void)
{
    static uint32_t known;
    static bool is_known;
    if (!is_known) {
        uint32_t r[4];
        cpuid(0, 0, r);
        if (r[0] >= 7) {
            cpuid(7, 0, r);
            known = r[1];
        }
        is_known = true;
    }
    return known;
}

bool
cpu_has_bmi2(void)
{
    return (features() >> 8 & 1) != 0;
}

/* The family that leaf 1 tells of, with its extension. */
static unsigned
family(void)
{
    uint32_t r[4];
    cpuid(1, 0, r);
    unsigned base = r[0] >> 8 & 15;
    return base == 15 ? base + (r[0] >> 20 & 255) : base;
}

/* Before Zen 3, AMD's processors take some twenty cycles for it. */
bool
cpu_has_fast_pext(void)
{
    static int8_t known; /* 0: not asked yet */
    if (known == 0)
        known = cpu_has_bmi2() && (cpu_is_intel() || family() >= 0x19) ? 1 : -1;
    return known > 0;
}

bool
cpu_has_rtm(void)
{
    return (features() >> 11 & 1) != 0;
}

/* The first four letters of the vendor's name. */
static uint32_t
vendor(void)
{
    static uint32_t known;
    if (known == 0) {
        uint32_t r[4];
        cpuid(0, 0, r);
        known = r[1];
    }
    return known;
}

bool
cpu_is_intel(void)
{
    return vendor() == 0x756e6547; /* "Genu" */
}

bool
cpu_is_amd(void)
{
    return vendor() == 0x68747541 || vendor() == 0x6f677948; /* "Auth", "Hygo" */
}

void
cpu_ask(void)
{
    features();
    vendor();
    cpu_has_fast_pext();
}
