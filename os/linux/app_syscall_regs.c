/* os/linux/app_syscall_regs.c - which registers system calls use.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_syscall.h"

static const uint8_t params[OS_SYSCALL_PARAMS] = { REG_DI, REG_SI, REG_DX, 10, 8, 9 };

uintptr_t
os_app_syscall_number(const struct mcontext *mc)
{
    return mc->reg[REG_AX];
}

void
os_app_syscall_set_number(struct mcontext *mc, uintptr_t number)
{
    mc->reg[REG_AX] = number;
}

uintptr_t
os_app_syscall_param(const struct mcontext *mc, unsigned n)
{
    return n < OS_SYSCALL_PARAMS ? mc->reg[params[n]] : 0;
}

/* None lies there. */
void
os_app_syscall_room(struct mcontext *mc)
{
    (void)mc;
}

void
os_app_syscall_set_param(struct mcontext *mc, unsigned n, uintptr_t value)
{
    if (n < OS_SYSCALL_PARAMS)
        mc->reg[params[n]] = value;
}

uintptr_t
os_app_syscall_result(const struct mcontext *mc)
{
    return mc->reg[REG_AX];
}

void
os_app_syscall_set_result(struct mcontext *mc, uintptr_t value)
{
    mc->reg[REG_AX] = value;
}
