/* include/dr_ir_sizes.h - operand sizes (OPSZ_*). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_SIZES_H
#define DR_IR_SIZES_H

/** An operand's size: OPSZ_*. */
typedef unsigned char opnd_size_t;

/* X(name, bits, bits in 64-bit mode). The name tells bytes, or bits with a b. What follows:
 * `_shortN` N bytes with a 16-bit operand size, `_rexN` N bytes with REX.W, `xN` N bytes in
 * 64-bit mode, `_regN` N bytes when it is a register, `_vexN` and `_evexN` by vector length,
 * `_of_N` a part of a register of N bytes. */
#define DR_OPERAND_SIZES_(X) \
    X(OPSZ_1, 8, 8) X(OPSZ_2, 16, 16) X(OPSZ_3, 24, 24) X(OPSZ_4, 32, 32) \
    X(OPSZ_6, 48, 48) X(OPSZ_8, 64, 64) X(OPSZ_10, 80, 80) X(OPSZ_12, 96, 96) \
    X(OPSZ_14, 112, 112) X(OPSZ_15, 120, 120) X(OPSZ_16, 128, 128) X(OPSZ_20, 160, 160) \
    X(OPSZ_24, 192, 192) X(OPSZ_28, 224, 224) X(OPSZ_32, 256, 256) X(OPSZ_36, 288, 288) \
    X(OPSZ_40, 320, 320) X(OPSZ_44, 352, 352) X(OPSZ_48, 384, 384) X(OPSZ_52, 416, 416) \
    X(OPSZ_56, 448, 448) X(OPSZ_60, 480, 480) X(OPSZ_64, 512, 512) X(OPSZ_68, 544, 544) \
    X(OPSZ_72, 576, 576) X(OPSZ_76, 608, 608) X(OPSZ_80, 640, 640) X(OPSZ_84, 672, 672) \
    X(OPSZ_88, 704, 704) X(OPSZ_92, 736, 736) X(OPSZ_94, 752, 752) X(OPSZ_96, 768, 768) \
    X(OPSZ_100, 800, 800) X(OPSZ_104, 832, 832) X(OPSZ_108, 864, 864) X(OPSZ_112, 896, 896) \
    X(OPSZ_116, 928, 928) X(OPSZ_120, 960, 960) X(OPSZ_124, 992, 992) X(OPSZ_128, 1024, 1024) \
    X(OPSZ_192, 1536, 1536) X(OPSZ_256, 2048, 2048) X(OPSZ_512, 4096, 4096) X(OPSZ_1b, 1, 1) \
    X(OPSZ_2b, 2, 2) X(OPSZ_3b, 3, 3) X(OPSZ_4b, 4, 4) X(OPSZ_5b, 5, 5) X(OPSZ_6b, 6, 6) \
    X(OPSZ_7b, 7, 7) X(OPSZ_9b, 9, 9) X(OPSZ_10b, 10, 10) X(OPSZ_11b, 11, 11) \
    X(OPSZ_12b, 12, 12) X(OPSZ_20b, 20, 20) X(OPSZ_25b, 25, 25) X(OPSZ_1_reg4, 8, 8) \
    X(OPSZ_2_reg4, 16, 16) X(OPSZ_2_short1, 16, 16) X(OPSZ_4_of_32_evex64, 32, 32) \
    X(OPSZ_4_reg16, 32, 32) X(OPSZ_4_rex8, 32, 32) X(OPSZ_4_rex8_short2, 32, 32) \
    X(OPSZ_4_short2, 32, 32) X(OPSZ_4_short2xi4, 32, 32) X(OPSZ_4x8, 32, 64) \
    X(OPSZ_4x8_short2, 32, 64) X(OPSZ_4x8_short2xi8, 32, 64) X(OPSZ_6_irex10_short4, 48, 48) \
    X(OPSZ_6x10, 48, 80) X(OPSZ_8_of_32_evex64, 64, 64) X(OPSZ_8_rex16, 64, 64) \
    X(OPSZ_8_rex16_short4, 64, 64) X(OPSZ_8_short2, 64, 64) X(OPSZ_8_short4, 64, 64) \
    X(OPSZ_8x16, 64, 128) X(OPSZ_12_rex40_short6, 96, 96) X(OPSZ_16_of_32_evex64, 128, 128) \
    X(OPSZ_16_vex32, 128, 128) X(OPSZ_16_vex32_evex64, 128, 128) X(OPSZ_28_short14, 224, 224) \
    X(OPSZ_32_of_64, 256, 256) X(OPSZ_32_short16, 256, 256) X(OPSZ_108_short94, 864, 864) \
    X(OPSZ_addr, 32, 64) X(OPSZ_vex32_evex64, 256, 256) X(OPSZ_xsave, 0, 0) \
    X(OPSZ_SCALABLE, 0, 0) X(OPSZ_SCALABLE_PRED, 0, 0) X(OPSZ_VAR_REGLIST, 0, 0)

/** Operand sizes. A decoded operand has a size without alternatives; those with alternatives
 *  are for building operands whose size the instruction's encoding settles. */
enum {
    OPSZ_NA, /**< no size: labels, branch targets, empty operands */
    OPSZ_0,  /**< nothing is accessed (the address of lea) */
#define DR_SIZE_ENUM_(name, bits, bits64) name,
    DR_OPERAND_SIZES_(DR_SIZE_ENUM_)
#undef DR_SIZE_ENUM_
    OPSZ_AFTER_LAST_,
    OPSZ_FIRST = OPSZ_NA,
    OPSZ_LAST = OPSZ_AFTER_LAST_,
};

/** The size of a pointer, of two, of half of one. */
#define OPSZ_PTR IF_X64_ELSE(OPSZ_8, OPSZ_4)
#define OPSZ_PTR_DBL IF_X64_ELSE(OPSZ_16, OPSZ_8)
#define OPSZ_PTR_HALF IF_X64_ELSE(OPSZ_4, OPSZ_2)
/** One slot of the stack: as wide as a pointer; 2 bytes with an operand-size prefix. */
#define OPSZ_STACK OPSZ_4x8
#define OPSZ_VARSTACK OPSZ_4x8_short2
#define OPSZ_REXVARSTACK OPSZ_4_rex8_short2
#define OPSZ_call OPSZ_STACK
#define OPSZ_ret OPSZ_STACK
/* What particular instructions access. */
#define OPSZ_bnd OPSZ_8x16
#define OPSZ_bound OPSZ_8_short4
#define OPSZ_clflush OPSZ_1
#define OPSZ_fldenv OPSZ_28_short14
#define OPSZ_fnstenv OPSZ_28_short14
#define OPSZ_fnsave OPSZ_108_short94
#define OPSZ_frstor OPSZ_108_short94
#define OPSZ_fxsave OPSZ_512
#define OPSZ_fxrstor OPSZ_512
#define OPSZ_invlpg OPSZ_0
#define OPSZ_lea OPSZ_0
#define OPSZ_lgdt OPSZ_6x10
#define OPSZ_lidt OPSZ_6x10
#define OPSZ_sgdt OPSZ_6x10
#define OPSZ_sidt OPSZ_6x10
#define OPSZ_maskmovq OPSZ_8
#define OPSZ_maskmovdqu OPSZ_16
#define OPSZ_prefetch OPSZ_1
#define OPSZ_ptwrite OPSZ_4_rex8
#define OPSZ_sys OPSZ_0
#define OPSZ_xlat OPSZ_1

#endif
