/* include/dr_ir_preds.h - predicates, and the operand attributes that only other machines use. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_PREDS_H
#define DR_IR_PREDS_H

/** When an instruction takes effect. The first sixteen are x86's condition codes in the
 *  machine's own order (cmovcc, fcmovcc). */
typedef enum _dr_pred_type_t {
    DR_PRED_NONE, /**< always */
    DR_PRED_O, DR_PRED_NO, DR_PRED_B, DR_PRED_NB, DR_PRED_Z, DR_PRED_NZ, DR_PRED_BE, DR_PRED_NBE,
    DR_PRED_S, DR_PRED_NS, DR_PRED_P, DR_PRED_NP, DR_PRED_L, DR_PRED_NL, DR_PRED_LE, DR_PRED_NLE,
    DR_PRED_COMPLEX, /**< depends on something besides flags: a source, a mask register */
    /* Conditions of other machines, for source compatibility. */
    DR_PRED_EQ, DR_PRED_NE, DR_PRED_CS, DR_PRED_CC, DR_PRED_MI, DR_PRED_PL, DR_PRED_VS,
    DR_PRED_VC, DR_PRED_HI, DR_PRED_LS, DR_PRED_GE, DR_PRED_LT, DR_PRED_GT, DR_PRED_AL,
    DR_PRED_NV,
    DR_PRED_OP, DR_PRED_HS = DR_PRED_CS, DR_PRED_LO = DR_PRED_CC,
    DR_PRED_MASKED = DR_PRED_OP + 1,
} dr_pred_type_t;

/** Names of vector lengths that a predicate may be held to (AArch64). */
typedef enum _dr_pred_constr_type_t {
    DR_PRED_CONSTR_POW2, DR_PRED_CONSTR_VL1, DR_PRED_CONSTR_VL2, DR_PRED_CONSTR_VL3,
    DR_PRED_CONSTR_VL4, DR_PRED_CONSTR_VL5, DR_PRED_CONSTR_VL6, DR_PRED_CONSTR_VL7,
    DR_PRED_CONSTR_VL8, DR_PRED_CONSTR_VL16, DR_PRED_CONSTR_VL32, DR_PRED_CONSTR_VL64,
    DR_PRED_CONSTR_VL128, DR_PRED_CONSTR_VL256, DR_PRED_CONSTR_UIMM5_14, DR_PRED_CONSTR_UIMM5_15,
    DR_PRED_CONSTR_UIMM5_16, DR_PRED_CONSTR_UIMM5_17, DR_PRED_CONSTR_UIMM5_18,
    DR_PRED_CONSTR_UIMM5_19, DR_PRED_CONSTR_UIMM5_20, DR_PRED_CONSTR_UIMM5_21,
    DR_PRED_CONSTR_UIMM5_22, DR_PRED_CONSTR_UIMM5_23, DR_PRED_CONSTR_UIMM5_24,
    DR_PRED_CONSTR_UIMM5_25, DR_PRED_CONSTR_UIMM5_26, DR_PRED_CONSTR_UIMM5_27,
    DR_PRED_CONSTR_UIMM5_28, DR_PRED_CONSTR_MUL4, DR_PRED_CONSTR_MUL3, DR_PRED_CONSTR_ALL,
    DR_PRED_CONSTR_FIRST_NUMBER = DR_PRED_CONSTR_POW2,
    DR_PRED_CONSTR_LAST_NUMBER = DR_PRED_CONSTR_ALL,
} dr_pred_constr_type_t;

/** How a register operand is shifted (ARM). */
typedef enum _dr_shift_type_t {
    DR_SHIFT_LSL, DR_SHIFT_LSR, DR_SHIFT_ASR, DR_SHIFT_ROR, DR_SHIFT_RRX, DR_SHIFT_MUL,
    DR_SHIFT_NONE, /**< not shifted */
} dr_shift_type_t;

/** How an index register is widened (AArch64). */
typedef enum _dr_extend_type_t {
    DR_EXTEND_UXTB, DR_EXTEND_UXTH, DR_EXTEND_UXTW, DR_EXTEND_UXTX, DR_EXTEND_SXTB,
    DR_EXTEND_SXTH, DR_EXTEND_SXTW, DR_EXTEND_SXTX,
    DR_EXTEND_DEFAULT = 0,
} dr_extend_type_t;

/** Attributes of an operand. On x86 only DR_OPND_MULTI_PART and DR_OPND_IMM_PRINT_DECIMAL
 *  mean anything. */
typedef enum _dr_opnd_flags_t {
    DR_OPND_DEFAULT = 0,
    DR_OPND_NEGATED = 0x0001,
    DR_OPND_SHIFTED = 0x0002,
    DR_OPND_MULTI_PART = 0x0004, /**< a 64-bit immediate in a 32-bit build */
    DR_OPND_IS_SHIFT = 0x0008,
    DR_OPND_IN_LIST = 0x0010,
    DR_OPND_EXTENDED = 0x0020,
    DR_OPND_IS_EXTEND = 0x0040,
    DR_OPND_IS_CONDITION = 0x0080,
    DR_OPND_IS_VECTOR = 0x0100,
    DR_OPND_IS_MERGE_PREDICATE = 0x0200,
    DR_OPND_IS_ZERO_PREDICATE = 0x0400,
    DR_OPND_IS_PREDICATE_CONSTRAINT = 0x0800,
    DR_OPND_IMM_PRINT_DECIMAL = 0x1000, /**< disassembly prints the immediate in decimal */
    DR_OPND_IMPLICIT = 0x2000,
    DR_OPND_IS_GOVERNING = 0x4000,
} dr_opnd_flags_t;

/** Vector register grouping (RISC-V). */
typedef enum {
    RV64_LMUL_1, RV64_LMUL_2, RV64_LMUL_4, RV64_LMUL_8, RV64_LMUL_1_8, RV64_LMUL_1_4,
    RV64_LMUL_1_2,
} lmul_t;

#endif
