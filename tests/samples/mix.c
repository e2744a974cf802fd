/* tests/samples/mix.c - how often each opcode was executed; the most frequent ones. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

#include <stdlib.h>
#include <string.h>

static uint64 counts[OP_LAST + 1];
static int order[OP_LAST + 1];

static int
by_count(const void *a, const void *b)
{
    uint64 x = counts[*(const int *)a], y = counts[*(const int *)b];

    return x < y ? 1 : x > y ? -1 : 0;
}

static void
add(uint64 *counter, uint n)
{
    __sync_fetch_and_add(counter, n);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    uint in_block[OP_LAST + 1];

    memset(in_block, 0, sizeof(in_block));
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        in_block[instr_get_opcode(i)]++;
    for (int op = OP_FIRST; op <= OP_LAST; op++)
        if (in_block[op] != 0)
            dr_insert_clean_call(drcontext, bb, instrlist_first_app(bb), (void *)add, false, 2,
                                 OPND_CREATE_INTPTR(&counts[op]), OPND_CREATE_INT32(in_block[op]));
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    for (int op = 0; op <= OP_LAST; op++)
        order[op] = op;
    qsort(order, OP_LAST + 1, sizeof(order[0]), by_count);
    for (int k = 0; k < 5; k++)
        dr_fprintf(STDERR, "%12llu %s\n", counts[order[k]], decode_opcode_name(order[k]));
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
