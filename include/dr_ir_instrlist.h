/* include/dr_ir_instrlist.h - lists of instructions: what a block or a trace is made of. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_INSTRLIST_H
#define DR_IR_INSTRLIST_H

#include "dr_defines.h"
#include "dr_ir_instr.h"

/* A doubly linked list; the links are in the instructions. */
struct _instrlist_t {
    instr_t *first;
    instr_t *last;
    int flags;
    app_pc translation_target;  /* given to instructions that are added, when not NULL */
    app_pc fall_through_bb;     /* instrlist_set_fall_through_target() */
    dr_pred_type_t auto_pred;   /* given to meta instructions that are added */
};

DR_API instr_t *instrlist_first(instrlist_t *ilist);
DR_API instr_t *instrlist_first_app(instrlist_t *ilist);
DR_API instrlist_t *instrlist_create(void *drcontext);
DR_API void instrlist_clear_and_destroy(void *drcontext, instrlist_t *ilist);
DR_API void instrlist_append(instrlist_t *ilist, instr_t *instr);
DR_API void instrlist_remove(instrlist_t *ilist, instr_t *instr);
DR_API void instrlist_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API instr_t *instrlist_last(instrlist_t *ilist);
DR_API void instrlist_set_auto_predicate(instrlist_t *ilist, dr_pred_type_t pred);
DR_API void instrlist_clear(void *drcontext, instrlist_t *ilist);
DR_API instr_t *instrlist_last_app(instrlist_t *ilist);
DR_API instrlist_t *instrlist_clone(void *drcontext, instrlist_t *old);
DR_API void instrlist_destroy(void *drcontext, instrlist_t *ilist);
DR_API instr_t *instrlist_first_nonlabel(instrlist_t *ilist);
DR_API void instrlist_init(instrlist_t *ilist);
DR_API void instrlist_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
DR_API dr_pred_type_t instrlist_get_auto_predicate(instrlist_t *ilist);
DR_API void instrlist_cut(instrlist_t *ilist, instr_t *instr);
DR_API void instrlist_prepend(instrlist_t *ilist, instr_t *instr);
DR_API instr_t *instrlist_replace(instrlist_t *ilist, instr_t *oldinst, instr_t *newinst);
DR_API bool instrlist_set_fall_through_target(instrlist_t *bb, app_pc tgt);
DR_API bool instrlist_set_return_target(instrlist_t *bb, app_pc tgt);
DR_API app_pc instrlist_get_translation_target(instrlist_t *ilist);
DR_API void instrlist_set_our_mangling(instrlist_t *ilist, bool ours);
DR_API void instrlist_set_translation_target(instrlist_t *ilist, app_pc pc);

#endif
