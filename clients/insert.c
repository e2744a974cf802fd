/* clients/insert.c - pieces of inserted code that several clients share. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/insert.h"

bool
flags_are_dead(instr_t *instr)
{
    uint written = 0;

    for (; instr != NULL; instr = instr_get_next(instr)) {
        uint flags;
        if (!instr_is_app(instr))
            continue;
        flags = instr_get_arith_flags(instr, DR_QUERY_DEFAULT);
        /* A flag that has been written is no longer the one from before. */
        if ((flags & EFLAGS_READ_ARITH & ~EFLAGS_WRITE_TO_READ(written)) != 0)
            return false;
        /* What is written only under a condition may also stay. */
        if (!instr_is_predicated(instr))
            written |= flags & EFLAGS_WRITE_ARITH;
        if (written == EFLAGS_WRITE_ARITH)
            return true;
    }
    return false;
}

/* Without touching the flags: load, lea, store, by way of a register. */
static void
insert_add_by_lea(void *drcontext, instrlist_t *bb, instr_t *where, opnd_t memory, int value)
{
    reg_id_t reg = DR_REG_XAX;

    dr_save_reg(drcontext, bb, where, reg, SPILL_SLOT_1);
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_mov_ld(drcontext, opnd_create_reg(reg), memory));
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_lea(drcontext, opnd_create_reg(reg), OPND_CREATE_MEM_lea(reg, DR_REG_NULL, 0, value)));
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_mov_st(drcontext, memory, opnd_create_reg(reg)));
    dr_restore_reg(drcontext, bb, where, reg, SPILL_SLOT_1);
}

/* Most blocks have a place where nobody needs the flags, in front of the comparison that they end
 * with: there, one instruction does it. */
void
insert_add(void *drcontext, instrlist_t *bb, opnd_t memory, int value)
{
    instr_t *first = instrlist_first_app(bb);

    for (instr_t *i = first; i != NULL; i = instr_get_next_app(i))
        if (flags_are_dead(i)) {
            instrlist_meta_preinsert(bb, i, INSTR_CREATE_add(drcontext, memory, OPND_CREATE_INT32(value)));
            return;
        }
    if (first != NULL)
        insert_add_by_lea(drcontext, bb, first, memory, value);
}

int
count_app(instrlist_t *bb)
{
    int n = 0;

    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        n++;
    return n;
}
