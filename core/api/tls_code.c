/* core/api/tls_code.c - operands and code for the slots of dr_raw_tls_calloc(). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_instr.h"
#include "dr_ir_instrlist.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "dr_tools.h"

DR_API opnd_t
dr_raw_tls_opnd(void *drcontext, reg_id_t tls_register, uint tls_offs)
{
    (void)drcontext;
    return opnd_create_far_base_disp(tls_register, DR_REG_NULL, DR_REG_NULL, 0, (int)tls_offs, OPSZ_PTR);
}

DR_API void
dr_insert_read_raw_tls(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t tls_register, uint tls_offs,
                       reg_id_t reg)
{
    opnd_t slot = dr_raw_tls_opnd(drcontext, tls_register, tls_offs);

    instrlist_meta_preinsert(ilist, where, XINST_CREATE_load(drcontext, opnd_create_reg(reg), slot));
}

DR_API void
dr_insert_write_raw_tls(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t tls_register, uint tls_offs,
                        reg_id_t reg)
{
    opnd_t slot = dr_raw_tls_opnd(drcontext, tls_register, tls_offs);

    instrlist_meta_preinsert(ilist, where, XINST_CREATE_store(drcontext, slot, opnd_create_reg(reg)));
}
