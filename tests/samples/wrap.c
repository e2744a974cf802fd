/* tests/samples/wrap.c - calls of a library's function, with their first argument. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: the module's name and the function's. */
#include "dr_api.h"

#include <string.h>

static const char *module_name, *function_name;
static app_pc function;
static int calls;
static int64 sum;

static void
at_function(void)
{
    dr_mcontext_t mc = { sizeof(mc), DR_MC_INTEGER };

    dr_get_mcontext(dr_get_current_drcontext(), &mc);
    dr_atomic_add32_return_sum(&calls, 1);
    sum += (int)mc.xdi;
}

static void
loaded(void *drcontext, const module_data_t *m, bool is_loaded)
{
    if (strncmp(dr_module_preferred_name(m), module_name, strlen(module_name)) == 0)
        function = (app_pc)dr_get_proc_address(m->handle, function_name);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);

    if (function != NULL && instr_get_app_pc(first) == function)
        dr_insert_clean_call(drcontext, bb, first, (void *)at_function, false, 0);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "%s calls %d sum %lld\n", function_name, calls, sum);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    if (argc != 3) {
        dr_fprintf(STDERR, "usage: wrap MODULE FUNCTION\n");
        dr_abort();
    }
    module_name = argv[1];
    function_name = argv[2];
    dr_register_module_load_event(loaded);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
