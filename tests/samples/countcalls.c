/* tests/samples/countcalls.c - direct calls, indirect calls and returns of each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    uint64 direct, indirect, returns;
} counts_t;

static counts_t total;
static void *lock;
static int threads;

static void
thread_init(void *drcontext)
{
    counts_t *c = dr_thread_alloc(drcontext, sizeof(*c));

    memset(c, 0, sizeof(*c));
    dr_set_tls_field(drcontext, c);
}

static void
thread_exit(void *drcontext)
{
    counts_t *c = dr_get_tls_field(drcontext);

    dr_mutex_lock(lock);
    total.direct += c->direct;
    total.indirect += c->indirect;
    total.returns += c->returns;
    threads++;
    dr_mutex_unlock(lock);
    dr_thread_free(drcontext, c, sizeof(*c));
}

/* Adds one to a field of the thread's structure, with registers and flags kept in slots. */
static void
insert_count(void *drcontext, instrlist_t *bb, instr_t *where, size_t offset)
{
    reg_id_t reg = DR_REG_XCX;

    dr_save_reg(drcontext, bb, where, reg, SPILL_SLOT_1);
    dr_save_arith_flags(drcontext, bb, where, SPILL_SLOT_2);
    dr_insert_read_tls_field(drcontext, bb, where, reg);
    instrlist_meta_preinsert(bb, where,
                             INSTR_CREATE_inc(drcontext, OPND_CREATE_MEM64(reg, (int)offset)));
    dr_restore_arith_flags(drcontext, bb, where, SPILL_SLOT_2);
    dr_restore_reg(drcontext, bb, where, reg, SPILL_SLOT_1);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i)) {
        if (instr_is_call_direct(i))
            insert_count(drcontext, bb, i, offsetof(counts_t, direct));
        else if (instr_is_call_indirect(i))
            insert_count(drcontext, bb, i, offsetof(counts_t, indirect));
        else if (instr_is_return(i))
            insert_count(drcontext, bb, i, offsetof(counts_t, returns));
    }
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "direct %llu indirect %llu returns %llu threads %d\n", total.direct, total.indirect,
               total.returns, threads);
    dr_mutex_destroy(lock);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    lock = dr_mutex_create();
    dr_register_thread_init_event(thread_init);
    dr_register_thread_exit_event(thread_exit);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
