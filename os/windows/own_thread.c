/* os/windows/own_thread.c - threads of the runtime's own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel begins such a thread like any other, at the function of ntdll that leads to the runtime; from
 * there it goes to its own work, and no library of the application's hears of it.
 */
#include "os/own_thread.h"
#include "os/base/assert.h"
#include "os/windows/own_start.h"
#include "os/windows/sys.h"

enum { THREAD_ALL = 0x1fffff, STACK_SIZE = 256 * 1024 };

/* Never called: its address says that a thread is ours. */
static void
marker(void)
{
}

bool
os_own_thread_create(const struct os_own_thread *what)
{
    uintptr_t handle = 0;
    if (nt_failed(SYS(NtCreateThreadEx, &handle, THREAD_ALL, 0, NT_THIS_PROCESS, marker, what, 0, 0, STACK_SIZE, STACK_SIZE,
                      0)))
        return false;
    SYS(NtClose, handle);
    return true;
}

_Noreturn void
os_own_thread_exit(void)
{
    SYS(NtTerminateThread, NT_THIS_THREAD, 0);
    FATAL("the kernel refuses to end a thread");
}

void
own_thread_start(const struct mcontext *mc)
{
    const struct nt_context *c = (const struct nt_context *)mc->reg[REG_CX];
    if (c == NULL || c->reg[REG_CX] != (uintptr_t)marker)
        return;
    const struct os_own_thread *what = (const struct os_own_thread *)c->reg[REG_DX];
    what->begin(what->arg);
    os_own_thread_exit();
}
