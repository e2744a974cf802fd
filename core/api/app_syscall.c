/* core/api/app_syscall.c - system calls of the application, in the events about them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/run/syscall.h"
#include "dr_tools.h"
#include "os/app_syscall.h"

enum { EAGAIN_CODE = 11 };

static struct mcontext *
state_of(void *drcontext)
{
    return &drcontext_from(drcontext)->thread->mc;
}

DR_API reg_t
dr_syscall_get_param(void *drcontext, int param_num)
{
    return os_app_syscall_param(state_of(drcontext), (unsigned)param_num);
}

DR_API void
dr_syscall_set_param(void *drcontext, int param_num, reg_t new_value)
{
    os_app_syscall_set_param(state_of(drcontext), (unsigned)param_num, new_value);
}

DR_API reg_t
dr_syscall_get_result(void *drcontext)
{
    return os_app_syscall_result(state_of(drcontext));
}

DR_API bool
dr_syscall_get_result_ex(void *drcontext, dr_syscall_result_info_t *info)
{
    reg_t value = os_app_syscall_result(state_of(drcontext));
    if (info == NULL || info->size != sizeof(*info))
        return false;
    info->succeeded = !os_app_syscall_failed(value);
    info->value = value;
    info->high = 0;
    info->errno_value = info->succeeded ? 0 : os_app_syscall_error(value);
    return true;
}

DR_API void
dr_syscall_set_result(void *drcontext, reg_t value)
{
    os_app_syscall_set_result(state_of(drcontext), value);
}

DR_API bool
dr_syscall_set_result_ex(void *drcontext, dr_syscall_result_info_t *info)
{
    if (info == NULL || info->size != sizeof(*info) || info->use_high)
        return false;
    reg_t value = info->use_errno ? os_app_syscall_failure(info->errno_value) : info->value;
    if (!info->use_errno && info->succeeded == os_app_syscall_failed(value))
        return false; /* such a value means the contrary */
    os_app_syscall_set_result(state_of(drcontext), value);
    return true;
}

DR_API void
dr_syscall_set_sysnum(void *drcontext, int new_num)
{
    os_app_syscall_set_number(state_of(drcontext), (uintptr_t)new_num);
}

DR_API void
dr_syscall_invoke_another(void *drcontext)
{
    drcontext_from(drcontext)->makes_another = true;
}

DR_API reg_t
dr_invoke_syscall_as_app(void *drcontext, int sysnum, int arg_count, ...)
{
    uintptr_t params[OS_SYSCALL_PARAMS] = { 0 };
    va_list ap;
    va_start(ap, arg_count);
    for (int i = 0; i < arg_count && i < OS_SYSCALL_PARAMS; i++)
        params[i] = va_arg(ap, reg_t);
    va_end(ap);
    if (drcontext_from(drcontext)->in_block_event)
        return (reg_t)-EAGAIN_CODE; /* it may have to wait for what the thread itself holds */
    return syscall_invoke(drcontext_from(drcontext)->thread, (uintptr_t)sysnum, params);
}
