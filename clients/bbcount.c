/* clients/bbcount.c - counts how many basic blocks are executed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/ahead.h"
#include "clients/counters.h"
#include "clients/insert.h"
#include "clients/options.h"

static bool print_threads;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
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
        else
            option_unknown("bbcount", argv[i], "-threads");
    }
    if (!counters_init())
        dr_abort();
    ahead_init();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
