/* os/linux/app_own.c - system calls of the application that touch what is the runtime's.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_syscall.h"
#include "os/linux/app_memory.h"
#include "os/linux/limits.h"
#include "os/linux/private_fd.h"
#include "os/linux/procfs_dir.h"
#include "os/linux/restartable.h"
#include "os/linux/seccomp.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <asm/errno.h>
#include <asm/prctl.h>

#ifndef ARCH_SHSTK_ENABLE
#    define ARCH_SHSTK_ENABLE 0x5001
#endif

/* The segment base of gs leads to our page; the application's value is only remembered.
 * Shadow stacks would be full of addresses that are not on the stack: not supported, as on most
 * processors. */
static bool
arch_prctl(const uintptr_t *args, uintptr_t *segment, intptr_t *result)
{
    switch ((int)args[0]) {
    case ARCH_SET_GS:
        if (args[1] >= os_mem_facts()->highest) {
            *result = -EPERM;
            return true;
        }
        *segment = args[1];
        *result = 0;
        return true;
    case ARCH_GET_GS:
        *result = app_write(args[1], segment, sizeof(*segment)) ? 0 : -EFAULT;
        return true;
    case ARCH_SHSTK_ENABLE: *result = -EOPNOTSUPP; return true;
    default: return false;
    }
}

static bool
carry_out(intptr_t nr, const uintptr_t *args, const struct app_syscall_self *self, intptr_t *result)
{
    switch (nr) {
    case __NR_arch_prctl: return arch_prctl(args, self->segment, result);
    case __NR_prctl:
    case __NR_seccomp: return seccomp_install(nr, args, result);
    case __NR_getrlimit:
    case __NR_setrlimit:
    case __NR_prlimit64: return !self->is_guest && limits_call(nr, args, result);
    case __NR_rseq: *result = restartable_call(args, self->restartable); return true;
    case __NR_close:
    case __NR_close_range:
    case __NR_dup:
    case __NR_dup2:
    case __NR_dup3:
    case __NR_fcntl: return private_fd_intercept(nr, args, self->is_guest, result);
    case __NR_getdents:
    case __NR_getdents64: return procfs_dir_list(nr, args, result);
    default: return false;
    }
}

bool
os_app_syscall_own(struct mcontext *mc, const struct app_syscall_self *self)
{
    const uintptr_t args[6] = { mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX],
                                mc->reg[10],     mc->reg[8],      mc->reg[9] };
    intptr_t result;
    if (!carry_out((intptr_t)mc->reg[REG_AX], args, self, &result))
        return false;
    mc->reg[REG_AX] = (uintptr_t)result;
    return true;
}
