/* include/dr_ir_utils.h - inserting code: calls, spills, flags, constants. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_UTILS_H
#define DR_IR_UTILS_H

#include "dr_defines.h"
#include "dr_ir_instr.h"
#include "dr_ir_instrlist.h"

/** Thread-local places to keep a register. The first few are reached by one instruction
 *  (dr_max_opnd_accessible_spill_slot()). */
typedef enum {
    SPILL_SLOT_1, SPILL_SLOT_2, SPILL_SLOT_3, SPILL_SLOT_4, SPILL_SLOT_5, SPILL_SLOT_6,
    SPILL_SLOT_7, SPILL_SLOT_8, SPILL_SLOT_9, SPILL_SLOT_10, SPILL_SLOT_11, SPILL_SLOT_12,
    SPILL_SLOT_13, SPILL_SLOT_14, SPILL_SLOT_15, SPILL_SLOT_16, SPILL_SLOT_17,
    SPILL_SLOT_MAX = SPILL_SLOT_17,
} dr_spill_slot_t;

/** Where dr_redirect_native_target() expects the target. */
#define SPILL_SLOT_REDIRECT_NATIVE_TGT SPILL_SLOT_1

/** Adds a meta instruction before WHERE. */
DR_API void instrlist_meta_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API void dr_insert_clean_call(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, bool save_fpstate, uint num_args, ...);
DR_API bool dr_get_mcontext(void *drcontext, dr_mcontext_t *context);
/** Inserts code that sets DST to VAL before WHERE. */
DR_API void instrlist_insert_mov_immed_ptrsz(void *drcontext, ptr_int_t val, opnd_t dst,
           instrlist_t *ilist, instr_t *where, instr_t **first DR_PARAM_OUT,
           instr_t **last DR_PARAM_OUT);
DR_API void dr_insert_clean_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, dr_cleancall_save_t save_flags, uint num_args, ...);
DR_API void dr_save_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg,
           dr_spill_slot_t slot);
DR_API void dr_restore_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg,
           dr_spill_slot_t slot);
DR_API reg_id_t dr_get_stolen_reg(void);
DR_API bool dr_set_mcontext(void *drcontext, dr_mcontext_t *context);
DR_API bool dr_redirect_execution(dr_mcontext_t *context);
DR_API reg_t dr_read_saved_reg(void *drcontext, dr_spill_slot_t slot);
DR_API void dr_insert_mbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee, dr_spill_slot_t scratch_slot);
/** Inserts code that sets DST to the address SRC_INST will have. */
DR_API void instrlist_insert_mov_instr_addr(void *drcontext, instr_t *src_inst,
           byte *encode_estimate, opnd_t dst, instrlist_t *ilist, instr_t *where,
           instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
/** Adds a meta instruction behind WHERE. */
DR_API void instrlist_meta_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API void dr_cleanup_after_call(void *drcontext, instrlist_t *ilist, instr_t *where,
           uint sizeof_param_area);
DR_API void dr_insert_cbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
DR_API uint dr_prepare_for_call(void *drcontext, instrlist_t *ilist, instr_t *instr);
/** Adds a meta instruction at the end. */
DR_API void instrlist_meta_append(instrlist_t *ilist, instr_t *instr);
DR_API opnd_t dr_reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot);
DR_API void dr_restore_arith_flags_from_reg(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
DR_API void dr_save_arith_flags_to_reg(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
DR_API bool dr_insert_get_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t reg);
DR_API void dr_insert_read_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
DR_API dr_spill_slot_t dr_max_opnd_accessible_spill_slot(void);
DR_API void dr_write_saved_reg(void *drcontext, dr_spill_slot_t slot, reg_t value);
DR_API void dr_insert_call_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
DR_API void dr_insert_cbr_instrumentation_ex(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee, opnd_t user_data);
DR_API int dr_insert_it_instrs(void *drcontext, instrlist_t *ilist);
DR_API void dr_insert_write_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
DR_API bool dr_mcontext_zmm_fields_valid(void);
/** CUR_XFLAGS with the arithmetic flags that lahf and seto left in SAVED_XFLAG. */
DR_API reg_t dr_merge_arith_flags(reg_t cur_xflags, reg_t saved_xflag);
DR_API byte *dr_redirect_native_target(void *drcontext);
/** Inserts code that pushes VAL before WHERE. */
DR_API void instrlist_insert_push_immed_ptrsz(void *drcontext, ptr_int_t val, instrlist_t *ilist,
           instr_t *where, instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
DR_API void instrlist_insert_push_instr_addr(void *drcontext, instr_t *src_inst,
           byte *encode_estimate, instrlist_t *ilist, instr_t *where,
           instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
DR_API void *dr_call_on_clean_stack(void *drcontext, void *(*func)(void), void *arg1, void *arg2,
           void *arg3, void *arg4, void *arg5, void *arg6, void *arg7, void *arg8);
DR_API bool dr_clobber_retaddr_after_read(void *drcontext, instrlist_t *ilist, instr_t *instr,
           ptr_uint_t value);
DR_API bool dr_insert_get_app_tls(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t tls_reg, reg_id_t reg);
DR_API bool dr_insert_get_seg_base(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t seg, reg_id_t reg);
DR_API bool dr_insert_set_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t reg);
DR_API void dr_insert_ubr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
DR_API int dr_remove_it_instrs(void *drcontext, instrlist_t *ilist);
DR_API void dr_restore_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where,
           dr_spill_slot_t slot);
DR_API void dr_save_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where,
           dr_spill_slot_t slot);
DR_API void dr_insert_call(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee,
           uint num_args, ...);
DR_API bool dr_insert_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where,
           byte *encode_pc, void *callee, uint num_args, ...);
DR_API void dr_insert_call_noreturn(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, uint num_args, ...);
DR_API void dr_insert_clean_call_ex_varg(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, dr_cleancall_save_t save_flags, uint num_args, opnd_t *args);
DR_API void dr_insert_restore_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where,
           opnd_t buf);
DR_API void dr_insert_save_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where,
           opnd_t buf);
DR_API bool dr_mcontext_xmm_fields_valid(void);
DR_API void dr_restore_app_stack(void *drcontext, instrlist_t *ilist, instr_t *where);
DR_API void dr_restore_arith_flags_from_xax(void *drcontext, instrlist_t *ilist, instr_t *where);
DR_API void dr_save_arith_flags_to_xax(void *drcontext, instrlist_t *ilist, instr_t *where);
DR_API void dr_swap_to_clean_stack(void *drcontext, instrlist_t *ilist, instr_t *where);
DR_API void instrlist_meta_fault_append(instrlist_t *ilist, instr_t *instr);
DR_API void instrlist_meta_fault_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API void instrlist_meta_fault_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API opnd_t reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot);
#ifdef WINDOWS
/** Copies SRC to the system's own context structure. */
DR_API bool dr_mcontext_to_context(CONTEXT *dst, dr_mcontext_t *src);
#endif

#endif
