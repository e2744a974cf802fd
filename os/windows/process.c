/* os/windows/process.c - the process as a whole.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/process.h"
#include "os/windows/sys.h"

uintptr_t
os_process_id(void)
{
    return teb_word(TEB_PROCESS_ID);
}

uintptr_t
os_process_parent(void)
{
    struct {
        uintptr_t exit_status, peb, affinity, priority, id, parent;
    } basic = { 0 };
    SYS(NtQueryInformationProcess, NT_THIS_PROCESS, 0, &basic, sizeof(basic), 0);
    return basic.parent;
}

_Noreturn void
os_process_exit(int code)
{
    for (;;)
        SYS(NtTerminateProcess, NT_THIS_PROCESS, (unsigned)code);
}

_Noreturn void
os_process_abort(void)
{
    os_process_exit(3); /* as abort() of the C library does */
}
