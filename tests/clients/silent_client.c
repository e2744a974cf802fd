/* tests/clients/silent_client.c - counts instructions as inscount does, and says nothing: for programs
 * whose output is compared. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/ahead.h"
#include "clients/counters.h"
#include "clients/insert.h"

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
    insert_add(drcontext, bb, counters_operand(), count_app(bb));
    return DR_EMIT_DEFAULT;
}

static bool is_child; /* a fork's may end before its first block */

static void
on_fork(void *drcontext)
{
    (void)drcontext;
    is_child = true;
}

static void
at_exit(void)
{
    uint threads;

    if (!is_child && counters_sum("silent", false, &threads) == 0)
        dr_fprintf(STDERR, "silent: nothing was counted\n");
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    if (!counters_init())
        dr_abort();
    ahead_init();
    dr_register_bb_event(on_block);
    dr_register_fork_init_event(on_fork);
    dr_register_exit_event(at_exit);
}
