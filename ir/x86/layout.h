/* ir/x86/layout.h - which operands are destinations and sources, in which order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_LAYOUT_H
#define IR_X86_LAYOUT_H

#include "dr_ir_instr.h"
#include "ir/x86/zy.h"

#include <Zydis/Internal/EncoderData.h>
#include <Zydis/Internal/SharedData.h>

/* Words for operands. 0..4 are the operands that assembly shows (EVEX masks included), 16 + n is
 * operand n of Zydis, REG_WORD + r a fixed register; the others are below. */
enum {
    W_HIDDEN = 16,
    W_SP = 32,   /* stack pointer */
    W_BP,        /* frame pointer */
    W_PUSHED,    /* what a push writes, by the operand size */
    W_PUSHED2,   /* two of them: far calls */
    W_PUSHED8,   /* eight: pusha */
    W_POPPED,
    W_POPPED2,
    W_POPPED8,
    W_POPPED_IRET,
    W_AT_BP,     /* [frame pointer] */
    W_AT_SI,     /* [seg:si], by the operand size */
    W_AT_DI,     /* [es:di] */
    W_AT_XLAT,   /* [seg:bx + al] */
    W_AT_MASKMOV8,
    W_AT_MASKMOV16,
    W_AT_V0,     /* 64 bytes at the address in operand 0 */
    W_OA,        /* al, ax, eax or rax, by the operand size */
    W_OD,
    W_HALF_A,    /* the accumulator of half the operand size */
    W_ZA,        /* eax or rax (ax), by the address size */
    W_ZC,
    W_ZSI,
    W_ZDI,
    W_WA,        /* eax or rax, by half of operand 0: cmpxchg8b and 16b */
    W_WB,
    W_WC,
    W_WD,
    W_FULL_A,    /* as wide as the mode's (and pusha's) operand size */
    W_FULL_B,
    W_FULL_C,
    W_FULL_D,
    W_FULL_BP,
    W_FULL_SI,
    W_FULL_DI,
    W_REG = 256,
};

#define LAYOUT_MAX 10

struct layout {
    byte num_dsts, num_srcs;
    byte byte_form;    /* the row is for a first operand of one byte */
    byte only_64;      /* the row is for 64-bit mode */
    byte evex_form;    /* the row is for an EVEX encoding with a mask */
    const ZydisOperandDefinition *ops; /* what W_HIDDEN + n are; NULL for rows */
    ushort dsts[LAYOUT_MAX], srcs[LAYOUT_MAX];
};

/* What the rows' conditions and the general rule look at. */
struct layout_form {
    const ZydisInstructionDefinition *def;
    const ZydisOperandDefinition *ops;
    byte num_ops, num_visible;
    bool is_evex;      /* EVEX with a mask among its operands */
    bool is_64;        /* the mode */
    bool first_is_byte;
    bool first_is_mem;
};

/* Fills in *out for OPCODE in the given form. Returns false when it has more operands than fit. */
bool layout_for_decode(uint opcode, const struct layout_form *form, struct layout *out);

/* The rows of an opcode for the encoder: the row at *ROW (0 to begin with), then advances it;
 * false after the last. Opcodes without rows follow layout_by_rule(). */
bool layout_next_row(uint opcode, uint *row, struct layout *out);
bool layout_by_rule(const struct layout_form *form, struct layout *out);

#endif
