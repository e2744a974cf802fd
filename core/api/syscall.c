/* core/api/syscall.c - system calls for clients: what an event can see and change. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/app_syscall.h"

#include "core/rt/drcontext.h"
#include "dr_tools.h"
#include "os/base/assert.h"

static struct mcontext *
registers(void *drcontext)
{
    return &drcontext_from(drcontext)->thread->mc;
}

DR_API reg_t
dr_syscall_get_param(void *drcontext, int param_num)
{
    return os_app_syscall_parameter(registers(drcontext), (unsigned)param_num);
}

DR_API void
dr_syscall_set_param(void *drcontext, int param_num, reg_t new_value)
{
    os_app_syscall_set_parameter(registers(drcontext), (unsigned)param_num, new_value);
}

DR_API reg_t
dr_syscall_get_result(void *drcontext)
{
    return os_app_syscall_result(registers(drcontext));
}

DR_API bool
dr_syscall_get_result_ex(void *drcontext, dr_syscall_result_info_t *info)
{
    uintptr_t result = os_app_syscall_result(registers(drcontext));

    if (info == NULL || info->size < sizeof *info || drcontext_from(drcontext)->syscall_stage != SYSCALL_AFTER)
        return false;
    info->succeeded = !os_app_syscall_failed(result);
    info->value = result;
    info->errno_value = os_app_syscall_error(result);
    info->high = 0; /* no system call of this word size has one */
    return true;
}

DR_API void
dr_syscall_set_result(void *drcontext, reg_t value)
{
    ASSERT(1, drcontext_from(drcontext)->syscall_stage != SYSCALL_NONE);
    os_app_syscall_set_result(registers(drcontext), value);
}

DR_API bool
dr_syscall_set_result_ex(void *drcontext, dr_syscall_result_info_t *info)
{
    if (info == NULL || info->size < sizeof *info || info->use_high)
        return false;
    if (info->use_errno)
        dr_syscall_set_result(drcontext, info->succeeded ? 0 : os_app_syscall_result_for(info->errno_value));
    else
        dr_syscall_set_result(drcontext, info->value);
    return true;
}

DR_API void
dr_syscall_set_sysnum(void *drcontext, int new_num)
{
    os_app_syscall_set_number(registers(drcontext), new_num);
}

DR_API void
dr_syscall_invoke_another(void *drcontext)
{
    drcontext_from(drcontext)->is_syscall_repeated = true;
}
