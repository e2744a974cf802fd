/* tests/samples/div.c - values of divisors: how many are powers of two. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

static int divisions, powers;

static void
at_division(app_pc pc, reg_t divisor)
{
    dr_atomic_add32_return_sum(&divisions, 1);
    if (divisor != 0 && (divisor & (divisor - 1)) == 0)
        dr_atomic_add32_return_sum(&powers, 1);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    for (instr_t *i = instrlist_first_app(bb), *next; i != NULL; i = next) {
        next = instr_get_next_app(i);
        if (instr_get_opcode(i) == OP_div)
            dr_insert_clean_call(drcontext, bb, i, (void *)at_division, false, 2,
                                 OPND_CREATE_INTPTR(instr_get_app_pc(i)), instr_get_src(i, 0));
    }
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "divisions %d powers %d\n", divisions, powers);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
