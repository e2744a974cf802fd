/* tests/ir/same_instr.c - whether bytes decode to the instruction that they were encoded from. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/same_instr.h"

#include "ir/flags.h"
#include "ir/opnd.h"
#include "ir/reg.h"

/* Immediates of these stand for a number as wide as the operation; those of all others are bits
 * of their own. */
static bool
widens_immediate(int op)
{
    static const ushort ops[] = { OP_add, OP_or, OP_adc, OP_sbb, OP_and, OP_sub, OP_xor, OP_cmp,
                                  OP_test, OP_imul, OP_mov_imm, OP_mov_st, OP_mov_ld };
    for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
        if (ops[i] == op)
            return true;
    }
    return false;
}

static uint
immediate_bits(instr_t *got, opnd_t imm, bool is_64)
{
    int op = instr_get_opcode(got);

    if (op == OP_push_imm) /* as wide as what is pushed */
        return 8 * opnd_size_bytes_in(opnd_get_size(instr_get_dst(got, 1)), is_64);
    if (widens_immediate(op)) {
        opnd_t wide = instr_num_dsts(got) > 0 ? instr_get_dst(got, 0) : instr_get_src(got, 0);
        return 8 * opnd_size_bytes_in(opnd_get_size(wide), is_64);
    }
    return 8 * opnd_size_bytes_in(opnd_get_size(imm), is_64);
}

static bool
same_immediate(instr_t *got_instr, opnd_t made, opnd_t got, bool is_64)
{
    int64 m = opnd_get_immed_int64(made), g = opnd_get_immed_int64(got);
    uint bits = immediate_bits(got_instr, got, is_64);

    if (m == g)
        return true;
    if (bits == 0 || bits >= 64)
        return false;
    return m >= -(1LL << (bits - 1)) && m < 1LL << bits && ((m ^ g) & ((1LL << bits) - 1)) == 0;
}

/* cs, ds, es and ss mean nothing in 64-bit mode. */
static reg_id_t
segment(opnd_t o, bool is_64)
{
    reg_id_t s = opnd_get_segment(o);

    return is_64 && s != DR_SEG_FS && s != DR_SEG_GS ? DR_REG_NULL : s;
}

/* What is pushed with a size that is left open lies as far down as its default is wide. */
static bool
same_push(opnd_t made, opnd_t got, bool is_64)
{
    opnd_size_t size = opnd_get_size(made);

    return reg_gpr_number(opnd_get_base(made)) == 4 && opnd_size_is_open(size) &&
        opnd_get_disp(made) == -(int)opnd_size_bytes_in(size, is_64) &&
        opnd_get_disp(got) == -(int)opnd_size_bytes_in(opnd_get_size(got), is_64);
}

static bool
same_place(opnd_t made, opnd_t got, bool is_64)
{
    if (opnd_is_base_disp(made) && opnd_is_base_disp(got))
        return opnd_get_base(made) == opnd_get_base(got) &&
            opnd_get_index(made) == opnd_get_index(got) &&
            (opnd_get_index(made) == DR_REG_NULL || opnd_get_scale(made) == opnd_get_scale(got)) &&
            (opnd_get_disp(made) == opnd_get_disp(got) || same_push(made, got, is_64) ||
             /* an address of 16 bits */
             (!is_64 && opnd_is_abs_addr(made) && opnd_is_disp_short_addr(made) &&
              (ushort)opnd_get_disp(made) == (ushort)opnd_get_disp(got)));
    if (opnd_is_base_disp(made) && !opnd_is_abs_addr(made))
        return false;
    if (opnd_is_base_disp(got) && !opnd_is_abs_addr(got))
        return false;
    ptr_uint_t m = (ptr_uint_t)opnd_get_addr(made), g = (ptr_uint_t)opnd_get_addr(got);
    return is_64 ? m == g : (uint)m == (uint)g;
}

static const char *
memory_difference(opnd_t made, opnd_t got, bool is_64)
{
    uint bytes = opnd_size_bytes_in(opnd_get_size(got), is_64);
    opnd_size_t size = opnd_get_size(made);

    if (segment(made, is_64) != segment(got, is_64) && opnd_get_size(got) != OPSZ_lea)
        return "segment";
    if (!opnd_is_mem_instr(made) && !same_place(made, got, is_64))
        return "address";
    if (size != OPSZ_NA && size != OPSZ_0 && size != OPSZ_xsave && bytes != 0 &&
        !opnd_size_allows(size, bytes, is_64))
        return "size of memory";
    return NULL;
}

static const char *
opnd_difference(instr_t *got_instr, opnd_t made, opnd_t got)
{
    bool is_64 = instr_get_isa_mode(got_instr) != DR_ISA_IA32;

    if (opnd_is_reg(made))
        return opnd_is_reg(got) && opnd_get_reg(made) == opnd_get_reg(got) ? NULL : "register";
    if (opnd_is_immed_int(made))
        return opnd_is_immed_int(got) && same_immediate(got_instr, made, got, is_64) ? NULL
                                                                                    : "immediate";
    if (opnd_is_memory_reference(made))
        return opnd_is_memory_reference(got) ? memory_difference(made, got, is_64) : "kind";
    if (opnd_is_instr(made) || (opnd_is_pc(made) && !opnd_is_pc(got)))
        return opnd_is_pc(got) || opnd_is_immed_int(got) ? NULL : "kind";
    if (opnd_is_near_pc(made) && opnd_is_near_pc(got) && !is_64)
        return (uint)(ptr_uint_t)opnd_get_pc(made) == (uint)(ptr_uint_t)opnd_get_pc(got) ? NULL
                                                                                         : "target";
    return opnd_same(made, got) ? NULL : "operand";
}

static bool
same_opcode(int made, int got)
{
    return made == got || (made == OP_mov_st && got == OP_mov_imm);
}

const char *
same_instr_difference(instr_t *made, instr_t *got)
{
    const char *what;

    if (!same_opcode(instr_get_opcode(made), instr_get_opcode(got)))
        return "opcode";
    if (instr_num_srcs(made) != instr_num_srcs(got) || instr_num_dsts(made) != instr_num_dsts(got))
        return "number of operands";
    for (int i = 0; i < instr_num_srcs(made); i++) {
        what = opnd_difference(got, instr_get_src(made, (uint)i), instr_get_src(got, (uint)i));
        if (what != NULL)
            return what;
    }
    for (int i = 0; i < instr_num_dsts(made); i++) {
        what = opnd_difference(got, instr_get_dst(made, (uint)i), instr_get_dst(got, (uint)i));
        if (what != NULL)
            return what;
    }
    return NULL;
}
