/* clients/insert.c - pieces of inserted code that several clients share. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/insert.h"

#include "clients/ahead.h"

/* Of the flags that are needed behind INSTR, as bits that read them: those needed before it. */
static uint
needed_before(instr_t *instr, uint needed)
{
    uint flags = instr_get_arith_flags(instr, DR_QUERY_DEFAULT);

    return (needed & ~EFLAGS_WRITE_TO_READ(flags & EFLAGS_WRITE_ARITH)) | (flags & EFLAGS_READ_ARITH);
}

/* The first application instruction, up to STOP, in front of which no flag is needed, if NEEDED are
 * behind the block; NULL: none. */
static instr_t *
first_without_flags(instrlist_t *bb, instr_t *stop, uint needed)
{
    instr_t *found = NULL;

    for (instr_t *i = instrlist_last(bb); i != NULL; i = instr_get_prev(i)) {
        if (!instr_is_app(i))
            continue;
        needed = needed_before(i, needed);
        if (needed == 0)
            found = i;
        if (i == stop)
            return needed == 0 ? i : NULL;
    }
    return found;
}

bool
flags_are_dead(instrlist_t *bb, instr_t *instr)
{
    return first_without_flags(bb, instr, EFLAGS_READ_ARITH) != NULL;
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
 * with, or of a jump to code that begins by changing them: there, one instruction does it. */
void
insert_add(void *drcontext, instrlist_t *bb, opnd_t memory, int value)
{
    instr_t *first = instrlist_first_app(bb);
    instr_t *place = first_without_flags(bb, NULL, EFLAGS_READ_ARITH);

    if (place == NULL && ahead_flags_are_dead(drcontext, bb))
        place = first_without_flags(bb, NULL, 0);
    if (place != NULL)
        instrlist_meta_preinsert(bb, place, INSTR_CREATE_add(drcontext, memory, OPND_CREATE_INT32(value)));
    else if (first != NULL)
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
