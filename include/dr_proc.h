/* include/dr_proc.h - the processor: features, model, caches, floating-point state. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_PROC_H
#define DR_PROC_H

#include "dr_defines.h"

/** Who made the processor: proc_get_vendor(). */
enum {
    VENDOR_INTEL,
    VENDOR_AMD,
    VENDOR_ARM,
    VENDOR_UNKNOWN,
};

/* Families and models: proc_get_family(), proc_get_model(). */
#define FAMILY_486 4
#define FAMILY_ATHLON FAMILY_K7
#define FAMILY_CORE 6
#define FAMILY_CORE_2 6
#define FAMILY_CORE_I7 6
#define FAMILY_ITANIUM 7
#define FAMILY_ITANIUM_2 15
#define FAMILY_ITANIUM_2_DC 17
#define FAMILY_IVYBRIDGE 6
#define FAMILY_K5 5
#define FAMILY_K6 5
#define FAMILY_K7 6
#define FAMILY_K8 15
#define FAMILY_K8L 16
#define FAMILY_K8_MOBILE 17
#define FAMILY_LLANO 18
#define FAMILY_NEHALEM 6
#define FAMILY_P4 FAMILY_PENTIUM_4
#define FAMILY_P5 FAMILY_PENTIUM
#define FAMILY_P6 FAMILY_PENTIUM_PRO
#define FAMILY_PENTIUM 5
#define FAMILY_PENTIUM_2 6
#define FAMILY_PENTIUM_3 6
#define FAMILY_PENTIUM_4 15
#define FAMILY_PENTIUM_M 6
#define FAMILY_PENTIUM_PRO 6
#define FAMILY_SANDYBRIDGE 6
#define MODEL_ATOM 28
#define MODEL_ATOM_CEDARVIEW 54
#define MODEL_ATOM_LINCROFT 38
#define MODEL_CORE 14
#define MODEL_CORE_2 15
#define MODEL_CORE_MEROM 22
#define MODEL_CORE_PENRYN 23
#define MODEL_HASWELL 60
#define MODEL_I7_CLARKDALE 37
#define MODEL_I7_CLARKSFIELD 30
#define MODEL_I7_GAINESTOWN 26
#define MODEL_I7_HAVENDALE 31
#define MODEL_I7_WESTMERE 44
#define MODEL_I7_WESTMERE_EX 47
#define MODEL_IVYBRIDGE 58
#define MODEL_PENTIUM_M 13
#define MODEL_PENTIUM_M_1MB 9
#define MODEL_SANDYBRIDGE 42
#define MODEL_SANDYBRIDGE_E 45

/** What CPUID says, word by word: proc_get_all_feature_bits(). */
typedef struct {
    uint flags_edx;      /**< leaf 1, edx */
    uint flags_ecx;      /**< leaf 1, ecx */
    uint ext_flags_edx;  /**< leaf 0x80000001, edx */
    uint ext_flags_ecx;  /**< leaf 0x80000001, ecx */
    uint sext_flags_ebx; /**< leaf 7, ebx */
#if defined(AARCH64)
    uint64 isa_features[1];
#endif
} features_t;

/** A feature: proc_has_feature(). The number is that of a word of features_t times 32, plus the
 *  bit. */
typedef enum {
    /* leaf 1, edx */
    FEATURE_FPU = 0 * 32 + 0, FEATURE_VME = 0 * 32 + 1, FEATURE_DE = 0 * 32 + 2,
    FEATURE_PSE = 0 * 32 + 3, FEATURE_TSC = 0 * 32 + 4, FEATURE_MSR = 0 * 32 + 5,
    FEATURE_PAE = 0 * 32 + 6, FEATURE_MCE = 0 * 32 + 7, FEATURE_CX8 = 0 * 32 + 8,
    FEATURE_APIC = 0 * 32 + 9, FEATURE_SEP = 0 * 32 + 11, FEATURE_MTRR = 0 * 32 + 12,
    FEATURE_PGE = 0 * 32 + 13, FEATURE_MCA = 0 * 32 + 14, FEATURE_CMOV = 0 * 32 + 15,
    FEATURE_PAT = 0 * 32 + 16, FEATURE_PSE_36 = 0 * 32 + 17, FEATURE_PSN = 0 * 32 + 18,
    FEATURE_CLFSH = 0 * 32 + 19, FEATURE_DS = 0 * 32 + 21, FEATURE_ACPI = 0 * 32 + 22,
    FEATURE_MMX = 0 * 32 + 23, FEATURE_FXSR = 0 * 32 + 24, FEATURE_SSE = 0 * 32 + 25,
    FEATURE_SSE2 = 0 * 32 + 26, FEATURE_SS = 0 * 32 + 27, FEATURE_HTT = 0 * 32 + 28,
    FEATURE_TM = 0 * 32 + 29, FEATURE_PBE = 0 * 32 + 31,
    /* leaf 1, ecx */
    FEATURE_SSE3 = 1 * 32 + 0, FEATURE_PCLMULQDQ = 1 * 32 + 1, FEATURE_DTES64 = 1 * 32 + 2,
    FEATURE_MONITOR = 1 * 32 + 3, FEATURE_DS_CPL = 1 * 32 + 4, FEATURE_VMX = 1 * 32 + 5,
    FEATURE_SMX = 1 * 32 + 6, FEATURE_EST = 1 * 32 + 7, FEATURE_TM2 = 1 * 32 + 8,
    FEATURE_SSSE3 = 1 * 32 + 9, FEATURE_CID = 1 * 32 + 10, FEATURE_FMA = 1 * 32 + 12,
    FEATURE_CX16 = 1 * 32 + 13, FEATURE_xTPR = 1 * 32 + 14, FEATURE_PDCM = 1 * 32 + 15,
    FEATURE_PCID = 1 * 32 + 17, FEATURE_DCA = 1 * 32 + 18, FEATURE_SSE41 = 1 * 32 + 19,
    FEATURE_SSE42 = 1 * 32 + 20, FEATURE_x2APIC = 1 * 32 + 21, FEATURE_MOVBE = 1 * 32 + 22,
    FEATURE_POPCNT = 1 * 32 + 23, FEATURE_AES = 1 * 32 + 25, FEATURE_XSAVE = 1 * 32 + 26,
    FEATURE_OSXSAVE = 1 * 32 + 27, FEATURE_AVX = 1 * 32 + 28, FEATURE_F16C = 1 * 32 + 29,
    FEATURE_RDRAND = 1 * 32 + 30,
    /* leaf 0x80000001, edx */
    FEATURE_SYSCALL = 2 * 32 + 11, FEATURE_XD_Bit = 2 * 32 + 20, FEATURE_MMX_EXT = 2 * 32 + 22,
    FEATURE_PDPE1GB = 2 * 32 + 26, FEATURE_RDTSCP = 2 * 32 + 27, FEATURE_EM64T = 2 * 32 + 29,
    FEATURE_3DNOW_EXT = 2 * 32 + 30, FEATURE_3DNOW = 2 * 32 + 31,
    /* leaf 0x80000001, ecx */
    FEATURE_LAHF = 3 * 32 + 0, FEATURE_SVM = 3 * 32 + 2, FEATURE_LZCNT = 3 * 32 + 5,
    FEATURE_SSE4A = 3 * 32 + 6, FEATURE_PRFCHW = 3 * 32 + 8, FEATURE_XOP = 3 * 32 + 11,
    FEATURE_SKINIT = 3 * 32 + 12, FEATURE_FMA4 = 3 * 32 + 16, FEATURE_TBM = 3 * 32 + 21,
    /* leaf 7, ebx */
    FEATURE_FSGSBASE = 4 * 32 + 0, FEATURE_BMI1 = 4 * 32 + 3, FEATURE_HLE = 4 * 32 + 4,
    FEATURE_AVX2 = 4 * 32 + 5, FEATURE_BMI2 = 4 * 32 + 8, FEATURE_ERMSB = 4 * 32 + 9,
    FEATURE_INVPCID = 4 * 32 + 10, FEATURE_RTM = 4 * 32 + 11, FEATURE_AVX512F = 4 * 32 + 16,
    FEATURE_AVX512BW = 4 * 32 + 30,
#if defined(AARCH64)
    FEATURE_AESX, FEATURE_BF16, FEATURE_BTI, FEATURE_CONSTPACFIELD, FEATURE_CRC32, FEATURE_DIT,
    FEATURE_DPB, FEATURE_DPB2, FEATURE_DotProd, FEATURE_F64MM, FEATURE_FHM, FEATURE_FP16,
    FEATURE_FPAC, FEATURE_FPACCOMBINE, FEATURE_FRINTTS, FEATURE_FlagM, FEATURE_FlagM2,
    FEATURE_I8MM, FEATURE_JSCVT, FEATURE_LOR, FEATURE_LRCPC, FEATURE_LRCPC2, FEATURE_LS64,
    FEATURE_LS64ACCDATA, FEATURE_LS64V, FEATURE_LSE, FEATURE_LSE2, FEATURE_MTE, FEATURE_MTE2,
    FEATURE_PAUTH, FEATURE_PAUTH2, FEATURE_PMULL, FEATURE_RAS, FEATURE_RDM, FEATURE_RNG,
    FEATURE_SHA1, FEATURE_SHA256, FEATURE_SHA3, FEATURE_SHA512, FEATURE_SM3, FEATURE_SM4,
    FEATURE_SPE, FEATURE_SSBS, FEATURE_SSBS2, FEATURE_VECTOR, FEATURE_WFxT,
#endif
} feature_bit_t;

#if defined(AARCH64)
typedef enum { FEATURE_REG_ } feature_reg_idx_t;
/* How a feature is read from an identification register. */
#    define FEAT_EQ 1
#    define FEAT_GR_EQ 0
#    define FEAT_NS 0xf
#    define DEF_FEAT(FREG, NIBPOS, FVAL, flags) ((flags) << 15 | (FREG) << 8 | (NIBPOS) << 4 | (FVAL))
#endif

/** The size of a cache: proc_get_L1_icache_size() and others. */
typedef enum {
    CACHE_SIZE_8_KB, CACHE_SIZE_16_KB, CACHE_SIZE_32_KB, CACHE_SIZE_48_KB, CACHE_SIZE_64_KB,
    CACHE_SIZE_128_KB, CACHE_SIZE_256_KB, CACHE_SIZE_512_KB, CACHE_SIZE_1_MB, CACHE_SIZE_2_MB,
    CACHE_SIZE_UNKNOWN,
} cache_size_t;

/** Room that proc_save_fpstate() needs, and its alignment. */
#define DR_FPSTATE_BUF_SIZE 512
#define DR_FPSTATE_ALIGN 16

/** Has proc_has_feature() say yes to everything, for tests of what this machine lacks. */
DR_API void enable_all_test_cpu_features(void);
/** Whether the processor has a feature. */
DR_API bool proc_has_feature(feature_bit_t feature);
/** Bytes of a cache line. */
DR_API size_t proc_get_cache_line_size(void);
/** Bytes of the widest vector register that the system has switched on: 16, 32 or 64. */
DR_API uint proc_get_vector_length_bytes(void);
/** How many vector registers there are in this build's mode. */
DR_API int proc_num_simd_registers(void);
/** The processor's family, as cpuid tells it, extended family included. */
DR_API uint proc_get_family(void);
/** Sets x87 and SSE state from BUF, which proc_save_fpstate() filled. */
DR_API void proc_restore_fpstate(byte *buf);
/** Saves x87 and SSE state to BUF. Returns the bytes used. */
DR_API size_t proc_save_fpstate(byte *buf);
/** Whether processor and system have zmm and mask registers switched on. */
DR_API bool proc_avx512_enabled(void);
/** Whether processor and system have ymm registers switched on. */
DR_API bool proc_avx_enabled(void);
/** The processor's model, extended model included. */
DR_API uint proc_get_model(void);
/** The processor's stepping. */
DR_API uint proc_get_stepping(void);
/** The processor's maker, VENDOR_*. */
DR_API uint proc_get_vendor(void);
/** How many vector registers dr_mcontext_t has room for. */
DR_API int proc_num_simd_saved(void);
/** Has proc_has_feature() say whether there is a feature, whatever the machine has. */
DR_API void proc_set_feature(feature_bit_t f, bool enable);
/** Sets whose processor decoding goes by, VENDOR_*. Returns the maker before; -1 for an unknown
 *  one, which changes nothing. */
DR_API int proc_set_vendor(uint new_vendor);
/** The next multiple of a cache line's bytes that is not below SZ. */
DR_API ptr_uint_t proc_bump_to_end_of_cache_line(ptr_uint_t sz);
/** Bytes that proc_save_fpstate() writes. */
DR_API size_t proc_fpstate_save_size(void);
/** The size of the first-level cache of data. */
DR_API cache_size_t proc_get_L1_dcache_size(void);
/** The size of the first-level cache of code. */
DR_API cache_size_t proc_get_L1_icache_size(void);
/** The size of the second-level cache. */
DR_API cache_size_t proc_get_L2_cache_size(void);
/** The words of feature bits that cpuid gives; they stay where they are. */
DR_API features_t *proc_get_all_feature_bits(void);
/** What the processor calls itself; at most 48 characters. */
DR_API char *proc_get_brand_string(void);
/** The name of a size, as text. */
DR_API const char *proc_get_cache_size_str(cache_size_t size);
/** The start of the page that an address is in. */
DR_API void *proc_get_containing_page(void *addr);
/** The processor's type, as cpuid tells it: 0 for nearly all. */
DR_API uint proc_get_type(void);
/** Whether an address is at the start of a cache line. */
DR_API bool proc_is_cache_aligned(void *addr);
/** How many mask registers there are: 8 with AVX-512, else 0. */
DR_API int proc_num_opmask_registers(void);

#endif
