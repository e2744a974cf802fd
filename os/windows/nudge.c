/* os/windows/nudge.c - messages to clients in other processes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/nudge.h"
#include "os/time.h"
#include "os/windows/remote.h"
#include "os/windows/sign.h"
#include "os/windows/sys.h"

enum {
    PAGE = 4096,
    STACK_SIZE = 256 * 1024,
    THREAD_ALL = 0x1fffff,
    PROCESS_RIGHTS = 0x43a, /* threads; memory: everything; information */
    HIDDEN_FROM_DEBUGGERS = 4,
    WAIT_STEP_MS = 10,
};

static uintptr_t
leave_message(uintptr_t process, const struct visit_message *m)
{
    uintptr_t base = 0, size = PAGE;
    if (nt_failed(SYS(NtAllocateVirtualMemory, process, &base, 0, &size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE)))
        return 0;
    if (!nt_failed(remote_write(process, base, m, sizeof(*m))))
        return base;
    size = 0;
    SYS(NtFreeVirtualMemory, process, &base, &size, MEM_RELEASE);
    return 0;
}

/* 0: the kernel refuses. */
static uintptr_t
send(uintptr_t process, uintptr_t entry, const struct visit_sign *sign, const struct visit_message *m)
{
    uintptr_t at = leave_message(process, m), thread = 0, size = 0;
    uintptr_t begin = entry + (uintptr_t)(intptr_t)sign->marker;
    if (at == 0)
        return 0;
    if (!nt_failed(SYS(NtCreateThreadEx, &thread, THREAD_ALL, 0, process, begin, at, HIDDEN_FROM_DEBUGGERS, 0, STACK_SIZE,
                       STACK_SIZE, 0)))
        return thread;
    SYS(NtFreeVirtualMemory, process, &at, &size, MEM_RELEASE);
    return 0;
}

static bool
is_open(uintptr_t process, uintptr_t entry, const struct visit_sign *sign)
{
    uint32_t ready = 0;
    return !nt_failed(remote_read(process, entry + (uintptr_t)(intptr_t)sign->ready, &ready, sizeof(ready))) && ready != 0;
}

static bool
wait_for_thread(uintptr_t thread, uint64_t until)
{
    uint64_t now = os_time_monotonic_ns();
    int64_t left = until > now ? -(int64_t)((until - now) / 100) : 0; /* negative: from now on, in 100 ns */
    return SYS(NtWaitForSingleObject, thread, 0, &left) == STATUS_SUCCESS;
}

static void
nap(void)
{
    int64_t time = -(int64_t)WAIT_STEP_MS * 10000;
    SYS(NtDelayExecution, 0, &time);
}

static enum os_nudge
nudge(uintptr_t process, const struct visit_message *m, uint32_t timeout_ms)
{
    struct visit_sign sign;
    uint64_t until = os_time_monotonic_ns() + (uint64_t)timeout_ms * 1000000;
    uintptr_t entry = sign_find(process, &sign);
    if (entry == 0)
        return OS_NUDGE_NO_RUNTIME;
    while (!is_open(process, entry, &sign)) { /* it has not begun yet */
        if (os_time_monotonic_ns() >= until)
            return OS_NUDGE_LATE;
        nap();
    }
    uintptr_t thread = send(process, entry, &sign, m);
    if (thread == 0)
        return OS_NUDGE_REFUSED;
    bool is_done = timeout_ms == 0 || wait_for_thread(thread, until);
    SYS(NtClose, thread);
    return is_done ? OS_NUDGE_SENT : OS_NUDGE_LATE;
}

enum os_nudge
os_events_nudge(uintptr_t process, uint32_t client, uint64_t argument, uint32_t timeout_ms)
{
    const struct visit_message m = { client, argument };
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id id = { process, 0 };
    uintptr_t handle = 0;
    ntstatus status = SYS(NtOpenProcess, &handle, PROCESS_RIGHTS, &object, &id);
    if (nt_failed(status))
        return status == STATUS_ACCESS_DENIED ? OS_NUDGE_REFUSED : OS_NUDGE_NO_PROCESS;
    enum os_nudge result = nudge(handle, &m, timeout_ms);
    SYS(NtClose, handle);
    return result;
}

enum os_nudge
nudge_first(uintptr_t ntdll, uintptr_t process, uint32_t client, uint64_t argument, uint32_t timeout_ms)
{
    return nt_init(ntdll) ? os_events_nudge(process, client, argument, timeout_ms) : OS_NUDGE_NO_RUNTIME;
}
