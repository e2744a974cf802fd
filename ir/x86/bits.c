/* ir/x86/bits.c - frequent questions about instructions, answered by their bytes without decoding. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/isa.h"

#include "ir/fast.h"
#include "ir/opclass.h"

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

/* False: there are no bits, or they are no instruction. */
static bool
scan_bits(const instr_t *instr, struct ir_scan *s)
{
    ir_isa mode = instr->isa_mode == DR_ISA_IA32 ? IR_ISA_IA32 : IR_ISA_AMD64;

    if ((instr->flags & INSTR_RAW_BITS_VALID) == 0 || instr->bytes == NULL)
        return false;
    int n = ir_scan_whole(instr->bytes, 0, instr->length, mode, s);
    return n != 0 && (uint)n == instr->length;
}

bool
isa_flags_of_bits(const instr_t *instr, uint *eflags, bool *conditional)
{
    struct ir_scan s;

    return scan_bits(instr, &s) && flags_of_scan(&s, instr->bytes, eflags, conditional);
}

bool
isa_course_of_bits(const instr_t *instr, uint *class)
{
    struct ir_scan s;
    uint reach = 0;

    if (!scan_bits(instr, &s))
        return false;
    if (s.imm_size == 1)
        reach = OPCLASS_SHORT;
    switch (s.kind) {
    case IR_OTHER: *class = 0; return true;
    case IR_JCC: *class = OPCLASS_CBR | reach; return true;
    case IR_LOOP: *class = OPCLASS_CBR | OPCLASS_LOOP; return true;
    case IR_JMP: *class = OPCLASS_UBR | reach; return true;
    case IR_CALL: *class = OPCLASS_CALL_DIRECT; return true;
    case IR_JMP_IND: *class = OPCLASS_JMP_IND; return true;
    case IR_CALL_IND: *class = OPCLASS_CALL_IND; return true;
    case IR_RET: *class = OPCLASS_RET; return true;
    default: return false;
    }
}

void
instr_note_scan(instr_t *instr, const struct ir_scan *s)
{
    bool conditional;

    if (!flags_of_scan(s, instr->bytes, &instr->eflags, &conditional))
        return;
    instr->flags |= INSTR_EFLAGS_VALID | (conditional ? INSTR_EFLAGS_COND : 0);
}
