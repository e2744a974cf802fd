/* os/windows/app_process.c - the end of threads and of the process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_process.h"
#include "os/base/assert.h"
#include "os/mem_own.h"
#include "os/windows/app_entry.h"
#include "os/windows/sys.h"

/* What the last steps need once the runtime's stack is gone. */
struct last {
    uintptr_t stack, call;
    uintptr_t arg[2];
};

static void
last_steps(void *arg)
{
    const struct last l = *(const struct last *)arg;
    uintptr_t base = l.stack, zero = 0;
    if (base != 0)
        SYS(NtFreeVirtualMemory, NT_THIS_PROCESS, &base, &zero, MEM_RELEASE);
    nt_call(l.call, l.arg[0], l.arg[1], 0, 0, 0, 0, 0, 0, 0, 0, 0);
    FATAL("the kernel refuses to end a thread");
}

/* On the application's stack, which nobody needs any more. */
_Noreturn void
os_app_exit(const struct mcontext *mc, uintptr_t stack, size_t size)
{
    struct last l = { stack, mc->reg[REG_AX], { mc->reg[10], mc->reg[REG_DX] } };
    if (stack != 0)
        mem_own_remove(stack, stack + size);
    entry_switch_stack(mc->reg[REG_SP] - 256, last_steps, &l);
}

/* One that has been made, but has not begun, is not known to the runtime yet. */
bool
os_app_is_last_thread(void)
{
    enum { AM_I_LAST = 12 };
    uint32_t is_last = 1;
    SYS(NtQueryInformationThread, NT_THIS_THREAD, AM_I_LAST, &is_last, sizeof(is_last), 0);
    return is_last != 0;
}

/* Nothing arrives of which the runtime would have to be afraid. */
uint64_t
os_interrupts_block(void)
{
    return 0;
}

void
os_interrupts_restore(uint64_t before)
{
    (void)before;
}
