/* tests/clients/crash_client.c - a client that crashes when it is told to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

static volatile int *volatile nowhere = (int *)16;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)drcontext;
    (void)tag;
    (void)bb;
    (void)for_trace;
    (void)translating;
    *nowhere = 1;
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    *nowhere = 1;
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("crasher", "nobody@example.org");
    if (argc == 2 && argv[1][1] == 's')
        *nowhere = 1;
    if (argc == 2 && argv[1][1] == 'b')
        dr_register_bb_event(on_block);
    if (argc == 2 && argv[1][1] == 'e')
        dr_register_exit_event(at_exit);
}
