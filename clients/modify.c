/* clients/modify.c - changes the application's code: slower instructions by faster ones, and on request
 * what the time-stamp counter says. */
/* SPDX-License-Identifier: Apache-2.0 */

/* inc and dec leave the carry flag alone, add and sub do not: they are exchanged only where the carry
 * flag is written before anything in the block reads it. Prefetches are replaced by nothing. With
 * -rdtsc N, every rdtsc gives N: a change that the application can see.
 */
#include "clients/options.h"

static volatile int increments, exchanged, prefetches, counters;
static bool change_rdtsc;
static uint64 rdtsc_value;

static bool
carry_is_dead(instr_t *behind)
{
    for (instr_t *i = behind; i != NULL; i = instr_get_next_app(i)) {
        uint flags = instr_get_eflags(i, DR_QUERY_DEFAULT);
        if ((flags & EFLAGS_READ_CF) != 0)
            return false;
        if ((flags & EFLAGS_WRITE_CF) != 0 && !instr_is_predicated(i))
            return true;
        if (instr_is_cti(i))
            return false;
    }
    return false;
}

static void
exchange(void *drcontext, instrlist_t *bb, instr_t *old, instr_t *fresh)
{
    instr_set_translation(fresh, instr_get_app_pc(old));
    if (instr_get_prefix_flag(old, PREFIX_LOCK))
        instr_set_prefix_flag(fresh, PREFIX_LOCK);
    instrlist_replace(bb, old, fresh);
    instr_destroy(drcontext, old);
}

static void
change_increment(void *drcontext, instrlist_t *bb, instr_t *i, bool count)
{
    opnd_t what = instr_get_dst(i, 0);

    if (count)
        dr_atomic_add32_return_sum(&increments, 1);
    if (!carry_is_dead(instr_get_next_app(i)))
        return;
    if (count)
        dr_atomic_add32_return_sum(&exchanged, 1);
    if (instr_get_opcode(i) == OP_inc)
        exchange(drcontext, bb, i, INSTR_CREATE_add(drcontext, what, OPND_CREATE_INT8(1)));
    else
        exchange(drcontext, bb, i, INSTR_CREATE_sub(drcontext, what, OPND_CREATE_INT8(1)));
}

static void
remove_prefetch(void *drcontext, instrlist_t *bb, instr_t *i, bool count)
{
    if (count)
        dr_atomic_add32_return_sum(&prefetches, 1);
    exchange(drcontext, bb, i, INSTR_CREATE_nop(drcontext));
}

static void
replace_rdtsc(void *drcontext, instrlist_t *bb, instr_t *i, bool count)
{
    instr_t *high = INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_EDX), OPND_CREATE_INT32((int)(rdtsc_value >> 32)));

    if (count)
        dr_atomic_add32_return_sum(&counters, 1);
    instr_set_translation(high, instr_get_app_pc(i));
    instrlist_preinsert(bb, i, high);
    exchange(drcontext, bb, i, INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_EAX), OPND_CREATE_INT32((int)rdtsc_value)));
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *next;
    bool count = !translating && !for_trace;

    (void)tag;
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = next) {
        int op = instr_get_opcode(i);
        next = instr_get_next_app(i);
        if (op == OP_inc || op == OP_dec)
            change_increment(drcontext, bb, i, count);
        else if (instr_is_prefetch(i))
            remove_prefetch(drcontext, bb, i, count);
        else if (op == OP_rdtsc && change_rdtsc)
            replace_rdtsc(drcontext, bb, i, count);
    }
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "modify: %d of %d inc and dec exchanged, %d prefetches removed, %d rdtsc replaced\n", exchanged, increments,
               prefetches, counters);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("modify", "");
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-rdtsc")) {
            change_rdtsc = dr_sscanf(option_value("modify", argc, argv, &i), "%" INT64_FORMAT "u", &rdtsc_value) == 1;
        } else {
            option_unknown("modify", argv[i], "-rdtsc N");
        }
    }
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
