/* clients/inscount.c - counts how many instructions are executed. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Each block adds the number of its instructions when it is entered. A repeated string instruction is
 * one, however often it repeats; of a block that is left by a fault the rest is counted as well.
 */
#include "clients/ahead.h"
#include "clients/counters.h"
#include "clients/insert.h"
#include "clients/options.h"
#include "clients/own_code.h"

static bool print_threads, use_clean_calls, only_own;

static void
add_to_mine(int count)
{
    *counters_mine() += (uint64)count;
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);
    int count = count_app(bb);

    (void)tag;
    (void)for_trace;
    (void)translating;
    if (first == NULL || (only_own && !is_own_code(dr_fragment_app_pc(tag))))
        return DR_EMIT_DEFAULT;
    if (use_clean_calls)
        dr_insert_clean_call(drcontext, bb, first, (void *)add_to_mine, false, 1, OPND_CREATE_INT32(count));
    else
        insert_add(drcontext, bb, counters_operand(), count);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    uint threads;
    uint64 sum = counters_sum("inscount", print_threads, &threads);

    dr_fprintf(STDERR, "inscount: " UINT64_FORMAT_STRING " instructions in %u threads\n", sum, threads);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("inscount", "");
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-threads"))
            print_threads = true;
        else if (option_is(argv[i], "-only_from_app"))
            only_own = true;
        else if (option_is(argv[i], "-clean_calls"))
            use_clean_calls = true;
        else
            option_unknown("inscount", argv[i], "-threads -clean_calls -only_from_app");
    }
    if (!counters_init())
        dr_abort();
    ahead_init();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
