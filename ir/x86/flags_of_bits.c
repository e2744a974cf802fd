/* ir/x86/flags_of_bits.c - the flags of an instruction by its bytes, without decoding it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/isa.h"

#include "ir/fast.h"

/* bsf and bsr, which ir_scan takes for what AMD's processors do. */
static bool
is_bit_scan(const struct ir_scan *s, const byte *bytes)
{
    return s->opcode_off != 0 && bytes[s->opcode_off - 1] == 0x0f &&
        (bytes[s->opcode_off] & 0xfe) == 0xbc;
}

/* False: the flags are not known by the scan alone. */
static bool
flags_of_scan(const struct ir_scan *s, const byte *bytes, uint *eflags, bool *conditional)
{
    if (s->kind == IR_INVALID || is_bit_scan(s, bytes))
        return false;
    *eflags = s->eflags;
    /* a repeated comparison of nothing writes no flag */
    *conditional = (s->flags & (IR_COND_FLAGS | IR_REP)) != 0;
    return true;
}

bool
isa_flags_of_bits(const instr_t *instr, uint *eflags, bool *conditional)
{
    struct ir_scan s;
    ir_isa mode = instr->isa_mode == DR_ISA_IA32 ? IR_ISA_IA32 : IR_ISA_AMD64;

    if ((instr->flags & INSTR_RAW_BITS_VALID) == 0 || instr->bytes == NULL)
        return false;
    int n = ir_scan_whole(instr->bytes, 0, instr->length, mode, &s);
    return n != 0 && (uint)n == instr->length &&
        flags_of_scan(&s, instr->bytes, eflags, conditional);
}

void
instr_note_scan(instr_t *instr, const struct ir_scan *s)
{
    bool conditional;

    if (!flags_of_scan(s, instr->bytes, &instr->eflags, &conditional))
        return;
    instr->flags |= INSTR_EFLAGS_VALID | (conditional ? INSTR_EFLAGS_COND : 0);
}
