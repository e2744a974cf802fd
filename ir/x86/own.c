/* ir/x86/own.c - the few instructions that Zydis does not know. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Flexible return and event delivery: erets, eretu and lkgs are privileged 64-bit instructions.
 * lkgs is known in its register forms. */
#include "ir/x86/own.h"

#include "ir/instr_mem.h"
#include "ir/reg.h"
#include "os/base/string.h"

static const struct {
    ushort opcode;
    byte length;
    byte bytes[4]; /* the last one has the register in its low bits when has_reg */
    bool has_reg;
} own[] = {
    { OP_erets, 4, { 0xf2, 0x0f, 0x01, 0xca }, false },
    { OP_eretu, 4, { 0xf3, 0x0f, 0x01, 0xca }, false },
    { OP_lkgs, 4, { 0xf2, 0x0f, 0x00, 0xf0 }, true },
};
#define NUM_OWN (sizeof(own) / sizeof(own[0]))

static bool
is_own(uint i, const uint8_t *pc, size_t max)
{
    uint n = own[i].length;

    return max >= n && memcmp(pc, own[i].bytes, n - 1) == 0 &&
        (own[i].has_reg ? pc[n - 1] & 0xf8 : pc[n - 1]) == own[i].bytes[n - 1];
}

int
own_length(const uint8_t *pc, size_t max, ir_isa mode)
{
    for (uint i = 0; i < NUM_OWN && mode == IR_ISA_AMD64; i++) {
        if (is_own(i, pc, max))
            return own[i].length;
    }
    return 0;
}

bool
own_decode(instr_t *instr, const byte *pc, size_t max, enum isa_level level)
{
    if (instr->isa_mode == DR_ISA_IA32)
        return false;
    for (uint i = 0; i < NUM_OWN; i++) {
        uint n = own[i].length;
        if (!is_own(i, pc, max))
            continue;
        instr_set_raw_bits(instr, (byte *)pc, n);
        instr->opcode = own[i].opcode;
        instr->eflags = 0;
        instr->category = DR_INSTR_CATEGORY_OTHER;
        instr->flags |= INSTR_OPCODE_VALID | INSTR_EFLAGS_VALID | INSTR_CATEGORY_VALID;
        if (level == ISA_OPERANDS) {
            instr_mem_set_operands(instr, 0, own[i].has_reg);
            if (own[i].has_reg)
                instr->src0 = opnd_create_reg(reg_from_gpr_number(pc[n - 1] & 7, OPSZ_2));
            instr->flags |= INSTR_OPERANDS_VALID;
        }
        return true;
    }
    return false;
}

int
own_encode(instr_t *instr, byte *buf)
{
    for (uint i = 0; i < NUM_OWN; i++) {
        uint n = own[i].length;
        if (instr->opcode != own[i].opcode || instr->isa_mode == DR_ISA_IA32)
            continue;
        if (instr->num_dsts != 0 || instr->num_srcs != own[i].has_reg)
            return 0;
        memcpy(buf, own[i].bytes, n);
        if (own[i].has_reg) {
            reg_id_t reg = opnd_get_reg(instr->src0);
            int r = reg_gpr_number(reg);
            if (r < 0 || r > 7 || reg_get_size(reg) != OPSZ_2)
                return 0;
            buf[n - 1] = (byte)(buf[n - 1] | r);
        }
        return (int)n;
    }
    return 0;
}
