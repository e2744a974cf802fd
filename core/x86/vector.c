/* core/x86/vector.c - how large the vector state is, and which instructions save it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch.h"

enum { LEGACY_SIZE = 512, FEATURE_OSXSAVE = 1 << 27 };

void
arch_vector_save_legacy(void *area);
void
arch_vector_restore_legacy(const void *area);

static struct arch_vector found;

static void
cpuid(uint32_t leaf, uint32_t sub, uint32_t out[4])
{
    __asm__ volatile("cpuid" : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3]) : "a"(leaf), "c"(sub));
}

const struct arch_vector *
arch_vector(void)
{
    uint32_t r[4];

    if (found.size != 0)
        return &found;
    cpuid(1, 0, r);
    if ((r[2] & FEATURE_OSXSAVE) != 0) {
        cpuid(0xd, 0, r);
        found.save = arch_vector_save;
        found.restore = arch_vector_restore;
        found.size = r[1]; /* for the parts that the system has switched on */
    } else {
        found.save = arch_vector_save_legacy;
        found.restore = arch_vector_restore_legacy;
        found.size = LEGACY_SIZE;
    }
    return &found;
}
