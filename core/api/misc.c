/* core/api/misc.c - small answers for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/options.h"
#include "dr_ir_disassemble.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/base/types.h"

DR_API bool
dr_running_under_dynamorio(void)
{
    return true;
}

DR_API bool
dr_is_notify_on(void)
{
    return true;
}

DR_API bool
dr_using_all_private_caches(void)
{
    return false;
}

DR_API bool
dr_enable_console_printing(void)
{
    return true;
}

DR_API bool
dr_using_console(void)
{
    return false;
}

DR_API bool
dr_attached_midrun(void)
{
    return false;
}

/* A tag is the application's address. */
DR_API app_pc
dr_fragment_app_pc(void *tag)
{
    return tag;
}

/* Application code is never patched. */
DR_API app_pc
dr_app_pc_for_decoding(app_pc pc)
{
    return pc;
}

DR_API file_t
dr_get_logfile(void *drcontext)
{
    UNUSED(drcontext);
    return options.loglevel > 0 ? STDERR : INVALID_FILE;
}

DR_API void
dr_print_instr(void *drcontext, file_t f, instr_t *instr, const char *msg)
{
    dr_fprintf(f, "%s ", msg);
    instr_disassemble(drcontext, instr, f);
    dr_fprintf(f, "\n");
}

DR_API void
dr_print_opnd(void *drcontext, file_t f, opnd_t opnd, const char *msg)
{
    dr_fprintf(f, "%s ", msg);
    opnd_disassemble(drcontext, opnd, f);
    dr_fprintf(f, "\n");
}

/* There are no security policies, hence no violations to report. */
DR_API void
dr_write_forensics_report(void *dcontext, file_t file, dr_security_violation_type_t violation,
                          dr_security_violation_action_t action, const char *violation_name)
{
    UNUSED(dcontext);
    UNUSED(file);
    UNUSED(violation);
    UNUSED(action);
    UNUSED(violation_name);
}

DR_API bool
dr_create_memory_dump(dr_memory_dump_spec_t *spec)
{
    UNUSED(spec);
    return false;
}

/* A client's code and the application's share nothing that would have to be swapped. */
DR_API void
dr_switch_to_app_state(void *drcontext)
{
    UNUSED(drcontext);
}

DR_API void
dr_switch_to_app_state_ex(void *drcontext, dr_state_flags_t flags)
{
    UNUSED(drcontext);
    UNUSED(flags);
}

DR_API void
dr_switch_to_dr_state(void *drcontext)
{
    UNUSED(drcontext);
}

DR_API void
dr_switch_to_dr_state_ex(void *drcontext, dr_state_flags_t flags)
{
    UNUSED(drcontext);
    UNUSED(flags);
}

DR_API bool
dr_using_app_state(void *drcontext)
{
    UNUSED(drcontext);
    return true;
}
