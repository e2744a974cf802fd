/* tests/clients/signals_client.c - decides what becomes of signals. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: -usr1 ACTION, -segv ACTION, with ACTION one of deliver, suppress, bypass, redirect, open
 * (maps the page and goes on). -target ADDRESS: the offset in the program of where redirect leads.
 */
#include "dr_api.h"

#include <string.h>

enum { SIGUSR1_NUMBER = 10, SIGSEGV_NUMBER = 11, SIGUSR2_NUMBER = 12, SIGALRM_NUMBER = 14, SIGURG_NUMBER = 23 };

static const char *on_usr1 = "deliver", *on_segv = "deliver";
static ptr_uint_t target;
static int seen[65], bad, transfers[16];

static void
redirect(dr_mcontext_t *mc)
{
    module_data_t *main = dr_get_main_module();

    mc->pc = main->start + target;
    mc->xsp = ((mc->xsp - 256) & ~(reg_t)15) - 8;
    dr_free_module_data(main);
}

static dr_signal_action_t
decide(const char *action, dr_siginfo_t *info)
{
    if (strcmp(action, "suppress") == 0)
        return DR_SIGNAL_SUPPRESS;
    if (strcmp(action, "bypass") == 0)
        return DR_SIGNAL_BYPASS;
    if (strcmp(action, "open") == 0) {
        if (!dr_memory_protect((byte *)((ptr_uint_t)info->access_address & ~(ptr_uint_t)4095), 4096, DR_MEMPROT_READ))
            bad++;
        return DR_SIGNAL_SUPPRESS;
    }
    if (strcmp(action, "redirect") == 0) {
        redirect(info->mcontext);
        return DR_SIGNAL_REDIRECT;
    }
    return DR_SIGNAL_DELIVER;
}

static void
look_at_fault(dr_siginfo_t *info)
{
    byte *pc = info->mcontext->pc;
    instr_t instr;
    app_pc address;

    instr_init(info->drcontext, &instr);
    if (info->access_address == NULL || info->blocked || decode(info->drcontext, pc, &instr) == NULL)
        bad++;
    /* the instruction at that pc, with these registers, accesses that address */
    address = instr_compute_address(&instr, info->mcontext);
    if (address != info->access_address)
        bad++;
    instr_free(info->drcontext, &instr);
    if (info->raw_mcontext_valid && info->raw_mcontext->pc == pc)
        bad++;
    if (info->fault_fragment_info.tag == NULL || info->fault_fragment_info.cache_start_pc == NULL)
        bad++;
}

static dr_signal_action_t
on_signal(void *drcontext, dr_siginfo_t *info)
{
    seen[info->sig]++;
    if (info->drcontext != drcontext || info->mcontext == NULL || info->mcontext->pc == NULL)
        bad++;
    if (info->sig == SIGSEGV_NUMBER) {
        look_at_fault(info);
        return decide(on_segv, info);
    }
    return info->sig == SIGUSR1_NUMBER ? decide(on_usr1, info) : DR_SIGNAL_DELIVER;
}

static void
on_transfer(void *drcontext, const dr_kernel_xfer_info_t *info)
{
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_ALL };

    transfers[info->type]++;
    if (!dr_get_mcontext(drcontext, &mc) || mc.pc != info->target_pc || mc.xsp != info->target_xsp)
        bad++;
    if (info->type == DR_XFER_SIGNAL_DELIVERY && (info->sig <= 0 || info->source_mcontext == NULL))
        bad++;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "seen %d %d %d urg %d alarm %d bad %d\n", seen[SIGUSR1_NUMBER], seen[SIGUSR2_NUMBER],
               seen[SIGSEGV_NUMBER], seen[SIGURG_NUMBER], seen[SIGALRM_NUMBER], bad);
    dr_fprintf(STDERR, "transfers %d %d %d\n", transfers[DR_XFER_SIGNAL_DELIVERY], transfers[DR_XFER_SIGNAL_RETURN],
               transfers[DR_XFER_CLIENT_REDIRECT]);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "-usr1") == 0)
            on_usr1 = argv[i + 1];
        else if (strcmp(argv[i], "-segv") == 0)
            on_segv = argv[i + 1];
        else
            dr_sscanf(argv[i + 1], "%zx", &target);
    }
    dr_register_signal_event(on_signal);
    dr_register_kernel_xfer_event(on_transfer);
    dr_register_exit_event(at_exit);
}
