/* tests/clients/end_client.c - frees at the end of the process what inserted code of all threads uses. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: -skip (no thread exit events), -ask (the client ends the process after some blocks). */
#include "dr_api.h"

#include <string.h>

struct counter {
    uint64 blocks;
};

static int begun, ended, running_late;
static volatile bool is_over;
static bool asks;

static void
thread_begins(void *drcontext)
{
    struct counter *c = dr_thread_alloc(drcontext, sizeof *c);

    c->blocks = 0;
    dr_set_tls_field(drcontext, c);
    dr_atomic_add32_return_sum(&begun, 1);
}

static void
thread_ends(void *drcontext)
{
    dr_thread_free(drcontext, dr_get_tls_field(drcontext), sizeof(struct counter));
    dr_set_tls_field(drcontext, NULL); /* whoever still runs inserted code crashes */
    dr_atomic_add32_return_sum(&ended, 1);
}

static void
at_block(void)
{
    if (is_over)
        running_late++;
    if (asks && begun > 3)
        dr_request_synchronized_exit();
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);

    (void)tag;
    (void)for_trace;
    (void)translating;
    dr_save_reg(drcontext, bb, first, DR_REG_XCX, SPILL_SLOT_1);
    dr_save_arith_flags(drcontext, bb, first, SPILL_SLOT_2);
    dr_insert_read_tls_field(drcontext, bb, first, DR_REG_XCX);
    instrlist_meta_preinsert(bb, first, INSTR_CREATE_inc(drcontext, OPND_CREATE_MEM64(DR_REG_XCX, 0)));
    dr_restore_arith_flags(drcontext, bb, first, SPILL_SLOT_2);
    dr_restore_reg(drcontext, bb, first, DR_REG_XCX, SPILL_SLOT_1);
    dr_insert_clean_call(drcontext, bb, first, (void *)at_block, false, 0);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    is_over = true;
    dr_sleep(50); /* time for those who still run */
    dr_fprintf(STDERR, "ended %s late %d\n", ended == begun ? "all" : ended == 0 ? "none" : "some", running_late);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    if (argc > 1 && strcmp(argv[1], "-skip") == 0)
        dr_set_process_exit_behavior(DR_EXIT_SKIP_THREAD_EXIT);
    asks = argc > 1 && strcmp(argv[1], "-ask") == 0;
    dr_register_thread_init_event(thread_begins);
    dr_register_thread_exit_event(thread_ends);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
