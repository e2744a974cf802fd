/* clients/bbcount.c - counts how many basic blocks are executed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/ahead.h"
#include "clients/counters.h"
#include "clients/insert.h"
#include "clients/options.h"
#include "clients/own_code.h"

static bool print_threads, only_own;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)for_trace;
    (void)translating;
    if (!only_own || is_own_code(dr_fragment_app_pc(tag)))
        insert_add(drcontext, bb, counters_operand(), 1);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    uint threads;
    uint64 sum = counters_sum("bbcount", print_threads, &threads);

    dr_fprintf(STDERR, "bbcount: " UINT64_FORMAT_STRING " basic blocks in %u threads\n", sum, threads);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("bbcount", "");
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-threads"))
            print_threads = true;
        else if (option_is(argv[i], "-only_from_app"))
            only_own = true;
        else
            option_unknown("bbcount", argv[i], "-threads -only_from_app");
    }
    if (!counters_init())
        dr_abort();
    ahead_init();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
