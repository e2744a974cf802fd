/* core/x86/vector_state.c - the application's vector registers while client code runs.
 * SPDX-License-Identifier: Apache-2.0
 *
 * They lie in the thread's area in the processor's own format: compacted (xsavec, which skips
 * what is in its initial state), standard (xsave) or the oldest (fxsave).  A component whose bit
 * is missing in the header is in its initial state, all zeroes, and was not written.
 */
#include "core/x86/vector_state.h"
#include "core/arch.h"
#include "core/rt/heap.h"
#include "dr_defines.h"
#include "os/base/string.h"
#include <cpuid.h>

enum { KIND_FXSAVE, KIND_XSAVE, KIND_XSAVEC };
enum { COMP_X87, COMP_SSE, COMP_AVX, COMP_OPMASK = 5, COMP_ZMM_HI256, COMP_HI16_ZMM, COMP_COUNT };
enum { LEGACY_SIZE = 512, HEADER_SIZE = 64, MXCSR_AT = 24, X87_AT = 32, XMM_AT = 160, ALIGNMENT = 64 };

/* The components that client code may change. */
#define WANTED 0xe7u

uint32_t vector_mask; /* read by client_switch_simd.S */
uint32_t vector_kind;

static uint32_t offset[COMP_COUNT] = { [COMP_SSE] = XMM_AT };
static uint32_t area_size;

static uint32_t
enabled_components(void)
{
    uint32_t a, b, c, d;
    __cpuid(1, a, b, c, d);
    if ((c & bit_OSXSAVE) == 0)
        return 0;
    __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return a & WANTED;
}

static void
lay_out(bool compacted)
{
    uint32_t end = LEGACY_SIZE + HEADER_SIZE;
    for (unsigned i = COMP_AVX; i < COMP_COUNT; i++) {
        uint32_t size, at, flags, unused;
        if ((vector_mask >> i & 1) == 0)
            continue;
        __cpuid_count(0xd, i, size, at, flags, unused);
        if (compacted)
            at = (flags & 2) != 0 ? (end + 63) & ~63u : end;
        offset[i] = at;
        end = MAX(end, at + size);
    }
    area_size = end;
}

void
arch_vector_init(void)
{
    uint32_t a, b, c, d;
    vector_mask = enabled_components();
    if (vector_mask != 0) {
        __cpuid_count(0xd, 1, a, b, c, d);
        vector_kind = (a & 2) != 0 ? KIND_XSAVEC : KIND_XSAVE;
    }
    lay_out(vector_kind == KIND_XSAVEC);
}

void
arch_vector_create(struct thread *t)
{
    uint8_t *p = heap_zalloc(area_size + ALIGNMENT);
    t->vector_block = p;
    t->vector = (uint8_t *)(((uintptr_t)p + ALIGNMENT - 1) & ~(uintptr_t)(ALIGNMENT - 1));
}

void
arch_vector_destroy(struct thread *t)
{
    heap_free(t->vector_block, area_size + ALIGNMENT);
    t->vector = t->vector_block = NULL;
}

bool
arch_client_enter(struct thread *t)
{
    if (t->vector_saved || t->vector == NULL) /* none: a client's own thread, which has no state to keep */
        return false;
    vector_save(t);
    return true;
}

void
arch_client_leave(struct thread *t, bool entered)
{
    if (entered)
        vector_restore(t);
}

bool
arch_has_zmm(void)
{
    return (vector_mask >> COMP_HI16_ZMM & 1) != 0;
}

static uint64_t *
in_use(uint8_t *area)
{
    return (uint64_t *)(void *)(area + LEGACY_SIZE);
}

const uint8_t *
arch_saved_vectors(struct thread *t)
{
    enum { CONTROL_AT = 0, X87_DEFAULT = 0x37f, XMM_SIZE = 256 };
    static const uint16_t x87_default = X87_DEFAULT;
    uint8_t *area = t->vector;
    if (!t->vector_saved)
        return NULL;
    if ((*in_use(area) & 1u << COMP_SSE) == 0)
        memset(area + XMM_AT, 0, XMM_SIZE);
    if ((*in_use(area) & 1u << COMP_X87) == 0) {
        memset(area, 0, MXCSR_AT);
        memcpy(area + CONTROL_AT, &x87_default, sizeof(x87_default));
        memset(area + X87_AT, 0, XMM_AT - X87_AT);
    }
    return area;
}

/* Copies `size` bytes for each of `n` registers that lie `stride` apart in the context. */
static void
read_component(uint8_t *area, unsigned comp, uint8_t *to, size_t stride, unsigned n, size_t size)
{
    bool is_set = (*in_use(area) >> comp & 1) != 0;
    for (unsigned i = 0; i < n; i++) {
        if (is_set)
            memcpy(to + i * stride, area + offset[comp] + i * size, size);
        else
            memset(to + i * stride, 0, size);
    }
}

static void
write_component(uint8_t *area, unsigned comp, const uint8_t *from, size_t stride, unsigned n,
                size_t size)
{
    for (unsigned i = 0; i < n; i++)
        memcpy(area + offset[comp] + i * size, from + i * stride, size);
    *in_use(area) |= 1u << comp;
}

/* What lies where in dr_mcontext_t. */
static const struct row {
    uint8_t comp, first, n, size;
    uint8_t at; /* offset in the register */
} rows[] = {
    { COMP_SSE, 0, 16, 16, 0 },
    { COMP_AVX, 0, 16, 16, 16 },
    { COMP_ZMM_HI256, 0, 16, 32, 32 },
    { COMP_HI16_ZMM, 16, 16, 64, 0 },
};

static bool
has_component(unsigned comp)
{
    return comp == COMP_SSE || (vector_mask >> comp & 1) != 0;
}

void
arch_vector_get(struct thread *t, dr_mcontext_t *mc)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct row *r = &rows[i];
        if (has_component(r->comp))
            read_component(t->vector, r->comp, (uint8_t *)&mc->simd[r->first] + r->at,
                           sizeof(mc->simd[0]), r->n, r->size);
    }
    if (has_component(COMP_OPMASK))
        read_component(t->vector, COMP_OPMASK, (uint8_t *)mc->opmask, 8, 8, 8);
}

void
arch_vector_set(struct thread *t, const dr_mcontext_t *mc)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct row *r = &rows[i];
        if (has_component(r->comp))
            write_component(t->vector, r->comp, (const uint8_t *)&mc->simd[r->first] + r->at,
                            sizeof(mc->simd[0]), r->n, r->size);
    }
    if (has_component(COMP_OPMASK))
        write_component(t->vector, COMP_OPMASK, (const uint8_t *)mc->opmask, 8, 8, 8);
}
