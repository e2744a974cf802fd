/* tests/package/managed.c - a client that uses an extension, built by an external project.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"
#include "drmgr.h"

static int instructions;

static dr_emit_flags_t on_instruction(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace,
                                      bool translating, void *user_data)
{
    (void)drcontext, (void)tag, (void)bb, (void)for_trace, (void)translating, (void)user_data;
    instructions += instr_is_app(inst);
    return DR_EMIT_DEFAULT;
}

static void on_exit_event(void)
{
    dr_printf("the managed client has seen %s\n", instructions > 1000 ? "instructions" : "nothing");
    drmgr_exit();
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    drmgr_init();
    drmgr_register_exit_event(on_exit_event);
    drmgr_register_bb_instrumentation_event(NULL, on_instruction, NULL);
}
