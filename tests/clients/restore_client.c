/* tests/clients/restore_client.c - keeps a register elsewhere across an instruction that faults. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: the instruction's offset in the program, and how the register comes back: plain, ex or not
 * at all.
 */
#include "dr_api.h"

#include <string.h>

static app_pc place;
static int restored, bad;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i)) {
        if (instr_get_app_pc(i) != place)
            continue;
        dr_save_reg(drcontext, bb, i, DR_REG_XBX, SPILL_SLOT_3);
        instrlist_meta_preinsert(bb, i, XINST_CREATE_load_int(drcontext, opnd_create_reg(DR_REG_EBX), OPND_CREATE_INT32(99)));
        dr_restore_reg(drcontext, bb, instr_get_next(i), DR_REG_XBX, SPILL_SLOT_3);
    }
    return DR_EMIT_STORE_TRANSLATIONS;
}

static void
on_restore(void *drcontext, void *tag, dr_mcontext_t *mc, bool restore_memory, bool app_code_consistent)
{
    (void)restore_memory;
    if (tag == NULL || !app_code_consistent || mc->pc != place || mc->xbx != 99)
        bad++;
    mc->xbx = dr_read_saved_reg(drcontext, SPILL_SLOT_3);
    restored++;
}

static bool
on_restore_ex(void *drcontext, bool restore_memory, dr_restore_state_info_t *info)
{
    (void)restore_memory;
    if (!info->raw_mcontext_valid || info->raw_mcontext->xbx != 99 || info->raw_mcontext->pc == place)
        bad++;
    if (info->fragment_info.tag == NULL || info->raw_mcontext->pc < info->fragment_info.cache_start_pc ||
        dr_app_pc_from_cache_pc(info->raw_mcontext->pc) != place)
        bad++;
    info->mcontext->xbx = dr_read_saved_reg(drcontext, SPILL_SLOT_3);
    restored++;
    return true;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "restored %d bad %d\n", restored, bad);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    module_data_t *main = dr_get_main_module();
    ptr_uint_t offset = 0;

    (void)id;
    dr_sscanf(argc > 1 ? argv[1] : "", "%zx", &offset);
    place = main->start + offset;
    dr_free_module_data(main);
    dr_register_bb_event(on_block);
    if (argc > 2 && strcmp(argv[2], "plain") == 0)
        dr_register_restore_state_event(on_restore);
    if (argc > 2 && strcmp(argv[2], "ex") == 0)
        dr_register_restore_state_ex_event(on_restore_ex);
    dr_register_exit_event(at_exit);
}
