/* core/x86/insert.c - slots of the thread and flags in code for clients.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/arch_insert.h"
#include "core/x86/emit.h"
#include "core/x86/tls_x86.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"

/* At a label control may come from anywhere in the client's code. */
void
arch_note_meta(struct emitter *e, instr_t *i)
{
    if (e->is_fresh &&
        (instr_is_label(i) || instr_is_cti(i) ||
         instr_writes_to_reg(i, DR_REG_R10, DR_QUERY_INCLUDE_ALL) ||
         instr_writes_to_reg(i, DR_REG_R11, DR_QUERY_INCLUDE_ALL)))
        e->is_fresh = false;
}

opnd_t
arch_slot_part(unsigned slot, unsigned offset, opnd_size_t size)
{
    return opnd_create_far_base_disp(DR_SEG_GS, DR_REG_NULL, DR_REG_NULL, 0,
                                     (int)(TLS_DISP(slot) + offset), size);
}

opnd_t
arch_slot_opnd(unsigned slot)
{
    return arch_slot_part(slot, 0, OPSZ_PTR);
}

static void
put(const struct insertion *at, instr_t *i)
{
    instrlist_meta_preinsert(at->list, at->where, i);
}

void
arch_insert_load(const struct insertion *at, reg_id_t reg, opnd_t from)
{
    put(at, INSTR_CREATE_mov_ld(at->drcontext, opnd_create_reg(reg), from));
}

void
arch_insert_store(const struct insertion *at, opnd_t to, reg_id_t reg)
{
    put(at, INSTR_CREATE_mov_st(at->drcontext, to, opnd_create_reg(reg)));
}

void
arch_insert_flags_to_xax(const struct insertion *at)
{
    put(at, INSTR_CREATE_lahf(at->drcontext));
    put(at, INSTR_CREATE_setcc(at->drcontext, OP_seto, opnd_create_reg(DR_REG_AL)));
}

/* 1 + 0x7f overflows, 0 + 0x7f does not: that brings OF back; sahf does the others. */
void
arch_insert_flags_from_xax(const struct insertion *at)
{
    put(at, INSTR_CREATE_add(at->drcontext, opnd_create_reg(DR_REG_AL), OPND_CREATE_INT8(0x7f)));
    put(at, INSTR_CREATE_sahf(at->drcontext));
}
