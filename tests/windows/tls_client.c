/* tests/windows/tls_client.c - slots of a thread that a client takes, and its spill slots.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Options: how many slots it takes at once, before the application runs, and later.  Every 50th block has code
 * which puts a register into all spill slots and compares what comes out of them; and which counts in the last
 * of the client's slots.
 */
#include "dr_api.h"

static reg_id_t segment, segment_later;
static uint offset, offset_later, taken, wanted_later;
static int blocks, bad, threads, inserted;
static bool is_taken_later, tried;

static byte *slots_of_thread(void)
{
    return (byte *)dr_get_dr_segment_base(segment) + offset;
}

/* The register is as it was saved in the slot, which the interface shows as well. */
static void compare(reg_t expected)
{
    void *drcontext = dr_get_current_drcontext();
    for (int slot = SPILL_SLOT_1; slot <= SPILL_SLOT_MAX; slot++)
        if (dr_read_saved_reg(drcontext, (dr_spill_slot_t)slot) != expected)
            bad++;
    dr_write_saved_reg(drcontext, SPILL_SLOT_MAX, expected);
}

static dr_emit_flags_t on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);
    (void)tag, (void)for_trace, (void)translating;
    if (!tried && wanted_later != 0 && blocks > 2000) {
        tried = true;
        is_taken_later = dr_raw_tls_calloc(&segment_later, &offset_later, wanted_later, 0);
    }
    if (dr_atomic_add32_return_sum(&blocks, 1) % 50 != 0)
        return DR_EMIT_DEFAULT;
    dr_atomic_add32_return_sum(&inserted, 1);
    for (int slot = SPILL_SLOT_1; slot <= SPILL_SLOT_MAX; slot++)
        dr_save_reg(drcontext, bb, first, DR_REG_XAX, (dr_spill_slot_t)slot);
    dr_insert_clean_call(drcontext, bb, first, (void *)compare, false, 1, opnd_create_reg(DR_REG_XAX));
    for (int slot = SPILL_SLOT_1; slot <= SPILL_SLOT_MAX; slot++)
        dr_restore_reg(drcontext, bb, first, DR_REG_XAX, (dr_spill_slot_t)slot);
    if (taken != 0) {
        dr_save_arith_flags(drcontext, bb, first, SPILL_SLOT_MAX);
        instrlist_meta_preinsert(bb, first, INSTR_CREATE_inc(drcontext, dr_raw_tls_opnd(drcontext, segment, offset + (taken - 1) * (uint)sizeof(reg_t))));
        dr_restore_arith_flags(drcontext, bb, first, SPILL_SLOT_MAX);
    }
    return DR_EMIT_DEFAULT;
}

static void on_thread(void *drcontext)
{
    (void)drcontext;
    dr_atomic_add32_return_sum(&threads, 1);
    for (uint i = 0; i < taken; i++)
        if (((reg_t *)slots_of_thread())[i] != 0)
            bad++;
    for (uint i = 0; i + 1 < taken; i++)
        ((reg_t *)slots_of_thread())[i] = (reg_t)dr_get_thread_id(drcontext) + i;
}

static void off_thread(void *drcontext)
{
    for (uint i = 0; i + 1 < taken; i++)
        if (drcontext == dr_get_current_drcontext() && ((reg_t *)slots_of_thread())[i] != (reg_t)dr_get_thread_id(drcontext) + i)
            bad++;
}

static void at_exit(void)
{
    reg_id_t s;
    uint o;
    dr_fprintf(STDERR, "threads %d, bad %d, code %d, later %d, given back %d, too many %d\n", threads, bad, inserted > 20, is_taken_later,
               taken == 0 || dr_raw_tls_cfree(offset, taken), dr_raw_tls_calloc(&s, &o, 33, 0));
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    if (argc < 3 || dr_sscanf(argv[1], "%u", &taken) != 1 || dr_sscanf(argv[2], "%u", &wanted_later) != 1)
        dr_abort_with_code(9);
    if (taken != 0 && (!dr_raw_tls_calloc(&segment, &offset, taken, 16) || offset % 16 != 0))
        dr_fprintf(STDERR, "not taken\n");
    dr_register_bb_event(on_block);
    dr_register_thread_init_event(on_thread);
    dr_register_thread_exit_event(off_thread);
    dr_register_exit_event(at_exit);
}
