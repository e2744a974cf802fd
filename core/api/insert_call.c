/* core/api/insert_call.c - calls of client functions from application code. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch_insert.h"
#include "core/rt/events.h"
#include "dr_events.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "os/base/assert.h"

enum { MOST_ARGS = 32 };

static void
read_args(opnd_t *args, uint num_args, va_list ap)
{
    if (num_args > MOST_ARGS)
        FATAL("a call with more than %d arguments cannot be inserted", MOST_ARGS);
    for (uint i = 0; i < num_args; i++)
        args[i] = va_arg(ap, opnd_t);
}

DR_API void
dr_insert_clean_call_ex_varg(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee,
                             dr_cleancall_save_t save_flags, uint num_args, opnd_t *args)
{
    const struct insertion at = { drcontext, ilist, where };
    const struct arch_call call = { callee, (uint)save_flags, num_args, args };
    void (*f)(void *, instrlist_t *, instr_t *, dr_cleancall_save_t);
    EVENT_FOR_EACH(clean_call_insertion, f)
        f(drcontext, ilist, where, save_flags);
    arch_insert_clean_call(&at, &call);
    instr_t *end = INSTR_CREATE_label(drcontext);
    instr_set_note(end, (void *)(ptr_uint_t)DR_NOTE_CLEAN_CALL_END);
    instrlist_meta_preinsert(ilist, where, end);
}

DR_API void
dr_insert_clean_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee,
                        dr_cleancall_save_t save_flags, uint num_args, ...)
{
    opnd_t args[MOST_ARGS];
    va_list ap;
    va_start(ap, num_args);
    read_args(args, num_args, ap);
    va_end(ap);
    dr_insert_clean_call_ex_varg(drcontext, ilist, where, callee, save_flags, num_args, args);
}

DR_API void
dr_insert_clean_call(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee,
                     bool save_fpstate, uint num_args, ...)
{
    opnd_t args[MOST_ARGS];
    va_list ap;
    va_start(ap, num_args);
    read_args(args, num_args, ap);
    va_end(ap);
    dr_insert_clean_call_ex_varg(drcontext, ilist, where, callee,
                                 save_fpstate ? DR_CLEANCALL_SAVE_FLOAT : (dr_cleancall_save_t)0,
                                 num_args, args);
}

/* ---- plain calls ---- */

DR_API void
dr_insert_call(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee, uint num_args, ...)
{
    opnd_t args[MOST_ARGS];
    va_list ap;
    va_start(ap, num_args);
    read_args(args, num_args, ap);
    va_end(ap);
    const struct insertion at = { drcontext, ilist, where };
    const struct arch_call call = { callee, 0, num_args, args };
    arch_insert_plain_call(&at, &call);
}

/* True: a direct call was possible.  It always is, by way of a literal. */
DR_API bool
dr_insert_call_ex(void *drcontext, instrlist_t *ilist, instr_t *where, byte *encode_pc, void *callee,
                  uint num_args, ...)
{
    opnd_t args[MOST_ARGS];
    va_list ap;
    UNUSED(encode_pc);
    va_start(ap, num_args);
    read_args(args, num_args, ap);
    va_end(ap);
    const struct insertion at = { drcontext, ilist, where };
    const struct arch_call call = { callee, 0, num_args, args };
    arch_insert_plain_call(&at, &call);
    return true;
}

DR_API void
dr_insert_call_noreturn(void *drcontext, instrlist_t *ilist, instr_t *where, void *callee, uint num_args,
                        ...)
{
    opnd_t args[MOST_ARGS];
    va_list ap;
    va_start(ap, num_args);
    read_args(args, num_args, ap);
    va_end(ap);
    const struct insertion at = { drcontext, ilist, where };
    const struct arch_call call = { callee, 0, num_args, args };
    arch_insert_plain_call(&at, &call);
}

DR_API uint
dr_prepare_for_call(void *drcontext, instrlist_t *ilist, instr_t *instr)
{
    const struct insertion at = { drcontext, ilist, instr };
    arch_insert_call_begin(&at);
    return 0; /* nothing is on the stack */
}

DR_API void
dr_cleanup_after_call(void *drcontext, instrlist_t *ilist, instr_t *where, uint sizeof_param_area)
{
    const struct insertion at = { drcontext, ilist, where };
    UNUSED(sizeof_param_area); /* the stack pointer comes back whatever it is */
    arch_insert_call_end(&at);
}
