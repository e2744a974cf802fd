/* ir/x86/request.h - parts of the encoder. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_REQUEST_H
#define IR_X86_REQUEST_H

#include "ir/x86/convert.h"

/* One encoding attempt: what Zydis is asked, and what is settled around it. */
struct encoding {
    instr_t *instr;
    bool is_64;
    bool check_reach;
    ptr_uint_t final_pc;
    ZydisEncoderRequest req;
    int mem_at;             /* which operand of req is memory, -1: none */
    int is4_at;             /* which one is encoded in the immediate byte, -1: none */
    opnd_t mem;             /* memory, as the instruction has it */
    bool rip_relative;      /* its displacement is patched in afterwards */
    bool rip_wraps;         /* modulo 2^32: eip-relative */
    ptr_uint_t rip_target;
    bool addr_prefix;       /* 67 is put in front afterwards */
    const char *why;
};

/* The mnemonic of an instruction; some opcodes have one for each operand size. */
ZydisMnemonic encode_mnemonic(const instr_t *instr, bool is_64);

/* Direct jumps, calls and loops, by hand. Returns the length; 0: failed; -1: not one of them. */
int encode_branch(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach,
                  const char **why);

/* What only processors of the vendor have. Returns the length; 0: failed; -1: no such instruction. */
int encode_by_vendor(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach,
                     const char **why);
/* Puts the size that Zydis knows in place of that of a far pointer in memory; false: the vendor's
 * processors have none of this size. */
bool encode_far_pointer_size(const instr_t *instr, uint *bytes);

#define ENCODE_MAX_SHOWN 5

/* Sorts the instruction's operands into those that assembly shows. Returns their number, -1 when
 * the layout does not fit. */
int encode_sort_operands(const instr_t *instr, const struct layout *l,
                         opnd_t shown[ENCODE_MAX_SHOWN]);

/* Whether Zydis's table has a constant here, not a place. */
static inline bool
encode_is_constant(const ZydisOperandDefinition *op)
{
    return op->type == ZYDIS_SEMANTIC_OPTYPE_IMM || op->type == ZYDIS_SEMANTIC_OPTYPE_REL ||
        op->type == ZYDIS_SEMANTIC_OPTYPE_PTR || op->type == ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_IMM1;
}

/* The form that a row of Zydis's encoder table describes. */
void encode_form(const ZydisEncodableInstruction *row, struct layout_form *f);

/* The operands that assembly shows, in Intel's order. Returns their number, -1 when the operands
 * are not those of the opcode. */
int encode_shown_operands(instr_t *instr, opnd_t shown[5]);

/* Whether the operands that the opcode implies are those that BUF has. */
bool encode_implied_fit(const struct encoding *e, const struct layout *l, const byte *buf,
                        int length);

/* Puts right what Zydis encodes otherwise than the operands say; returns the new length. */
int encode_fix(struct encoding *e, byte *buf, int length);
uint encode_legacy_prefixes(const byte *buf, uint length);

/* Prefixes, sizes and EVEX details of the request; the operands are there already. */
void encode_settle(struct encoding *e, const struct layout *l);

/* Where a branch or address operand points once INSTR stands at FINAL_PC. */
bool encode_target(const instr_t *instr, opnd_t opnd, const byte *final_pc, ptr_uint_t *target);

#endif
