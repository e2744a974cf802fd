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
/** Inserts a call of CALLEE before WHERE that keeps all state of the application, on the
 *  runtime's stack. NUM_ARGS operands follow: constants, registers (as they were before the
 *  call) and memory. SAVE_FPSTATE: x87 and vector state is kept too. */
DR_API void dr_insert_clean_call(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, bool save_fpstate, uint num_args, ...);
/** Fills in the parts of *CONTEXT that its `flags` name with the application's state. Set
 *  `size` and `flags` before. False where that state is not known: outside of clean calls and
 *  events that have it. */
DR_API bool dr_get_mcontext(void *drcontext, dr_mcontext_t *context);
/** Inserts code that sets DST to VAL before WHERE. */
DR_API void instrlist_insert_mov_immed_ptrsz(void *drcontext, ptr_int_t val, opnd_t dst,
           instrlist_t *ilist, instr_t *where, instr_t **first DR_PARAM_OUT,
           instr_t **last DR_PARAM_OUT);
/** dr_insert_clean_call() with what to save as a DR_CLEANCALL_* set. */
DR_API void dr_insert_clean_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, dr_cleancall_save_t save_flags, uint num_args, ...);
/** Inserts a store of a register to a spill slot of the thread. */
DR_API void dr_save_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg,
           dr_spill_slot_t slot);
/** Inserts a load of a register from a spill slot of the thread. */
DR_API void dr_restore_reg(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg,
           dr_spill_slot_t slot);
/** The register that the runtime keeps for itself; DR_REG_NULL on x86. */
DR_API reg_id_t dr_get_stolen_reg(void);
/** Sets the application's state from *CONTEXT, likewise. It takes effect when the clean call
 *  returns. */
DR_API bool dr_set_mcontext(void *drcontext, dr_mcontext_t *context);
/** Leaves the clean call or event, and goes on at CONTEXT's pc with CONTEXT's state. It
 *  returns, with false, only when that is impossible. */
DR_API bool dr_redirect_execution(dr_mcontext_t *context);
/** The value in a spill slot of the thread, as a clean call sees it. */
DR_API reg_t dr_read_saved_reg(void *drcontext, dr_spill_slot_t slot);
/** Inserts a clean call of CALLEE before an indirect branch: callee(address of the branch,
 *  target). SCRATCH_SLOT is used for a register. */
DR_API void dr_insert_mbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee, dr_spill_slot_t scratch_slot);
/** Inserts code that sets DST to the address SRC_INST will have. */
DR_API void instrlist_insert_mov_instr_addr(void *drcontext, instr_t *src_inst,
           byte *encode_estimate, opnd_t dst, instrlist_t *ilist, instr_t *where,
           instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
/** Adds a meta instruction behind WHERE. */
DR_API void instrlist_meta_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
/** Inserts the other half, which gives SIZEOF_PARAM_AREA bytes of arguments back first. */
DR_API void dr_cleanup_after_call(void *drcontext, instrlist_t *ilist, instr_t *where,
           uint sizeof_param_area);
/** Inserts a clean call of CALLEE before a conditional branch: callee(address of the branch,
 *  target, 1 taken or 0 not). */
DR_API void dr_insert_cbr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
/** Inserts the first half of a clean call, up to the call itself: state is saved and the stack
 *  changed. Returns bytes of the stack that are taken up. */
DR_API uint dr_prepare_for_call(void *drcontext, instrlist_t *ilist, instr_t *instr);
/** Adds a meta instruction at the end. */
DR_API void instrlist_meta_append(instrlist_t *ilist, instr_t *instr);
/** A spill slot as a memory operand, for slots up to dr_max_opnd_accessible_spill_slot(). */
DR_API opnd_t dr_reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot);
/** Inserts code that sets the arithmetic flags from there. */
DR_API void dr_restore_arith_flags_from_reg(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
/** Inserts code that keeps the arithmetic flags in a register; it must be xax on x86. */
DR_API void dr_save_arith_flags_to_reg(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
/** Inserts code that moves the application's value of the register that the runtime keeps. x86
 *  has none: false. */
DR_API bool dr_insert_get_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t reg);
/** Inserts a load of the thread's client field (dr_get_tls_field()) into a register. */
DR_API void dr_insert_read_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
/** The last slot that one memory operand reaches. */
DR_API dr_spill_slot_t dr_max_opnd_accessible_spill_slot(void);
/** Sets a spill slot of the thread. */
DR_API void dr_write_saved_reg(void *drcontext, dr_spill_slot_t slot, reg_t value);
/** Inserts a clean call of CALLEE before a direct call: callee(address of the call, target). */
DR_API void dr_insert_call_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
/** The same with the address behind the branch and USER_DATA as further arguments. */
DR_API void dr_insert_cbr_instrumentation_ex(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee, opnd_t user_data);
/** Inserts or removes it instructions, which x86 does not have. Returns their number: 0. */
DR_API int dr_insert_it_instrs(void *drcontext, instrlist_t *ilist);
/** Inserts a store of a register to the thread's client field. */
DR_API void dr_insert_write_tls_field(void *drcontext, instrlist_t *ilist, instr_t *where,
           reg_id_t reg);
/** Whether the zmm and mask fields of dr_mcontext_t are filled in on this machine, which takes
 *  AVX-512 code to have run. */
DR_API bool dr_mcontext_zmm_fields_valid(void);
/** CUR_XFLAGS with the arithmetic flags that lahf and seto left in SAVED_XFLAG. */
DR_API reg_t dr_merge_arith_flags(reg_t cur_xflags, reg_t saved_xflag);
/** Where to jump to from replaced code so that the runtime takes over again, with the target in
 *  SPILL_SLOT_REDIRECT_NATIVE_TGT; NULL: not possible. */
DR_API byte *dr_redirect_native_target(void *drcontext);
/** Inserts code that pushes VAL before WHERE. */
DR_API void instrlist_insert_push_immed_ptrsz(void *drcontext, ptr_int_t val, instrlist_t *ilist,
           instr_t *where, instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
/** Inserts code that pushes the address SRC_INST will have. ENCODE_ESTIMATE is about where it
 *  will stand; *FIRST and *LAST as for instrlist_insert_mov_immed_ptrsz(). */
DR_API void instrlist_insert_push_instr_addr(void *drcontext, instr_t *src_inst,
           byte *encode_estimate, instrlist_t *ilist, instr_t *where,
           instr_t **first DR_PARAM_OUT, instr_t **last DR_PARAM_OUT);
/** Calls FUNC with up to eight arguments on the runtime's stack of the thread. Returns what it
 *  returns. */
DR_API void *dr_call_on_clean_stack(void *drcontext, void *(*func)(void), void *arg1, void *arg2,
           void *arg3, void *arg4, void *arg5, void *arg6, void *arg7, void *arg8);
/** Asks that a return's address is overwritten by VALUE in the stack once it has been read.
 *  False when that is not done. */
DR_API bool dr_clobber_retaddr_after_read(void *drcontext, instrlist_t *ilist, instr_t *instr,
           ptr_uint_t value);
/** Inserts a load of the base of TLS_REG, the application's thread segment, into a register.
 *  False for other registers. */
DR_API bool dr_insert_get_app_tls(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t tls_reg, reg_id_t reg);
/** Inserts a load of the base of the application's segment SEG into a register. False for
 *  segments that are not known. */
DR_API bool dr_insert_get_seg_base(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t seg, reg_id_t reg);
/** Inserts code that moves the application's value of the register that the runtime keeps. x86
 *  has none: false. */
DR_API bool dr_insert_set_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr,
           reg_id_t reg);
/** Inserts a clean call of CALLEE before a direct jump: callee(address of the jump, target). */
DR_API void dr_insert_ubr_instrumentation(void *drcontext, instrlist_t *ilist, instr_t *instr,
           void *callee);
/** Inserts or removes it instructions, which x86 does not have. Returns their number: 0. */
DR_API int dr_remove_it_instrs(void *drcontext, instrlist_t *ilist);
/** Inserts code that undoes dr_save_arith_flags(). */
DR_API void dr_restore_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where,
           dr_spill_slot_t slot);
/** Inserts code that keeps the arithmetic flags: xax goes to SLOT, and the flags to xax. */
DR_API void dr_save_arith_flags(void *drcontext, instrlist_t *ilist, instr_t *where,
           dr_spill_slot_t slot);
/** Inserts a plain call of CALLEE before WHERE on the present stack: whatever the convention
 *  lets it change may change. NUM_ARGS operands follow. */
DR_API void dr_insert_call(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee,
           uint num_args, ...);
/** dr_insert_call() for code that will stand at ENCODE_PC (NULL: in the code cache). Returns
 *  whether the call is direct. */
DR_API bool dr_insert_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where,
           byte *encode_pc, void *callee, uint num_args, ...);
/** dr_insert_call() of a function that does not return: what follows is not prepared for it. */
DR_API void dr_insert_call_noreturn(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, uint num_args, ...);
/** dr_insert_clean_call_ex() with the arguments as an array of NUM_ARGS operands. */
DR_API void dr_insert_clean_call_ex_varg(void *drcontext, instrlist_t *ilist, instr_t *where,
           void *callee, dr_cleancall_save_t save_flags, uint num_args, opnd_t *args);
/** Inserts code that sets x87 and vector state from BUF. */
DR_API void dr_insert_restore_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where,
           opnd_t buf);
/** Inserts code that keeps x87 and vector state in BUF, memory of proc_fpstate_save_size()
 *  bytes, aligned to DR_FPSTATE_ALIGN. */
DR_API void dr_insert_save_fpstate(void *drcontext, instrlist_t *ilist, instr_t *where,
           opnd_t buf);
/** Whether the xmm fields of dr_mcontext_t are filled in on this machine. */
DR_API bool dr_mcontext_xmm_fields_valid(void);
/** Inserts code that goes back to the application's stack. */
DR_API void dr_restore_app_stack(void *drcontext, instrlist_t *ilist, instr_t *where);
/** Inserts code that sets the arithmetic flags from xax. */
DR_API void dr_restore_arith_flags_from_xax(void *drcontext, instrlist_t *ilist, instr_t *where);
/** Inserts code that keeps the arithmetic flags in xax: as lahf leaves them, overflow in the
 *  lowest bit. */
DR_API void dr_save_arith_flags_to_xax(void *drcontext, instrlist_t *ilist, instr_t *where);
/** Inserts code that goes to the runtime's stack of the thread. */
DR_API void dr_swap_to_clean_stack(void *drcontext, instrlist_t *ilist, instr_t *where);
/** Adds a meta instruction in which a fault is expected, see instr_set_meta_may_fault(). */
DR_API void instrlist_meta_fault_append(instrlist_t *ilist, instr_t *instr);
/** Adds a meta instruction in which a fault is expected, see instr_set_meta_may_fault(). */
DR_API void instrlist_meta_fault_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
/** Adds a meta instruction in which a fault is expected, see instr_set_meta_may_fault(). */
DR_API void instrlist_meta_fault_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
/** A spill slot as a memory operand, for slots up to dr_max_opnd_accessible_spill_slot(). */
DR_API opnd_t reg_spill_slot_opnd(void *drcontext, dr_spill_slot_t slot);
#ifdef WINDOWS
/** Copies SRC to the system's own context structure. */
DR_API bool dr_mcontext_to_context(CONTEXT *dst, dr_mcontext_t *src);
#endif

#endif
