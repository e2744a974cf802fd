/* drmgr/include/drmgr.h - the multi-instrumentation manager: several parts of a client, and several clients, side by side. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRMGR_H
#define DRMGR_H 1

#include "drmgr_events.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Instrumentation.
 *
 * A block goes through five phases; each is finished for all who take part before the next begins:
 * changes of the application's code, analysis (nothing may be changed), insertion of new code (in front
 * of one instruction after the other), changes of what was inserted, and changes of all of that for which
 * the block is seen as a whole.
 */

/** Changes a block as a whole. The result, here and below, are the flags of the block event. */
typedef dr_emit_flags_t (*drmgr_xform_cb_t)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating);
/** Looks at a block and may keep something in *user_data for the insertion. */
typedef dr_emit_flags_t (*drmgr_analysis_cb_t)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating,
                                               DR_PARAM_OUT void **user_data);
/** Inserts code around `inst`; called for each instruction that was there when the phase began. */
typedef dr_emit_flags_t (*drmgr_insertion_cb_t)(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace,
                                                bool translating, void *user_data);
/** Changes the application's code and may keep something in *user_data for the later phases. */
typedef dr_emit_flags_t (*drmgr_app2app_ex_cb_t)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating,
                                                 DR_PARAM_OUT void **user_data);
/** A phase on the whole block that gets what was kept. */
typedef dr_emit_flags_t (*drmgr_ilist_ex_cb_t)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating,
                                               void *user_data);
/** Inserts code around instructions with one opcode; `user_data` is that of the registration. */
typedef dr_emit_flags_t (*drmgr_opcode_insertion_cb_t)(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst,
                                                       bool for_trace, bool translating, void *user_data);

/** The callbacks of all phases, for drmgr_register_bb_instrumentation_all_events(); each may be NULL. */
typedef struct _drmgr_instru_events_t {
    size_t struct_size; /**< sizeof(drmgr_instru_events_t) */
    drmgr_app2app_ex_cb_t app2app_func;
    drmgr_ilist_ex_cb_t analysis_func;
    drmgr_insertion_cb_t insertion_func;
    drmgr_ilist_ex_cb_t instru2instru_func;
    drmgr_ilist_ex_cb_t meta_instru_func;
} drmgr_instru_events_t;

/** Phases of a block. */
typedef enum {
    DRMGR_PHASE_NONE,          /**< no block is being made */
    DRMGR_PHASE_APP2APP,       /**< the application's code is changed */
    DRMGR_PHASE_ANALYSIS,      /**< nothing is changed */
    DRMGR_PHASE_INSERTION,     /**< code is inserted */
    DRMGR_PHASE_INSTRU2INSTRU, /**< what was inserted is changed */
    DRMGR_PHASE_META_INSTRU,   /**< all is there */
} drmgr_bb_phase_t;

/** No note: drmgr_reserve_note_range() has failed. */
enum {
    DRMGR_NOTE_NONE = 0,
};

/** How a stretch of code stands for instructions of the application. */
typedef enum {
    DR_EMULATE_REST_OF_BLOCK = 0x0001,  /**< up to the end of the block; no label marks the end */
    DR_EMULATE_IS_FIRST_INSTR = 0x0002, /**< told by drmgr_in_emulation_region(): the stretch begins here */
    DR_EMULATE_INSTR_ONLY = 0x0004,     /**< what the stretch does to memory is its own, only what is fetched is not */
} dr_emulate_options_t;

/** An application instruction that other code stands for. */
typedef struct _emulated_instr_t {
    size_t size;                /**< sizeof(emulated_instr_t) */
    app_pc pc;                  /**< of the instruction */
    instr_t *instr;             /**< it; belongs to the label once it was inserted */
    dr_emulate_options_t flags; /**< of dr_emulate_options_t */
} emulated_instr_t;

/** Starts the manager; each part of a client calls it before all others here and drmgr_exit() in the end.
 *  Fails: false */
DR_EXPORT bool
drmgr_init(void);

/** The counterpart of drmgr_init(); the last one ends the manager. */
DR_EXPORT void
drmgr_exit(void);

/* ---- blocks ---- */

/** Registers a callback for changes of application code. PRIORITY may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_app2app_event(drmgr_xform_cb_t func, drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_bb_app2app_event(drmgr_xform_cb_t func);

/** Registers a callback for changes of inserted code. PRIORITY may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_instru2instru_event(drmgr_xform_cb_t func, drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_bb_instru2instru_event(drmgr_xform_cb_t func);

/** Registers a callback for the last phase. PRIORITY may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_meta_instru_event(drmgr_xform_cb_t func, drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_bb_meta_instru_event(drmgr_xform_cb_t func);

/** Registers a pair of callbacks for analysis and insertion, one of which may be NULL: what the first puts into
 *  *user_data, the second gets with each instruction. PRIORITY may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_instrumentation_event(drmgr_analysis_cb_t analysis_func, drmgr_insertion_cb_t insertion_func,
                                        drmgr_priority_t *priority);

/** By the analysis callback.
 *  Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_bb_instrumentation_event(drmgr_analysis_cb_t func);

/** By the insertion callback, of a pair without analysis or with one.
 *  Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_bb_insertion_event(drmgr_insertion_cb_t func);

/** Registers callbacks for four phases that share one user_data, which the first sets. Each may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_instrumentation_ex_event(drmgr_app2app_ex_cb_t app2app_func, drmgr_ilist_ex_cb_t analysis_func,
                                           drmgr_insertion_cb_t insertion_func, drmgr_ilist_ex_cb_t instru2instru_func,
                                           drmgr_priority_t *priority);

/** Fails: false, these four were not registered together */
DR_EXPORT bool
drmgr_unregister_bb_instrumentation_ex_event(drmgr_app2app_ex_cb_t app2app_func, drmgr_ilist_ex_cb_t analysis_func,
                                             drmgr_insertion_cb_t insertion_func, drmgr_ilist_ex_cb_t instru2instru_func);

/** The same for all five phases.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_bb_instrumentation_all_events(drmgr_instru_events_t *events, drmgr_priority_t *priority);

/** Fails: false, these were not registered together */
DR_EXPORT bool
drmgr_unregister_bb_instrumentation_all_events(drmgr_instru_events_t *events);

/** Registers a callback for the insertion at instructions with one opcode. It stands among the insertion
 *  callbacks by its number; its name, before and after count among those for this opcode.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_opcode_instrumentation_event(drmgr_opcode_insertion_cb_t func, int opcode, drmgr_priority_t *priority,
                                            void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_opcode_instrumentation_event(drmgr_opcode_insertion_cb_t func, int opcode);

/** The phase that the calling thread is in. */
DR_EXPORT drmgr_bb_phase_t
drmgr_current_bb_phase(void *drcontext);

/** Whether INSTR was the first of the block when the insertion began. In the insertion phase only. */
DR_EXPORT bool
drmgr_is_first_instr(void *drcontext, instr_t *instr);

/** Whether INSTR was the first that is no label. In the insertion phase only. */
DR_EXPORT bool
drmgr_is_first_nonlabel_instr(void *drcontext, instr_t *instr);

/** Whether INSTR was the last of the block when the insertion began. In the insertion phase only. */
DR_EXPORT bool
drmgr_is_last_instr(void *drcontext, instr_t *instr);

/** Lets what is inserted at this instruction run whatever its predicate says. On x86 it does anyway.
 *  Fails: false, not in the insertion phase */
DR_EXPORT bool
drmgr_disable_auto_predication(void *drcontext, instrlist_t *ilist);

/** Sets SIZE values of instr_set_note() aside and returns the first of them.
 *  Fails: DRMGR_NOTE_NONE */
DR_EXPORT ptr_uint_t
drmgr_reserve_note_range(size_t size);

/* ---- code that stands for other code ---- */

/** Inserts a label in front of WHERE: from here on, code stands for the instruction that INSTR describes. The label owns
 *  INSTR->instr. In the first phase only.
 *  Fails: false */
DR_EXPORT bool
drmgr_insert_emulation_start(void *drcontext, instrlist_t *ilist, instr_t *where, emulated_instr_t *instr);

/** Inserts the label of the end in front of WHERE. */
DR_EXPORT void
drmgr_insert_emulation_end(void *drcontext, instrlist_t *ilist, instr_t *where);

/** Whether INSTR is a label of a beginning. */
DR_EXPORT bool
drmgr_is_emulation_start(instr_t *instr);

/** Whether INSTR is a label of an end. */
DR_EXPORT bool
drmgr_is_emulation_end(instr_t *instr);

/** What the label of a beginning describes; EMULATED->size must be set.
 *  Fails: false, INSTR is no such label */
DR_EXPORT bool
drmgr_get_emulated_instr_data(instr_t *instr, DR_PARAM_OUT emulated_instr_t *emulated);

/** Whether the instruction at which the insertion is stands for another, and for which. In the insertion phase only. */
DR_EXPORT bool
drmgr_in_emulation_region(void *drcontext, DR_PARAM_OUT const emulated_instr_t **emulation_info);

/** The application instruction that is fetched where the insertion is, NULL if none: at the beginning of a stretch that
 *  stands for an instruction, that one. In the insertion phase only. */
DR_EXPORT instr_t *
drmgr_orig_app_instr_for_fetch(void *drcontext);

/** The application instruction whose operands are accessed where the insertion is, NULL if none. In the insertion phase only. */
DR_EXPORT instr_t *
drmgr_orig_app_instr_for_operands(void *drcontext);

/* ---- fields of threads, and of callbacks of the Windows kernel within them ---- */

/** A field of each thread, at first NULL.
 *  Fails: -1, there are 64 */
DR_EXPORT int
drmgr_register_tls_field(void);

/** Fails: false */
DR_EXPORT bool
drmgr_unregister_tls_field(int idx);

/** The value of a field, NULL too for threads without fields. */
DR_EXPORT void *
drmgr_get_tls_field(void *drcontext, int idx);

/** Fails: false */
DR_EXPORT bool
drmgr_set_tls_field(void *drcontext, int idx, void *value);

/** Inserts a load of a field into REG, in front of WHERE.
 *  Fails: false */
DR_EXPORT bool
drmgr_insert_read_tls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg);

/** Inserts a store of REG, using SCRATCH.
 *  Fails: false */
DR_EXPORT bool
drmgr_insert_write_tls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg,
                             reg_id_t scratch);

/** A field of each nested callback of each thread. CB_INIT_FUNC is called where one begins: NEW_DEPTH says that no
 *  callback was this deep in this thread before, otherwise the field has its former value. CB_EXIT_FUNC is called
 *  where it ends, and with THREAD_EXIT for each depth that there was when the thread ends. On Linux
 *  there is one depth.
 *  Fails: -1 */
DR_EXPORT int
drmgr_register_cls_field(void (*cb_init_func)(void *drcontext, bool new_depth),
                         void (*cb_exit_func)(void *drcontext, bool thread_exit));

/** Fails: false, these do not belong together */
DR_EXPORT bool
drmgr_unregister_cls_field(void (*cb_init_func)(void *drcontext, bool new_depth),
                           void (*cb_exit_func)(void *drcontext, bool thread_exit), int idx);

/** The value in the current callback. */
DR_EXPORT void *
drmgr_get_cls_field(void *drcontext, int idx);

/** Fails: false */
DR_EXPORT bool
drmgr_set_cls_field(void *drcontext, int idx, void *value);

/** The value in the callback around the current one, NULL if there is none. */
DR_EXPORT void *
drmgr_get_parent_cls_field(void *drcontext, int idx);

/** Inserts a load of the current callback's field into REG.
 *  Fails: false */
DR_EXPORT bool
drmgr_insert_read_cls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg);

/** Inserts a store of REG, using SCRATCH.
 *  Fails: false */
DR_EXPORT bool
drmgr_insert_write_cls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg,
                             reg_id_t scratch);

/** Enters a callback, as if the kernel had made one: for tests. */
DR_EXPORT bool
drmgr_push_cls(void *drcontext);

/** Leaves it.
 *  Fails: false, there is none */
DR_EXPORT bool
drmgr_pop_cls(void *drcontext);

/* ---- system calls ---- */

/** The number of the system call that a wrapper function makes, found by reading its code.
 *  Fails: -1 */
DR_EXPORT int
drmgr_decode_sysnum_from_wrapper(app_pc entry);

#ifdef __cplusplus
}
#endif

/* Where the manager is in use, these are its own: a client that went past it would disturb the others. */
#ifndef DRMGR_NO_POISON
#    define dr_get_tls_field use_drmgr_get_tls_field_instead
#    define dr_insert_read_tls_field use_drmgr_insert_read_tls_field_instead
#    define dr_insert_write_tls_field use_drmgr_insert_write_tls_field_instead
#    define dr_register_bb_event use_drmgr_register_bb_event_instead
#    define dr_register_exception_event use_drmgr_register_exception_event_instead
#    define dr_register_exit_event use_drmgr_register_exit_event_instead
#    define dr_register_filter_syscall_event use_drmgr_register_filter_syscall_event_instead
#    define dr_register_kernel_xfer_event use_drmgr_register_kernel_xfer_event_instead
#    define dr_register_low_on_memory_event use_drmgr_register_low_on_memory_event_instead
#    define dr_register_module_load_event use_drmgr_register_module_load_event_instead
#    define dr_register_module_unload_event use_drmgr_register_module_unload_event_instead
#    define dr_register_post_attach_event use_drmgr_register_post_attach_event_instead
#    define dr_register_post_syscall_event use_drmgr_register_post_syscall_event_instead
#    define dr_register_pre_syscall_event use_drmgr_register_pre_syscall_event_instead
#    define dr_register_restore_state_event use_drmgr_register_restore_state_event_instead
#    define dr_register_restore_state_ex_event use_drmgr_register_restore_state_ex_event_instead
#    define dr_register_signal_event use_drmgr_register_signal_event_instead
#    define dr_register_thread_exit_event use_drmgr_register_thread_exit_event_instead
#    define dr_register_thread_init_event use_drmgr_register_thread_init_event_instead
#    define dr_set_tls_field use_drmgr_set_tls_field_instead
#    define dr_unregister_bb_event use_drmgr_unregister_bb_event_instead
#    define dr_unregister_exception_event use_drmgr_unregister_exception_event_instead
#    define dr_unregister_exit_event use_drmgr_unregister_exit_event_instead
#    define dr_unregister_filter_syscall_event use_drmgr_unregister_filter_syscall_event_instead
#    define dr_unregister_kernel_xfer_event use_drmgr_unregister_kernel_xfer_event_instead
#    define dr_unregister_low_on_memory_event use_drmgr_unregister_low_on_memory_event_instead
#    define dr_unregister_module_load_event use_drmgr_unregister_module_load_event_instead
#    define dr_unregister_module_unload_event use_drmgr_unregister_module_unload_event_instead
#    define dr_unregister_post_attach_event use_drmgr_unregister_post_attach_event_instead
#    define dr_unregister_post_syscall_event use_drmgr_unregister_post_syscall_event_instead
#    define dr_unregister_pre_syscall_event use_drmgr_unregister_pre_syscall_event_instead
#    define dr_unregister_restore_state_event use_drmgr_unregister_restore_state_event_instead
#    define dr_unregister_restore_state_ex_event use_drmgr_unregister_restore_state_ex_event_instead
#    define dr_unregister_signal_event use_drmgr_unregister_signal_event_instead
#    define dr_unregister_thread_exit_event use_drmgr_unregister_thread_exit_event_instead
#    define dr_unregister_thread_init_event use_drmgr_unregister_thread_init_event_instead
#endif

#endif
