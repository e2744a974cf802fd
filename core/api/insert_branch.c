/* core/api/insert_branch.c - calls of client functions at the application's branches. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch_insert.h"
#include "core/rt/thread.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "os/base/assert.h"

static app_pc
address_of(instr_t *instr)
{
    app_pc pc = instr_get_app_pc(instr);
    if (pc == NULL)
        FATAL("instrumentation of a branch that has no application address");
    return pc;
}

static void
insert(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee, uint count, const opnd_t *args)
{
    dr_insert_clean_call_ex_varg(drcontext, ilist, where, callee, DR_CLEANCALL_READS_APP_CONTEXT, count,
                                 (opnd_t *)(ptr_uint_t)args);
}

static opnd_t
number(const void *value)
{
    return OPND_CREATE_INTPTR((ptr_int_t)value);
}

DR_API void
dr_insert_ubr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr, void *callee)
{
    const opnd_t args[] = { number(address_of(instr)), number(instr_get_branch_target_pc(instr)) };
    insert(drcontext, ilist, instr, callee, 2, args);
}

DR_API void
dr_insert_call_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr, void *callee)
{
    dr_insert_ubr_instrumentation(drcontext, ilist, instr, callee);
}

/* The target is read where the application would read it; for a return that is its stack. */
DR_API void
dr_insert_mbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr, void *callee,
                              dr_spill_slot_t scratch_slot)
{
    UNUSED(scratch_slot);
    opnd_t target = instr_is_return(instr) ? OPND_CREATE_MEMPTR(DR_REG_XSP, 0) : instr_get_target(instr);
    const opnd_t args[] = { number(address_of(instr)), target };
    insert(drcontext, ilist, instr, callee, 2, args);
}

/* ---- conditional branches ---- */

/* Whether the branch with this opcode is taken in the state that the thread has. */
static bool
is_taken(ptr_uint_t opcode)
{
    const struct mcontext *mc = &thread_self()->mc;
    bool is_zero = (mc->flags & EFLAGS_ZF) != 0;
    reg_t count = mc->reg[1]; /* xcx */
    instr_noalloc_t space;
    switch (opcode) {
    case OP_jecxz: return count == 0;
    case OP_loop: return count != 1;
    case OP_loope: return count != 1 && is_zero;
    case OP_loopne: return count != 1 && !is_zero;
    default: break;
    }
    instr_noalloc_init(NULL, &space);
    instr_set_opcode(&space.instr, (int)opcode);
    return instr_jcc_taken(&space.instr, mc->flags);
}

static void
call_for_branch(void (*callee)(app_pc, app_pc, int), app_pc pc, app_pc target, ptr_uint_t opcode)
{
    callee(pc, target, is_taken(opcode));
}

static void
call_for_branch_ex(void (*callee)(app_pc, app_pc, app_pc, int, void *), app_pc pc, app_pc target, app_pc next,
                   ptr_uint_t opcode, void *user_data)
{
    callee(pc, target, next, is_taken(opcode), user_data);
}

DR_API void
dr_insert_cbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr, void *callee)
{
    const opnd_t args[] = { number(callee), number(address_of(instr)),
                            number(instr_get_branch_target_pc(instr)),
                            OPND_CREATE_INTPTR(instr_get_opcode(instr)) };
    insert(drcontext, ilist, instr, (void *)(ptr_uint_t)call_for_branch, 4, args);
}

DR_API void
dr_insert_cbr_instrumentation_ex(void *drcontext, instrlist_t *ilist, instr_t *instr, void *callee,
                                 opnd_t user_data)
{
    app_pc pc = address_of(instr);
    const opnd_t args[] = { number(callee),
                            number(pc),
                            number(instr_get_branch_target_pc(instr)),
                            number(pc + instr_length(drcontext, instr)),
                            OPND_CREATE_INTPTR(instr_get_opcode(instr)),
                            user_data };
    insert(drcontext, ilist, instr, (void *)(ptr_uint_t)call_for_branch_ex, 6, args);
}
