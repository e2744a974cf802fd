/* tests/samples/branches.c - calls and returns go to a file of each thread. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Option: the folder of the files. */
#include "dr_api.h"

static const char *folder;
static int64 bytes;

static void
thread_init(void *drcontext)
{
    char path[512];

    dr_snprintf(path, sizeof(path), "%s/branches.%d.%d.txt", folder, dr_get_process_id(),
                dr_get_thread_id(drcontext));
    path[sizeof(path) - 1] = '\0';
    dr_set_tls_field(drcontext,
                     (void *)(ptr_uint_t)dr_open_file(path, DR_FILE_WRITE_OVERWRITE | DR_FILE_CLOSE_ON_FORK));
}

static void
thread_exit(void *drcontext)
{
    file_t f = (file_t)(ptr_uint_t)dr_get_tls_field(drcontext);

    bytes += dr_file_tell(f);
    dr_close_file(f);
}

static void
line(const char *what, app_pc from, app_pc to)
{
    void *drcontext = dr_get_current_drcontext();
    dr_mcontext_t mc;

    mc.size = sizeof(mc);
    mc.flags = DR_MC_CONTROL;
    dr_get_mcontext(drcontext, &mc);
    dr_fprintf((file_t)(ptr_uint_t)dr_get_tls_field(drcontext), "%s " PFX " " PFX " " PFX "\n", what, from, to,
               mc.xsp);
}

static void
at_call(app_pc from, app_pc to)
{
    line("call", from, to);
}

static void
at_indirect_call(app_pc from, app_pc to)
{
    line("indirect", from, to);
}

static void
at_return(app_pc from, app_pc to)
{
    line("return", from, to);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *i = instrlist_last_app(bb);

    if (instr_is_call_direct(i))
        dr_insert_call_instrumentation(drcontext, bb, i, (app_pc)at_call);
    else if (instr_is_call_indirect(i))
        dr_insert_mbr_instrumentation(drcontext, bb, i, (app_pc)at_indirect_call, SPILL_SLOT_1);
    else if (instr_is_return(i))
        dr_insert_mbr_instrumentation(drcontext, bb, i, (app_pc)at_return, SPILL_SLOT_1);
    return DR_EMIT_DEFAULT;
}

static void
forked(void *drcontext)
{
    thread_init(drcontext);
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "bytes %lld\n", bytes);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    folder = argv[1];
    dr_register_thread_init_event(thread_init);
    dr_register_thread_exit_event(thread_exit);
    dr_register_fork_init_event(forked);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
