/* ir/flags.h - bits of instr_t.flags, .prefixes and .evex. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_FLAGS_H
#define IR_FLAGS_H

/* instr_t.flags: levels of detail. An instruction begins as raw bits; its opcode, eflags and
 * operands are decoded from them when somebody asks. Raw bits stay valid, and are what is
 * emitted, until something is changed. */
#define INSTR_RAW_BITS_VALID 0x00000001U     /* bytes[0..length) are its encoding */
#define INSTR_RAW_BITS_ALLOCATED 0x00000002U /* and belong to it */
#define INSTR_OPCODE_VALID 0x00000004U
#define INSTR_OPERANDS_VALID 0x00000008U
#define INSTR_EFLAGS_VALID 0x00000010U
#define INSTR_EFLAGS_6_VALID 0x00000020U
#define INSTR_RIP_REL_VALID 0x00000040U /* rip_rel_pos is known: data or branch displacement of 32 bits */
#define INSTR_CATEGORY_VALID 0x00000080U
/* Whose it is, and what may be done with it. */
#define INSTR_META 0x00000100U
#define INSTR_META_MAY_FAULT 0x00000200U
#define INSTR_DO_NOT_EMIT 0x00000400U
#define INSTR_OUR_MANGLING 0x00000800U
#define INSTR_IS_EXIT 0x00001000U      /* leaves the fragment: set by the core */
#define INSTR_NOALLOC 0x00002000U      /* stands in an instr_noalloc_t */
#define INSTR_PERSISTENT 0x00004000U   /* raw bits copied away from the application */
#define INSTR_LABEL_CB_VALID 0x00008000U
#define INSTR_SHORT_TO_LONG 0x00010000U /* a short branch: encode its long equivalent */
#define INSTR_REL_SHORT 0x00020000U /* raw bits hold a pc-relative displacement below 32 bits */
#define INSTR_EFLAGS_COND 0x00040000U /* of an undecoded one: the flags that it writes may stay */
/* INSTR_DO_NOT_MANGLE is public: 0x00200000 */

/* instr_t.prefixes: the public PREFIX_* are bits 0..4. */
#define IR_PREFIX_REP 0x00000020U      /* xrelease-less f3: rep on instructions without rep opcode */
#define IR_PREFIX_REPNE 0x00000040U
#define IR_PREFIX_DATA 0x00000080U     /* 66 that operands do not show */
#define IR_PREFIX_ADDR 0x00000100U     /* 67 that operands do not show */
#define IR_PREFIX_BND 0x00000200U
#define IR_PREFIX_NOTRACK 0x00000400U
#define IR_PREFIX_REXW 0x00000800U     /* REX.W that operands do not show */
#define IR_PREFIX_XOP 0x00001000U
#define IR_PREFIX_EVEX 0x00002000U     /* was encoded with EVEX */
#define IR_PREFIX_VEX 0x00004000U

/* instr_t.evex */
#define IR_EVEX_ZEROING 0x0001U
#define IR_EVEX_SAE 0x0002U
#define IR_EVEX_ROUND_SHIFT 2 /* 3 bits: ZydisRoundingMode */
#define IR_EVEX_BCST_SHIFT 5  /* 4 bits: ZydisBroadcastMode of an embedded broadcast */
#define IR_EVEX_WIDTH_SHIFT 9 /* 2 bits: 1 128, 2 256, 3 512: vector length where operands do not tell */

#endif
