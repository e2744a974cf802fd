/* ir/x86/proc.c - the processor: CPUID once, asked for by name. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The answers are read at the first question and kept. Two threads that ask at once write the
 * same values; `known` is set last. Tests and clients may change what is reported. */
#include "dr_proc.h"

#include <cpuid.h>

#include "dr_ir_utils.h"
#include "os/base/atomic.h"
#include "os/base/string.h"

static struct {
    uint known;
    uint vendor, family, model, stepping, type;
    features_t features;
    uint line;                     /* bytes of a cache line */
    cache_size_t l1i, l1d, l2;
    bool avx, avx512;              /* the kernel saves that state */
    char brand[49];
} cpu;

static cache_size_t
cache_size_of(uint bytes)
{
    static const uint sizes[] = { 8, 16, 32, 48, 64, 128, 256, 512, 1024, 2048 };

    for (uint i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        if (sizes[i] * 1024 == bytes)
            return (cache_size_t)i;
    }
    return CACHE_SIZE_UNKNOWN;
}

/* Leaf 4 of Intel and 0x8000001d of AMD have the same format. */
static void
read_caches(uint leaf)
{
    for (uint i = 0; i < 8; i++) {
        uint a, b, c, d;
        __cpuid_count(leaf, i, a, b, c, d);
        uint type = a & 31, level = a >> 5 & 7;
        uint bytes = ((b >> 22) + 1) * ((b >> 12 & 0x3ff) + 1) * ((b & 0xfff) + 1) * (c + 1);
        if (type == 0)
            return;
        if (level == 1 && type == 1)
            cpu.l1d = cache_size_of(bytes);
        else if (level == 1 && type == 2)
            cpu.l1i = cache_size_of(bytes);
        else if (level == 2)
            cpu.l2 = cache_size_of(bytes);
        (void)d;
    }
}

static void
read_state_support(void)
{
    uint lo, hi;

    if ((cpu.features.flags_ecx & 1U << 27) == 0) /* OSXSAVE */
        return;
    __asm__ volatile("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
    cpu.avx = (lo & 6) == 6;
    cpu.avx512 = (lo & 0xe6) == 0xe6 && (cpu.features.sext_flags_ebx & 1U << 16) != 0;
    (void)hi;
}

static void
read_all(void)
{
    uint a, b, c, d, max, ext;
    char name[13] = { 0 };

    __cpuid(0, max, b, c, d);
    memcpy(name, &b, 4);
    memcpy(name + 4, &d, 4);
    memcpy(name + 8, &c, 4);
    bool amd = strcmp(name, "AuthenticAMD") == 0 || strcmp(name, "HygonGenuine") == 0;
    cpu.vendor = amd ? VENDOR_AMD : strcmp(name, "GenuineIntel") == 0 ? VENDOR_INTEL : VENDOR_UNKNOWN;
    __cpuid(1, a, b, c, d);
    cpu.stepping = a & 15;
    cpu.model = a >> 4 & 15;
    cpu.family = a >> 8 & 15;
    cpu.type = a >> 12 & 3;
    if (cpu.family == 6 || cpu.family == 15)
        cpu.model |= (a >> 16 & 15) << 4;
    if (cpu.family == 15)
        cpu.family += a >> 20 & 255;
    cpu.line = (b >> 8 & 255) * 8;
    if (cpu.line == 0)
        cpu.line = 64;
    cpu.features.flags_edx = d;
    cpu.features.flags_ecx = c;
    if (max >= 7) {
        __cpuid_count(7, 0, a, b, c, d);
        cpu.features.sext_flags_ebx = b;
    }
    cpu.l1i = cpu.l1d = cpu.l2 = CACHE_SIZE_UNKNOWN;
    if (!amd && max >= 4)
        read_caches(4);
    __cpuid(0x80000000, ext, b, c, d);
    if (ext >= 0x80000001) {
        __cpuid(0x80000001, a, b, c, d);
        cpu.features.ext_flags_edx = d;
        cpu.features.ext_flags_ecx = c;
    }
    for (uint i = 0; ext >= 0x80000004 && i < 3; i++) {
        uint r[4];
        __cpuid(0x80000002 + i, r[0], r[1], r[2], r[3]);
        memcpy(cpu.brand + 16 * i, r, 16);
    }
    if (amd && ext >= 0x8000001d)
        read_caches(0x8000001d);
    read_state_support();
    __atomic_store_n(&cpu.known, 1, __ATOMIC_RELEASE);
}

static void
need(void)
{
    if (__atomic_load_n(&cpu.known, __ATOMIC_ACQUIRE) == 0)
        read_all();
}

static uint *
feature_word(feature_bit_t f)
{
    uint *const words[] = { &cpu.features.flags_edx, &cpu.features.flags_ecx,
                            &cpu.features.ext_flags_edx, &cpu.features.ext_flags_ecx,
                            &cpu.features.sext_flags_ebx };
    uint n = (uint)f / 32;

    need();
    return n < sizeof(words) / sizeof(words[0]) ? words[n] : NULL;
}

bool
proc_has_feature(feature_bit_t feature)
{
    uint *w = feature_word(feature);

    return w != NULL && (*w >> ((uint)feature % 32) & 1) != 0;
}

void
proc_set_feature(feature_bit_t f, bool enable)
{
    uint *w = feature_word(f), bit = 1U << ((uint)f % 32);

    if (w != NULL)
        *w = enable ? *w | bit : *w & ~bit;
}

void
enable_all_test_cpu_features(void)
{
    need();
    memset(&cpu.features, 0xff, sizeof(cpu.features));
}

features_t *
proc_get_all_feature_bits(void)
{
    need();
    return &cpu.features;
}

#define GET(type, name, field) \
    type name(void)            \
    {                          \
        need();                \
        return cpu.field;      \
    }
GET(uint, proc_get_vendor, vendor)
GET(uint, proc_get_family, family)
GET(uint, proc_get_model, model)
GET(uint, proc_get_stepping, stepping)
GET(uint, proc_get_type, type)
GET(char *, proc_get_brand_string, brand)
GET(cache_size_t, proc_get_L1_icache_size, l1i)
GET(cache_size_t, proc_get_L1_dcache_size, l1d)
GET(cache_size_t, proc_get_L2_cache_size, l2)
GET(size_t, proc_get_cache_line_size, line)
GET(bool, proc_avx_enabled, avx)
GET(bool, proc_avx512_enabled, avx512)
#undef GET

/* Returns the vendor that was set before, -1 for an unknown new one. */
int
proc_set_vendor(uint new_vendor)
{
    need();
    if (new_vendor != VENDOR_INTEL && new_vendor != VENDOR_AMD)
        return -1;
    uint old = cpu.vendor;
    cpu.vendor = new_vendor;
    return (int)old;
}

const char *
proc_get_cache_size_str(cache_size_t size)
{
    static const char *const names[] = { "8 KB",   "16 KB",  "32 KB",  "48 KB", "64 KB",  "128 KB",
                                         "256 KB", "512 KB", "1 MB",   "2 MB",  "unknown" };
    return names[size <= CACHE_SIZE_UNKNOWN ? size : CACHE_SIZE_UNKNOWN];
}

bool
proc_is_cache_aligned(void *addr)
{
    return ((ptr_uint_t)addr & (proc_get_cache_line_size() - 1)) == 0;
}

ptr_uint_t
proc_bump_to_end_of_cache_line(ptr_uint_t sz)
{
    ptr_uint_t line = proc_get_cache_line_size();

    return (sz + line - 1) & ~(line - 1);
}

void *
proc_get_containing_page(void *addr)
{
    return (void *)((ptr_uint_t)addr & ~(ptr_uint_t)4095);
}

/* ---- vector and floating-point state ---- */

int
proc_num_simd_registers(void)
{
    return MCXT_NUM_SIMD_SLOTS == 8 ? 8 : proc_avx512_enabled() ? 32 : 16;
}

int
proc_num_simd_saved(void)
{
    return proc_num_simd_registers();
}

int
proc_num_opmask_registers(void)
{
    return proc_avx512_enabled() ? MCXT_NUM_OPMASK_SLOTS : 0;
}

uint
proc_get_vector_length_bytes(void)
{
    return proc_avx512_enabled() ? 64 : proc_avx_enabled() ? 32 : 16;
}

bool
dr_mcontext_xmm_fields_valid(void)
{
    return proc_has_feature(FEATURE_SSE);
}

bool
dr_mcontext_zmm_fields_valid(void)
{
    return proc_avx512_enabled();
}

size_t
proc_fpstate_save_size(void)
{
    return DR_FPSTATE_BUF_SIZE;
}

/* BUF is aligned to DR_FPSTATE_ALIGN. fxsave keeps the state, which is what callers count on. */
size_t
proc_save_fpstate(byte *buf)
{
    __asm__ volatile(IF_X64_ELSE("fxsave64", "fxsave") " (%0)" : : "r"(buf) : "memory");
    return DR_FPSTATE_BUF_SIZE;
}

void
proc_restore_fpstate(byte *buf)
{
    __asm__ volatile(IF_X64_ELSE("fxrstor64", "fxrstor") " (%0)" : : "r"(buf) : "memory");
}
