/* drmgr/emulation.c - labels around code that stands for other code. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"
#include "drmgr/thread.h"

#include <string.h>

enum { NOTE_START, NOTE_END, NOTE_COUNT };
enum { LABEL_PC, LABEL_INSTR, LABEL_FLAGS }; /* in the label's own data */

static ptr_uint_t notes;

void
emulation_init(void)
{
    notes = drmgr_reserve_note_range(NOTE_COUNT);
}

static bool
is_label(instr_t *instr, ptr_uint_t which)
{
    return instr_is_label(instr) && notes != DRMGR_NOTE_NONE && (ptr_uint_t)instr_get_note(instr) == notes + which;
}

bool
drmgr_is_emulation_start(instr_t *instr)
{
    return is_label(instr, NOTE_START);
}

bool
drmgr_is_emulation_end(instr_t *instr)
{
    return is_label(instr, NOTE_END);
}

static instr_t *
insert_label(void *drcontext, instrlist_t *ilist, instr_t *where, ptr_uint_t which)
{
    instr_t *label = INSTR_CREATE_label(drcontext);

    instr_set_note(label, (void *)(notes + which));
    instrlist_meta_preinsert(ilist, where, label);
    return label;
}

static void
free_label(void *drcontext, instr_t *label)
{
    instr_t *instr = (instr_t *)instr_get_label_data_area(label)->data[LABEL_INSTR];

    if (instr != NULL)
        instr_destroy(drcontext, instr);
}

bool
drmgr_insert_emulation_start(void *drcontext, instrlist_t *ilist, instr_t *where, emulated_instr_t *instr)
{
    dr_instr_label_data_t *data;
    instr_t *label;

    if (instr->size < sizeof *instr || notes == DRMGR_NOTE_NONE)
        return false;
    label = insert_label(drcontext, ilist, where, NOTE_START);
    instr_set_translation(label, instr->pc);
    data = instr_get_label_data_area(label);
    data->data[LABEL_PC] = (ptr_uint_t)instr->pc;
    data->data[LABEL_INSTR] = (ptr_uint_t)instr->instr;
    data->data[LABEL_FLAGS] = (ptr_uint_t)instr->flags;
    instr_set_label_callback(label, free_label);
    return true;
}

void
drmgr_insert_emulation_end(void *drcontext, instrlist_t *ilist, instr_t *where)
{
    insert_label(drcontext, ilist, where, NOTE_END);
}

bool
drmgr_get_emulated_instr_data(instr_t *instr, DR_PARAM_OUT emulated_instr_t *emulated)
{
    dr_instr_label_data_t *data;

    if (!drmgr_is_emulation_start(instr) || emulated->size < sizeof *emulated)
        return false;
    data = instr_get_label_data_area(instr);
    emulated->pc = (app_pc)data->data[LABEL_PC];
    emulated->instr = (instr_t *)data->data[LABEL_INSTR];
    emulated->flags = (dr_emulate_options_t)data->data[LABEL_FLAGS];
    return true;
}

/* ---- where the insertion is ---- */

void
emulation_enter(void *drcontext, instr_t *instr)
{
    struct thread *t = thread_of(drcontext);

    if (!drmgr_is_emulation_start(instr))
        return;
    t->emulated.size = sizeof t->emulated;
    drmgr_get_emulated_instr_data(instr, &t->emulated);
    t->emulated.flags |= DR_EMULATE_IS_FIRST_INSTR;
    t->is_emulating = true;
}

/* The label of the end is still inside. */
void
emulation_leave(void *drcontext, instr_t *instr)
{
    struct thread *t = thread_of(drcontext);

    t->emulated.flags &= ~(unsigned)DR_EMULATE_IS_FIRST_INSTR;
    if (drmgr_is_emulation_end(instr))
        t->is_emulating = false;
}

static struct thread *
inserting(void *drcontext)
{
    struct thread *t = thread_of(drcontext);

    return t != NULL && t->phase == DRMGR_PHASE_INSERTION ? t : NULL;
}

bool
drmgr_in_emulation_region(void *drcontext, DR_PARAM_OUT const emulated_instr_t **emulation_info)
{
    struct thread *t = inserting(drcontext);

    if (t == NULL || !t->is_emulating)
        return false;
    if (emulation_info != NULL)
        *emulation_info = &t->emulated;
    return true;
}

/* Where OWN_FLAG is set, code that stands for another instruction is looked at itself. */
static instr_t *
original(void *drcontext, unsigned own_flag)
{
    struct thread *t = inserting(drcontext);

    if (t == NULL)
        return NULL;
    if (t->is_emulating && (t->emulated.flags & own_flag) == 0)
        return (t->emulated.flags & DR_EMULATE_IS_FIRST_INSTR) != 0 ? t->emulated.instr : NULL;
    return instr_is_app(t->at) ? t->at : NULL;
}

instr_t *
drmgr_orig_app_instr_for_fetch(void *drcontext)
{
    return original(drcontext, 0);
}

instr_t *
drmgr_orig_app_instr_for_operands(void *drcontext)
{
    return original(drcontext, DR_EMULATE_INSTR_ONLY);
}
