/* os/windows/handle.c - whose a handle of the application's is.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A handle may have the rights for what the application does with it, but not for this question: then a
 * copy with the right to ask is made, which a process may do with its own.
 */
#include "os/windows/handle.h"
#include "os/windows/sys.h"

enum { BASIC = 0, MAY_ASK_PROCESS = 0x1000, MAY_ASK_THREAD = 0x800 };

static ntstatus
ask(unsigned call, uintptr_t handle, void *basic, size_t size)
{
    return nt_call(nt_system.number[call], handle, BASIC, (uintptr_t)basic, size, 0, 0, 0, 0, 0, 0, 0);
}

static void
ask_somehow(unsigned call, uint32_t right, uintptr_t handle, void *basic, size_t size)
{
    uintptr_t copy = 0;
    if (ask(call, handle, basic, size) != STATUS_ACCESS_DENIED ||
        nt_failed(SYS(NtDuplicateObject, NT_THIS_PROCESS, handle, NT_THIS_PROCESS, &copy, right, 0, 0)))
        return;
    ask(call, copy, basic, size);
    SYS(NtClose, copy);
}

struct nt_client_id
handle_thread(uintptr_t handle)
{
    struct {
        uintptr_t status, teb;
        struct nt_client_id id;
        uintptr_t affinity, priority;
    } basic = { 0 };
    ask_somehow(CALL_NtQueryInformationThread, MAY_ASK_THREAD, handle, &basic, sizeof(basic));
    return basic.id;
}

uintptr_t
handle_process(uintptr_t handle)
{
    struct {
        uintptr_t exit_status, peb, affinity, priority, id, parent;
    } basic = { 0 };
    ask_somehow(CALL_NtQueryInformationProcess, MAY_ASK_PROCESS, handle, &basic, sizeof(basic));
    return basic.id;
}

bool
handle_is_this_process(uintptr_t handle)
{
    return handle == NT_THIS_PROCESS || (handle != 0 && handle_process(handle) == teb_word(TEB_PROCESS_ID));
}
