/* ir/instr_mem.h - where an instruction's operands and bytes lie. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_INSTR_MEM_H
#define IR_INSTR_MEM_H

#include "dr_ir_instr.h"

/* Gives INSTR room for so many operands, all empty; what it had is freed. One block holds the
 * destinations and, behind them, the sources from the second on. */
void instr_mem_set_operands(instr_t *instr, uint num_dsts, uint num_srcs);
void instr_mem_free_operands(instr_t *instr);

/* Source N without any check. */
static inline opnd_t *
instr_src_at(instr_t *instr, uint n)
{
    return n == 0 ? &instr->src0 : &instr->srcs[n - 1];
}

/* Raises INSTR to full operands if it is not there. */
bool instr_need_operands(instr_t *instr);
bool instr_need_opcode(instr_t *instr);

/* Operands or opcode were changed by hand: the bytes no longer hold. */
void instr_changed(instr_t *instr);

#endif
