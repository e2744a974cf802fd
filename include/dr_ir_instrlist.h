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

/** The first instruction; NULL when empty. */
DR_API instr_t *instrlist_first(instrlist_t *ilist);
/** The first application instruction; NULL: none. */
DR_API instr_t *instrlist_first_app(instrlist_t *ilist);
/** A new empty list. */
DR_API instrlist_t *instrlist_create(void *drcontext);
/** Frees the instructions and the list. */
DR_API void instrlist_clear_and_destroy(void *drcontext, instrlist_t *ilist);
/** Adds an instruction (or a chain of them) at the end. */
DR_API void instrlist_append(instrlist_t *ilist, instr_t *instr);
/** Takes an instruction out; it is not freed. */
DR_API void instrlist_remove(instrlist_t *ilist, instr_t *instr);
/** Adds an instruction (or a chain) before WHERE; at the end when WHERE is NULL. */
DR_API void instrlist_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
/** The last instruction; NULL when empty. */
DR_API instr_t *instrlist_last(instrlist_t *ilist);
/** The predicate that meta instructions get when they are added. */
DR_API void instrlist_set_auto_predicate(instrlist_t *ilist, dr_pred_type_t pred);
/** Frees the instructions. */
DR_API void instrlist_clear(void *drcontext, instrlist_t *ilist);
/** The last application instruction; NULL: none. */
DR_API instr_t *instrlist_last_app(instrlist_t *ilist);
/** A copy with copies of all instructions; branches among them lead to the copies. */
DR_API instrlist_t *instrlist_clone(void *drcontext, instrlist_t *old);
/** Frees the list, which must be empty. */
DR_API void instrlist_destroy(void *drcontext, instrlist_t *ilist);
/** The first instruction that is no label; NULL: none. */
DR_API instr_t *instrlist_first_nonlabel(instrlist_t *ilist);
/** Makes a list that the caller owns usable. */
DR_API void instrlist_init(instrlist_t *ilist);
/** Adds an instruction (or a chain) behind WHERE; at the start when WHERE is NULL. */
DR_API void instrlist_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr);
/** What instrlist_set_auto_predicate() set. */
DR_API dr_pred_type_t instrlist_get_auto_predicate(instrlist_t *ilist);
/** Takes INSTR and all that follow out; they stay chained. */
DR_API void instrlist_cut(instrlist_t *ilist, instr_t *instr);
/** Adds an instruction (or a chain of them) at the start. */
DR_API void instrlist_prepend(instrlist_t *ilist, instr_t *instr);
/** Puts NEWINST where OLDINST was, and returns OLDINST, which is not freed. */
DR_API instr_t *instrlist_replace(instrlist_t *ilist, instr_t *oldinst, instr_t *newinst);
/** Where control goes when the last instruction falls through. */
DR_API bool instrlist_set_fall_through_target(instrlist_t *bb, app_pc tgt);
/** Says where the block's call, its last instruction, returns to when that is not behind it.
 *  False when the list does not end in a call. */
DR_API bool instrlist_set_return_target(instrlist_t *bb, app_pc tgt);
/** What instrlist_set_translation_target() set. */
DR_API app_pc instrlist_get_translation_target(instrlist_t *ilist);
/** Marks instructions that are added as the runtime's own: a state within them is not the
 *  application's. */
DR_API void instrlist_set_our_mangling(instrlist_t *ilist, bool ours);
/** The application address that instructions without one get when they are added; NULL: none.
 */
DR_API void instrlist_set_translation_target(instrlist_t *ilist, app_pc pc);

#endif
