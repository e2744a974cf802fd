/* tests/drmgr/fields_client.c - fields of threads and callbacks, from C and from inserted code; notes; emulation.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Options: "replace" puts other code in the place of each nop.
 */
#include "tests/clients/check.h"

#include "drmgr.h"

static int counter, cls, unused;
static int total;
static int threads, inits, news, exits, ends, depths;
static instr_t *emulated; /* of the stretch that the insertion is in; blocks are made one at a time */
static bool is_replacing;
static int starts, insides, fetched, operands;

static void
count(int *what)
{
    dr_atomic_add32_return_sum(what, 1);
}

/* ---- fields ---- */

static void
cls_init(void *drcontext, bool new_depth)
{
    count(&inits);
    if (!new_depth)
        return;
    count(&news);
    drmgr_set_cls_field(drcontext, cls, (void *)(ptr_uint_t)dr_atomic_add32_return_sum(&depths, 1));
}

static void
cls_exit(void *drcontext, bool thread_exit)
{
    CHECK(drmgr_get_cls_field(drcontext, cls) != NULL);
    count(&exits);
    if (thread_exit)
        count(&ends);
}

static void
begin(void *drcontext)
{
    void *outer = drmgr_get_cls_field(drcontext, cls), *inner;

    count(&threads);
    CHECK(drmgr_get_tls_field(drcontext, counter) == NULL && outer != NULL);
    CHECK(drmgr_set_tls_field(drcontext, counter, NULL) && !drmgr_set_tls_field(drcontext, 64, NULL));
    CHECK(!drmgr_set_tls_field(drcontext, unused, NULL)); /* given back */
    CHECK(!drmgr_pop_cls(drcontext) && drmgr_get_parent_cls_field(drcontext, cls) == NULL);
    CHECK(drmgr_push_cls(drcontext));
    inner = drmgr_get_cls_field(drcontext, cls);
    CHECK(inner != outer && drmgr_get_parent_cls_field(drcontext, cls) == outer);
    CHECK(drmgr_pop_cls(drcontext) && drmgr_get_cls_field(drcontext, cls) == outer);
    CHECK(drmgr_push_cls(drcontext) && drmgr_get_cls_field(drcontext, cls) == inner); /* this depth is not new */
    CHECK(drmgr_pop_cls(drcontext));
}

static void
end(void *drcontext)
{
    dr_atomic_add32_return_sum(&total, (int)(ptr_uint_t)drmgr_get_tls_field(drcontext, counter));
}

/* Counts instructions in the thread's field: two registers, no flags. */
static void
insert_count(void *drcontext, instrlist_t *bb, instr_t *where)
{
    dr_save_reg(drcontext, bb, where, DR_REG_XAX, SPILL_SLOT_1);
    dr_save_reg(drcontext, bb, where, DR_REG_XCX, SPILL_SLOT_2);
    CHECK(drmgr_insert_read_tls_field(drcontext, counter, bb, where, DR_REG_XAX));
    CHECK(!drmgr_insert_read_tls_field(drcontext, 70, bb, where, DR_REG_XAX));
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_lea(drcontext, opnd_create_reg(DR_REG_XAX), OPND_CREATE_MEM_lea(DR_REG_XAX, DR_REG_NULL, 0, 1)));
    CHECK(drmgr_insert_write_tls_field(drcontext, counter, bb, where, DR_REG_XAX, DR_REG_XCX));
    CHECK(drmgr_insert_read_cls_field(drcontext, cls, bb, where, DR_REG_XAX));
    CHECK(drmgr_insert_write_cls_field(drcontext, cls, bb, where, DR_REG_XAX, DR_REG_XCX));
    CHECK(!drmgr_insert_write_cls_field(drcontext, cls, bb, where, DR_REG_XAX, DR_REG_XAX));
    dr_restore_reg(drcontext, bb, where, DR_REG_XCX, SPILL_SLOT_2);
    dr_restore_reg(drcontext, bb, where, DR_REG_XAX, SPILL_SLOT_1);
}

/* ---- code that stands for other code ---- */

/* `nop` becomes two: the first stands for it, the second belongs to it. */
static dr_emit_flags_t
replace_nop(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag, (void)for_trace, (void)translating;
    for (instr_t *i = instrlist_first_app(bb), *next; i != NULL; i = next) {
        emulated_instr_t e = { sizeof e, instr_get_app_pc(i), NULL, (dr_emulate_options_t)0 };
        next = instr_get_next_app(i);
        if (instr_get_opcode(i) != OP_nop)
            continue;
        e.instr = instr_clone(drcontext, i);
        CHECK(drmgr_insert_emulation_start(drcontext, bb, i, &e));
        instrlist_preinsert(bb, i, INSTR_XL8(INSTR_CREATE_nop(drcontext), e.pc));
        instrlist_preinsert(bb, i, INSTR_XL8(INSTR_CREATE_nop(drcontext), e.pc));
        drmgr_insert_emulation_end(drcontext, bb, i);
        instrlist_remove(bb, i);
        instr_destroy(drcontext, i);
    }
    return DR_EMIT_DEFAULT;
}

static void
look_at_region(void *drcontext, instr_t *inst)
{
    const emulated_instr_t *info;
    emulated_instr_t e = { .size = sizeof e };

    if (drmgr_is_emulation_start(inst)) {
        starts++;
        CHECK(drmgr_get_emulated_instr_data(inst, &e) && instr_get_opcode(e.instr) == OP_nop && e.pc == instr_get_app_pc(e.instr));
        emulated = e.instr;
        CHECK(drmgr_in_emulation_region(drcontext, &info) && (info->flags & DR_EMULATE_IS_FIRST_INSTR) != 0);
        CHECK(drmgr_orig_app_instr_for_fetch(drcontext) == emulated);
        return;
    }
    CHECK(!drmgr_get_emulated_instr_data(inst, &e));
    if (drmgr_in_emulation_region(drcontext, &info)) {
        insides++;
        CHECK((info->flags & DR_EMULATE_IS_FIRST_INSTR) == 0 && info->instr == emulated);
        CHECK(drmgr_orig_app_instr_for_fetch(drcontext) == NULL);
    }
}

static dr_emit_flags_t
insertion(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace, bool translating, void *user_data)
{
    (void)tag, (void)for_trace, (void)translating, (void)user_data;
    look_at_region(drcontext, inst);
    fetched += drmgr_orig_app_instr_for_fetch(drcontext) != NULL;
    operands += drmgr_orig_app_instr_for_operands(drcontext) != NULL;
    if (drmgr_orig_app_instr_for_fetch(drcontext) != NULL)
        insert_count(drcontext, bb, inst);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    CHECK((starts > 0) == is_replacing && insides == 3 * starts); /* two instructions and the label of the end */
    CHECK(fetched > 0 && operands == fetched);
    CHECK(inits == 3 * threads && news == 2 * threads && exits == 4 * threads && ends == 2 * threads);
    CHECK(drmgr_unregister_tls_field(counter) && !drmgr_unregister_tls_field(counter));
    CHECK(!drmgr_unregister_cls_field(NULL, cls_exit, cls) && drmgr_unregister_cls_field(cls_init, cls_exit, cls));
    drmgr_exit();
    dr_fprintf(STDERR, "%d threads, %d instructions, %d failures\n", threads, total, failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    ptr_uint_t a, b;

    (void)id;
    is_replacing = argc > 1 && argv[1][0] == 'r';
    CHECK(drmgr_init() && drmgr_init()); /* two parts of one client */
    drmgr_exit();
    a = drmgr_reserve_note_range(10);
    b = drmgr_reserve_note_range(1);
    CHECK(a != DRMGR_NOTE_NONE && b >= a + 10 && drmgr_reserve_note_range(0) == DRMGR_NOTE_NONE);
    CHECK(drmgr_reserve_note_range((size_t)-1) == DRMGR_NOTE_NONE);
    counter = drmgr_register_tls_field();
    unused = drmgr_register_tls_field();
    CHECK(counter >= 0 && unused > counter && drmgr_unregister_tls_field(unused));
    cls = drmgr_register_cls_field(cls_init, cls_exit);
    CHECK(cls >= 0);
    CHECK(drmgr_register_thread_init_event(begin) && drmgr_register_thread_exit_event(end));
    if (is_replacing)
        CHECK(drmgr_register_bb_app2app_event(replace_nop, NULL));
    CHECK(drmgr_register_bb_instrumentation_event(NULL, insertion, NULL));
    CHECK(drmgr_register_exit_event(at_exit));
}
