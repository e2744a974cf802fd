/* core/api/insert.c - spill slots, flags, thread fields in code that clients insert. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch_insert.h"
#include "core/rt/drcontext.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "os/base/assert.h"

static struct insertion
before(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    return (struct insertion){ drcontext, ilist, where };
}

STATIC_ASSERT(SPILL_SLOT_MAX + 1 == TLS_CLIENT_COUNT + THREAD_SPILLED);

/* ---- spill slots: the first ones are the thread's, the others in its structure ---- */

static bool
is_near(dr_spill_slot_t slot)
{
    ASSERT(1, slot <= SPILL_SLOT_MAX);
    return (unsigned)slot < TLS_CLIENT_COUNT;
}

static opnd_t
near_opnd(dr_spill_slot_t slot)
{
    return arch_slot_opnd(TLS_CLIENT + (unsigned)slot);
}

/* By a register that holds the thread. */
static opnd_t
far_opnd(reg_id_t thread, dr_spill_slot_t slot)
{
    const size_t offset = offsetof(struct thread, spilled) + ((unsigned)slot - TLS_CLIENT_COUNT) * sizeof(uintptr_t);
    return opnd_create_base_disp(thread, DR_REG_NULL, 0, (int)offset, OPSZ_PTR);
}

static reg_t *
place_of(void *drcontext, dr_spill_slot_t slot)
{
    struct thread *t = drcontext_from(drcontext)->thread;
    return is_near(slot) ? &t->tls[TLS_CLIENT + (unsigned)slot] : &t->spilled[(unsigned)slot - TLS_CLIENT_COUNT];
}

DR_API void
dr_save_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg, dr_spill_slot_t slot)
{
    const struct insertion at = before(drcontext, ilist, where);
    const reg_id_t other = reg == DR_REG_XAX ? DR_REG_XCX : DR_REG_XAX;
    if (is_near(slot)) {
        arch_insert_store(&at, near_opnd(slot), reg);
        return;
    }
    arch_insert_store(&at, arch_slot_opnd(TLS_SCRATCH), other);
    arch_insert_load(&at, other, arch_slot_opnd(TLS_SELF));
    arch_insert_store(&at, far_opnd(other, slot), reg);
    arch_insert_load(&at, other, arch_slot_opnd(TLS_SCRATCH));
}

DR_API void
dr_restore_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg, dr_spill_slot_t slot)
{
    const struct insertion at = before(drcontext, ilist, where);
    if (is_near(slot)) {
        arch_insert_load(&at, reg, near_opnd(slot));
        return;
    }
    arch_insert_load(&at, reg, arch_slot_opnd(TLS_SELF));
    arch_insert_load(&at, reg, far_opnd(reg, slot));
}

/* A move between a register and the place of one of the slots. */
DR_API bool
instr_is_reg_spill_or_restore(void *drcontext, instr_t *instr, bool *tls, bool *spill, reg_id_t *reg,
                              uint *offs)
{
    const int op = instr_get_opcode(instr);

    UNUSED(drcontext);
    if (op != OP_mov_st && op != OP_mov_ld)
        return false;
    const bool is_spill = op == OP_mov_st;
    const opnd_t place = is_spill ? instr_get_dst(instr, 0) : instr_get_src(instr, 0);
    const opnd_t value = is_spill ? instr_get_src(instr, 0) : instr_get_dst(instr, 0);
    if (!opnd_is_far_base_disp(place) || !opnd_is_reg(value))
        return false;
    for (unsigned slot = 0; slot < TLS_CLIENT_COUNT; slot++) {
        if (!opnd_same_address(place, arch_slot_opnd(TLS_CLIENT + slot)))
            continue;
        if (tls != NULL)
            *tls = true;
        if (spill != NULL)
            *spill = is_spill;
        if (reg != NULL)
            *reg = opnd_get_reg(value);
        if (offs != NULL)
            *offs = (uint)opnd_get_disp(place);
        return true;
    }
    return false;
}

DR_API dr_spill_slot_t
dr_max_opnd_accessible_spill_slot(void)
{
    return (dr_spill_slot_t)(TLS_CLIENT_COUNT - 1);
}

DR_API opnd_t
dr_reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot)
{
    UNUSED(drcontext);
    ASSERT(1, is_near(slot));
    return near_opnd(slot);
}

DR_API opnd_t
reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot)
{
    return dr_reg_spill_slot_opnd(drcontext, slot);
}

DR_API reg_t
dr_read_saved_reg(void *drcontext, dr_spill_slot_t slot)
{
    return *place_of(drcontext, slot);
}

DR_API void
dr_write_saved_reg(void *drcontext, dr_spill_slot_t slot, reg_t value)
{
    *place_of(drcontext, slot) = value;
}

/* ---- flags ---- */

DR_API void
dr_save_arith_flags_to_xax(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    const struct insertion at = before(drcontext, ilist, where);
    arch_insert_flags_to_xax(&at);
}

DR_API void
dr_restore_arith_flags_from_xax(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    const struct insertion at = before(drcontext, ilist, where);
    arch_insert_flags_from_xax(&at);
}

DR_API void
dr_save_arith_flags_to_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    if (reg != DR_REG_XAX)
        FATAL("dr_save_arith_flags_to_reg: only xax can hold the flags");
    dr_save_arith_flags_to_xax(drcontext, ilist, where);
}

DR_API void
dr_restore_arith_flags_from_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    if (reg != DR_REG_XAX)
        FATAL("dr_restore_arith_flags_from_reg: only xax can hold the flags");
    dr_restore_arith_flags_from_xax(drcontext, ilist, where);
}

DR_API void
dr_save_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where, dr_spill_slot_t slot)
{
    dr_save_reg(drcontext, ilist, where, DR_REG_XAX, slot);
    dr_save_arith_flags_to_xax(drcontext, ilist, where);
}

DR_API void
dr_restore_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where, dr_spill_slot_t slot)
{
    dr_restore_arith_flags_from_xax(drcontext, ilist, where);
    dr_restore_reg(drcontext, ilist, where, DR_REG_XAX, slot);
}

/* ---- fields of the thread ---- */

static opnd_t
tls_field_of(reg_id_t context)
{
    return opnd_create_base_disp(context, DR_REG_NULL, 0, (int)offsetof(struct drcontext, tls_field),
                                 OPSZ_PTR);
}

/* The drcontext of the thread into a register. */
static void
insert_load_context(const struct insertion *at, reg_id_t reg)
{
    arch_insert_load(at, reg, arch_slot_opnd(TLS_SELF));
    arch_insert_load(at, reg,
                     opnd_create_base_disp(reg, DR_REG_NULL, 0,
                                           (int)(offsetof(struct thread, slot) + SLOT_client * sizeof(void *)),
                                           OPSZ_PTR));
}

DR_API void
dr_insert_read_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    const struct insertion at = before(drcontext, ilist, where);
    insert_load_context(&at, reg);
    arch_insert_load(&at, reg, tls_field_of(reg));
}

DR_API void
dr_insert_write_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    const struct insertion at = before(drcontext, ilist, where);
    reg_id_t other = reg == DR_REG_XAX ? DR_REG_XCX : DR_REG_XAX;
    opnd_t spill = arch_slot_opnd(TLS_SCRATCH);
    arch_insert_store(&at, spill, other);
    insert_load_context(&at, other);
    arch_insert_store(&at, tls_field_of(other), reg);
    arch_insert_load(&at, other, spill);
}

/* fs is the application's, whose first word is its own address by the ABI of thread-local
 * storage; the other base is kept, as the runtime uses that segment; the rest begin at 0. */
DR_API bool
dr_insert_get_seg_base(void *drcontext, instrlist_t *ilist, instr_t *instr, reg_id_t seg, reg_id_t reg)
{
    const struct insertion at = before(drcontext, ilist, instr);
    if (seg == DR_SEG_FS)
        arch_insert_load(&at, reg, opnd_create_far_base_disp(DR_SEG_FS, DR_REG_NULL, DR_REG_NULL, 0,
                                                             0, OPSZ_PTR));
    else if (seg == DR_SEG_GS)
        arch_insert_load(&at, reg, arch_slot_opnd(TLS_APP_SEG));
    else
        instrlist_meta_preinsert(ilist, instr,
                                 INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(reg),
                                                      OPND_CREATE_INTPTR(0)));
    return true;
}

DR_API bool
dr_insert_get_app_tls(void *drcontext, instrlist_t *ilist, instr_t *instr, reg_id_t tls_reg, reg_id_t reg)
{
    return dr_insert_get_seg_base(drcontext, ilist, instr, tls_reg, reg);
}

/* ---- stacks, floating-point state ---- */

DR_API void
dr_swap_to_clean_stack(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    const struct insertion at = before(drcontext, ilist, where);
    arch_insert_to_clean_stack(&at);
}

DR_API void
dr_restore_app_stack(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    const struct insertion at = before(drcontext, ilist, where);
    arch_insert_to_app_stack(&at);
}

DR_API void
dr_insert_save_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where, opnd_t buf)
{
    opnd_set_size(&buf, OPSZ_512);
    instrlist_meta_preinsert(ilist, where, INSTR_CREATE_fxsave64(drcontext, buf));
    instrlist_meta_preinsert(ilist, where, INSTR_CREATE_fninit(drcontext));
}

DR_API void
dr_insert_restore_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where, opnd_t buf)
{
    opnd_set_size(&buf, OPSZ_512);
    instrlist_meta_preinsert(ilist, where, INSTR_CREATE_fxrstor64(drcontext, buf));
}
