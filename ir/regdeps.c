/* ir/regdeps.c - the synthetic instruction set that keeps only dependencies. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A DR_ISA_REGDEPS instruction has the category, the flags and the register operands of a real
 * one, and nothing else: no opcode, no memory operands, no immediates. Registers are virtual
 * ones; all parts of a general or vector register are the same virtual register. The widest
 * operand's size is kept as the operation size. */
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/reg.h"

static reg_id_t
virtual_of(reg_id_t reg)
{
    int n = reg_gpr_number(reg), v = reg_vector_number(reg);

    if (n >= 0)
        return (reg_id_t)(DR_REG_VIRT0 + n);
    if (v >= 0)
        return (reg_id_t)(DR_REG_VIRT0 + 16 + v);
    /* the others by their own number, behind those two files */
    uint other = reg <= DR_REG_MM7 ? (uint)(reg - DR_REG_MM0) : (uint)(reg - DR_REG_ST0) + 8;
    return (reg_id_t)(DR_REG_VIRT0 + 48 + other);
}

/* Adds a register unless it is there. */
static void
add(opnd_t *list, uint *n, uint max, reg_id_t reg)
{
    opnd_t o = opnd_create_reg(virtual_of(reg));

    if (reg == DR_REG_NULL)
        return;
    for (uint i = 0; i < *n; i++) {
        if (opnd_same(list[i], o))
            return;
    }
    if (*n < max)
        list[(*n)++] = o;
}

void
instr_convert_to_isa_regdeps(void *drcontext, instr_t *instr_real_isa, instr_t *instr_regdeps_isa)
{
    opnd_t dsts[MAX_DST_OPNDS], srcs[MAX_SRC_OPNDS];
    uint nd = 0, ns = 0;
    instr_t *from = instr_real_isa, *to = instr_regdeps_isa;

    for (int i = 0; i < instr_num_dsts(from); i++) {
        opnd_t o = from->dsts[i];
        for (int k = 0; k < opnd_num_regs_used(o); k++) {
            if (opnd_is_reg(o))
                add(dsts, &nd, MAX_DST_OPNDS, opnd_get_reg(o));
            else
                add(srcs, &ns, MAX_SRC_OPNDS, opnd_get_reg_used(o, k));
        }
    }
    for (int i = 0; i < instr_num_srcs(from); i++) {
        opnd_t o = *instr_src_at(from, (uint)i);
        for (int k = 0; k < opnd_num_regs_used(o); k++)
            add(srcs, &ns, MAX_SRC_OPNDS, opnd_get_reg_used(o, k));
    }
    uint eflags = instr_get_arith_flags(from, DR_QUERY_DEFAULT), category = instr_get_category(from);
    opnd_size_t size = instr_get_operation_size(from);
    instr_reset(drcontext, to);
    to->isa_mode = DR_ISA_REGDEPS;
    to->opcode = OP_UNDECODED;
    instr_mem_set_operands(to, nd, ns);
    for (uint i = 0; i < nd; i++)
        to->dsts[i] = dsts[i];
    for (uint i = 0; i < ns; i++)
        *instr_src_at(to, i) = srcs[i];
    to->eflags = eflags;
    to->category = category;
    to->operation_size = size;
    to->flags |= INSTR_OPERANDS_VALID | INSTR_OPCODE_VALID | INSTR_EFLAGS_VALID |
        INSTR_EFLAGS_6_VALID | INSTR_CATEGORY_VALID;
}
