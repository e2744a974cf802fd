/* ir/instrlist.c - lists of instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_instrlist.h"

#include "dr_ir_utils.h"
#include "ir/context.h"
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/opclass.h"

#define LIST_OUR_MANGLING 1

void
instrlist_init(instrlist_t *ilist)
{
    *ilist = (instrlist_t){ 0 };
}

instrlist_t *
instrlist_create(void *drcontext)
{
    instrlist_t *l = ir_alloc(drcontext, sizeof(*l));

    instrlist_init(l);
    return l;
}

/* The list must be empty. */
void
instrlist_destroy(void *drcontext, instrlist_t *ilist)
{
    ir_free(drcontext, ilist, sizeof(*ilist));
}

void
instrlist_clear(void *drcontext, instrlist_t *ilist)
{
    instr_t *i = ilist->first;

    while (i != NULL) {
        instr_t *next = i->next;
        instr_destroy(drcontext, i);
        i = next;
    }
    ilist->first = ilist->last = NULL;
}

void
instrlist_clear_and_destroy(void *drcontext, instrlist_t *ilist)
{
    instrlist_clear(drcontext, ilist);
    instrlist_destroy(drcontext, ilist);
}

/* Branches to instructions of the list lead to their copies. */
instrlist_t *
instrlist_clone(void *drcontext, instrlist_t *old)
{
    instrlist_t *l = instrlist_create(drcontext);
    instr_t *i, *c;

    *l = (instrlist_t){ .flags = old->flags, .translation_target = old->translation_target,
                        .fall_through_bb = old->fall_through_bb, .auto_pred = old->auto_pred };
    for (i = old->first; i != NULL; i = i->next) {
        c = instr_clone(drcontext, i);
        c->prev = l->last;
        if (l->last != NULL)
            l->last->next = c;
        else
            l->first = c;
        l->last = c;
        c->note = i->note;
        i->note = c; /* while copying: where it went */
    }
    for (i = old->first, c = l->first; i != NULL; i = i->next, c = c->next) {
        if (c->opcode == OP_LABEL || (c->flags & INSTR_OPERANDS_VALID) == 0)
            continue;
        for (uint k = 0; k < c->num_srcs; k++) {
            opnd_t *o = instr_src_at(c, k);
            if ((opnd_is_instr(*o) || opnd_is_mem_instr(*o)) && o->value.instr != NULL)
                o->value.instr = (instr_t *)o->value.instr->note;
        }
        for (uint k = 0; k < c->num_dsts; k++) {
            opnd_t *o = &c->dsts[k];
            if (opnd_is_mem_instr(*o) && o->value.instr != NULL)
                o->value.instr = (instr_t *)o->value.instr->note;
        }
    }
    for (i = old->first, c = l->first; i != NULL; i = i->next, c = c->next)
        i->note = c->note;
    return l;
}

/* ---- ends ---- */

instr_t *
instrlist_first(instrlist_t *ilist)
{
    return ilist->first;
}

instr_t *
instrlist_last(instrlist_t *ilist)
{
    return ilist->last;
}

instr_t *
instrlist_first_app(instrlist_t *ilist)
{
    instr_t *i = ilist->first;

    return i == NULL || instr_is_app(i) ? i : instr_get_next_app(i);
}

instr_t *
instrlist_last_app(instrlist_t *ilist)
{
    instr_t *i = ilist->last;

    return i == NULL || instr_is_app(i) ? i : instr_get_prev_app(i);
}

instr_t *
instrlist_first_nonlabel(instrlist_t *ilist)
{
    instr_t *i = ilist->first;

    while (i != NULL && instr_is_label(i))
        i = i->next;
    return i;
}

/* ---- adding and removing ---- */

/* What the list gives to instructions that are added to it. */
static void
adopt(instrlist_t *ilist, instr_t *instr)
{
    if (ilist->translation_target != NULL && instr->translation == NULL)
        instr->translation = ilist->translation_target;
    if ((ilist->flags & LIST_OUR_MANGLING) != 0)
        instr->flags |= INSTR_OUR_MANGLING;
    if (ilist->auto_pred != DR_PRED_NONE && instr_is_meta(instr) &&
        !opclass_has(instr->opcode, OPCLASS_CTI) && !instr_is_label(instr))
        instr_set_predicate(instr, ilist->auto_pred);
}

/* INSTR may be the first of a chain linked by `next`. */
void
instrlist_append(instrlist_t *ilist, instr_t *instr)
{
    instr_t *end = instr;

    adopt(ilist, instr);
    while (end->next != NULL) {
        end = end->next;
        adopt(ilist, end);
    }
    instr->prev = ilist->last;
    if (ilist->last != NULL)
        ilist->last->next = instr;
    else
        ilist->first = instr;
    ilist->last = end;
}

void
instrlist_prepend(instrlist_t *ilist, instr_t *instr)
{
    if (ilist->first == NULL)
        instrlist_append(ilist, instr);
    else
        instrlist_preinsert(ilist, ilist->first, instr);
}

void
instrlist_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    instr_t *end = instr;

    if (where == NULL) {
        instrlist_append(ilist, instr);
        return;
    }
    adopt(ilist, instr);
    while (end->next != NULL) {
        end = end->next;
        adopt(ilist, end);
    }
    instr->prev = where->prev;
    if (where->prev != NULL)
        where->prev->next = instr;
    else
        ilist->first = instr;
    end->next = where;
    where->prev = end;
}

void
instrlist_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    if (where == NULL)
        instrlist_prepend(ilist, instr);
    else
        instrlist_preinsert(ilist, where->next, instr);
}

void
instrlist_remove(instrlist_t *ilist, instr_t *instr)
{
    if (instr->prev != NULL)
        instr->prev->next = instr->next;
    else
        ilist->first = instr->next;
    if (instr->next != NULL)
        instr->next->prev = instr->prev;
    else
        ilist->last = instr->prev;
    instr->prev = instr->next = NULL;
}

/* Returns the old instruction, which is not freed. */
instr_t *
instrlist_replace(instrlist_t *ilist, instr_t *oldinst, instr_t *newinst)
{
    instr_t *where = oldinst->next;

    instrlist_remove(ilist, oldinst);
    instrlist_preinsert(ilist, where, newinst);
    return oldinst;
}

/* Takes INSTR and all that follow out of the list; they stay linked. */
void
instrlist_cut(instrlist_t *ilist, instr_t *instr)
{
    ilist->last = instr->prev;
    if (instr->prev != NULL)
        instr->prev->next = NULL;
    else
        ilist->first = NULL;
    instr->prev = NULL;
}

/* ---- meta ---- */

void
instrlist_meta_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    instr_set_meta(instr);
    instrlist_preinsert(ilist, where, instr);
}

void
instrlist_meta_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    instr_set_meta(instr);
    instrlist_postinsert(ilist, where, instr);
}

void
instrlist_meta_append(instrlist_t *ilist, instr_t *instr)
{
    instr_set_meta(instr);
    instrlist_append(ilist, instr);
}

void
instrlist_meta_fault_preinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    instr_set_meta_may_fault(instr, true);
    instrlist_meta_preinsert(ilist, where, instr);
}

void
instrlist_meta_fault_postinsert(instrlist_t *ilist, instr_t *where, instr_t *instr)
{
    instr_set_meta_may_fault(instr, true);
    instrlist_meta_postinsert(ilist, where, instr);
}

void
instrlist_meta_fault_append(instrlist_t *ilist, instr_t *instr)
{
    instr_set_meta_may_fault(instr, true);
    instrlist_meta_append(ilist, instr);
}

/* ---- what it gives ---- */

void
instrlist_set_translation_target(instrlist_t *ilist, app_pc pc)
{
    ilist->translation_target = pc;
}

app_pc
instrlist_get_translation_target(instrlist_t *ilist)
{
    return ilist->translation_target;
}

void
instrlist_set_our_mangling(instrlist_t *ilist, bool ours)
{
    if (ours)
        ilist->flags |= LIST_OUR_MANGLING;
    else
        ilist->flags &= ~LIST_OUR_MANGLING;
}

dr_pred_type_t
instrlist_get_auto_predicate(instrlist_t *ilist)
{
    return ilist->auto_pred;
}

void
instrlist_set_auto_predicate(instrlist_t *ilist, dr_pred_type_t pred)
{
    ilist->auto_pred = pred;
}

/* Where control goes at the end of the block, when its last instruction does not say. */
bool
instrlist_set_fall_through_target(instrlist_t *bb, app_pc tgt)
{
    if (bb == NULL)
        return false;
    bb->fall_through_bb = tgt;
    return true;
}

/* The return address of the block's call, when it is not the next instruction; calls of other
 * machines only use it, but it is kept. */
bool
instrlist_set_return_target(instrlist_t *bb, app_pc tgt)
{
    if (bb == NULL || bb->last == NULL || !instr_is_call(bb->last))
        return false;
    bb->fall_through_bb = tgt;
    return true;
}
