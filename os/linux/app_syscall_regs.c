/* os/linux/app_syscall_regs.c - which register holds what of a system call. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/app_syscall.h"

#include "os/base/assert.h"

static const uint8_t parameter[OS_APP_SYSCALL_PARAMETERS] = { REG_DI, REG_SI, REG_DX, 10, 8, 9 };

intptr_t
os_app_syscall_number(const struct mcontext *mc)
{
    return (int32_t)mc->reg[REG_AX]; /* the kernel takes no more of it */
}

void
os_app_syscall_set_number(struct mcontext *mc, intptr_t number)
{
    mc->reg[REG_AX] = (uintptr_t)number;
}

uintptr_t
os_app_syscall_parameter(const struct mcontext *mc, unsigned i)
{
    return i < OS_APP_SYSCALL_PARAMETERS ? mc->reg[parameter[i]] : 0;
}

void
os_app_syscall_set_parameter(struct mcontext *mc, unsigned i, uintptr_t value)
{
    if (i < OS_APP_SYSCALL_PARAMETERS)
        mc->reg[parameter[i]] = value;
}

uintptr_t
os_app_syscall_result(const struct mcontext *mc)
{
    return mc->reg[REG_AX];
}

void
os_app_syscall_set_result(struct mcontext *mc, uintptr_t result)
{
    mc->reg[REG_AX] = result;
}

unsigned
os_app_syscall_error(uintptr_t result)
{
    return os_app_syscall_failed(result) ? (unsigned)(0 - result) : 0;
}

uintptr_t
os_app_syscall_result_for(unsigned error)
{
    return 0 - (uintptr_t)error;
}
