/* tests/samples/cbr.c - each way of a conditional branch is seen once, and its instrumentation goes. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A branch begins with a call on either way. When one way has been taken the block is flushed and made
 * again, with a call on the other way alone; after that, with none.
 */
#include "dr_api.h"

enum { SEEN_TAKEN = 1, SEEN_NOT_TAKEN = 2 };

static void *table; /* address of the branch to what has been seen */
static int calls, both;

static ptr_uint_t
seen_of(app_pc pc)
{
    return (ptr_uint_t)dr_hashtable_lookup(NULL, table, (ptr_uint_t)pc);
}

static void
note(app_pc pc, app_pc target, ptr_uint_t what)
{
    void *drcontext = dr_get_current_drcontext();
    ptr_uint_t seen = seen_of(pc) | what;
    dr_mcontext_t mc = { sizeof(mc), DR_MC_ALL };

    dr_atomic_add32_return_sum(&calls, 1);
    dr_hashtable_remove(NULL, table, (ptr_uint_t)pc);
    dr_hashtable_add(NULL, table, (ptr_uint_t)pc, (void *)seen);
    if (seen == (SEEN_TAKEN | SEEN_NOT_TAKEN))
        dr_atomic_add32_return_sum(&both, 1);
    dr_flush_region(pc, 1);
    dr_get_mcontext(drcontext, &mc);
    mc.pc = target;
    dr_redirect_execution(&mc);
}

static void
at_taken(app_pc pc, app_pc target)
{
    note(pc, target, SEEN_TAKEN);
}

static void
at_not_taken(app_pc pc, app_pc next)
{
    note(pc, next, SEEN_NOT_TAKEN);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *cbr = instrlist_last_app(bb), *label, *skip;
    app_pc pc = instr_get_app_pc(cbr), next, target;
    ptr_uint_t seen;

    if (!instr_is_cbr(cbr))
        return DR_EMIT_DEFAULT;
    seen = seen_of(pc);
    next = decode_next_pc(drcontext, pc);
    target = instr_get_branch_target_pc(cbr);
    if ((seen & SEEN_TAKEN) == 0) {
        /* the branch itself goes to the call, and from there to the target */
        label = INSTR_CREATE_label(drcontext);
        instr_set_meta(cbr);
        instr_set_translation(cbr, NULL);
        instr_set_target(cbr, opnd_create_instr(label));
        if (!instr_is_cti_loop(cbr))
            instr_set_target(cbr, opnd_create_instr(label));
        instrlist_meta_append(bb, label);
        if ((seen & SEEN_NOT_TAKEN) == 0)
            dr_insert_clean_call_ex(drcontext, bb, label, (void *)at_not_taken,
                                    DR_CLEANCALL_READS_APP_CONTEXT | DR_CLEANCALL_MULTIPATH, 2,
                                    OPND_CREATE_INTPTR(pc), OPND_CREATE_INTPTR(next));
        skip = INSTR_XL8(INSTR_CREATE_jmp(drcontext, opnd_create_pc(next)), pc);
        instrlist_preinsert(bb, label, skip);
        dr_insert_clean_call_ex(drcontext, bb, NULL, (void *)at_taken,
                                DR_CLEANCALL_READS_APP_CONTEXT | DR_CLEANCALL_MULTIPATH, 2,
                                OPND_CREATE_INTPTR(pc), OPND_CREATE_INTPTR(target));
        instrlist_append(bb, INSTR_XL8(INSTR_CREATE_jmp(drcontext, opnd_create_pc(target)), pc));
    } else if ((seen & SEEN_NOT_TAKEN) == 0) {
        dr_insert_clean_call_ex(drcontext, bb, NULL, (void *)at_not_taken,
                                DR_CLEANCALL_READS_APP_CONTEXT | DR_CLEANCALL_MULTIPATH, 2,
                                OPND_CREATE_INTPTR(pc), OPND_CREATE_INTPTR(next));
        instrlist_append(bb, INSTR_XL8(INSTR_CREATE_jmp(drcontext, opnd_create_pc(next)), pc));
    }
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "calls %d both %d\n", calls, both);
    dr_hashtable_destroy(NULL, table);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    table = dr_hashtable_create(NULL, 13, 60, true, NULL);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
