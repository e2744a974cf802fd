/* tests/windows/xfer_client.c - counts how the kernel moves threads, and checks where from and where to.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Keeps a level for each callback under way, as callback-local storage does.
 */
#include "dr_api.h"

enum { TYPES = DR_XFER_RSEQ_ABORT + 1 };

static volatile int seen[TYPES], wrong_source, wrong_target, wrong_level, deepest, open_levels;
static app_pc dispatcher[TYPES];
static reg_id_t segment;
static uint offset;

static ptr_int_t *level_of_mine(void)
{
    return (ptr_int_t *)((byte *)dr_get_dr_segment_base(segment) + offset);
}

/* The stack pointer and the pc are an application's. */
static bool is_app_state(const dr_mcontext_t *mc)
{
    return mc != NULL && mc->pc != NULL && !dr_memory_is_dr_internal(mc->pc) && !dr_memory_is_dr_internal((byte *)mc->xsp);
}

static void follow_level(const dr_kernel_xfer_info_t *info)
{
    ptr_int_t *level = level_of_mine();
    if (info->type == DR_XFER_CALLBACK_DISPATCHER) {
        dr_atomic_add32_return_sum(&open_levels, 1);
        if (++*level > deepest)
            deepest = (int)*level;
    } else if (info->type == DR_XFER_CALLBACK_RETURN) {
        dr_atomic_add32_return_sum(&open_levels, -1);
        if (--*level < 0)
            dr_atomic_add32_return_sum(&wrong_level, 1);
    }
}

static void on_transfer(void *drcontext, const dr_kernel_xfer_info_t *info)
{
    dr_mcontext_t target = {.size = sizeof(target), .flags = DR_MC_CONTROL | DR_MC_INTEGER};
    dr_atomic_add32_return_sum(&seen[info->type], 1);
    if (!is_app_state(info->source_mcontext))
        dr_atomic_add32_return_sum(&wrong_source, 1);
    bool is_known = dr_get_mcontext(drcontext, &target) && target.pc == info->target_pc && target.xsp == info->target_xsp;
    if (!is_known || !is_app_state(&target) || (dispatcher[info->type] != NULL && target.pc != dispatcher[info->type]))
        dr_atomic_add32_return_sum(&wrong_target, 1);
    follow_level(info);
}

static void at_exit(void)
{
    dr_fprintf(STDERR, "apc %d exception %d callback %d return %d continue %d set %d raise %d\n", seen[DR_XFER_APC_DISPATCHER],
               seen[DR_XFER_EXCEPTION_DISPATCHER], seen[DR_XFER_CALLBACK_DISPATCHER], seen[DR_XFER_CALLBACK_RETURN],
               seen[DR_XFER_CONTINUE], seen[DR_XFER_SET_CONTEXT_THREAD], seen[DR_XFER_RAISE_DISPATCHER]);
    dr_fprintf(STDERR, "wrong: source %d target %d level %d open %d; deepest %d\n", wrong_source, wrong_target, wrong_level,
               open_levels, deepest);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    module_data_t *ntdll = dr_lookup_module_by_name("ntdll.dll");
    if (ntdll == NULL || !dr_raw_tls_calloc(&segment, &offset, 1, 0))
        dr_abort();
    dispatcher[DR_XFER_APC_DISPATCHER] = (app_pc)dr_get_proc_address(ntdll->handle, "KiUserApcDispatcher");
    dispatcher[DR_XFER_EXCEPTION_DISPATCHER] = (app_pc)dr_get_proc_address(ntdll->handle, "KiUserExceptionDispatcher");
    dispatcher[DR_XFER_CALLBACK_DISPATCHER] = (app_pc)dr_get_proc_address(ntdll->handle, "KiUserCallbackDispatcher");
    dispatcher[DR_XFER_RAISE_DISPATCHER] = (app_pc)dr_get_proc_address(ntdll->handle, "KiRaiseUserExceptionDispatcher");
    dr_free_module_data(ntdll);
    dr_register_kernel_xfer_event(on_transfer);
    dr_register_exit_event(at_exit);
}
