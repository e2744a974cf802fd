/* os/windows/outside.c - calls of the application that suspend or end threads of other processes.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Such a thread may be in a runtime like this one, and keep its locks then from all others there.
 * So it is first suspended for a moment: when it is on its runtime's stack, which its own block
 * leads to, it goes on for another moment.
 */
#include "os/app_syscall.h"
#include "os/app_thread.h"
#include "os/base/abi.h"
#include "os/base/string.h"
#include "os/safe.h"
#include "os/time.h"
#include "os/windows/event_state.h"

enum { THREAD_ALL = 0x1fffff, VM_READ = 0x10 };

/* On a busy machine each try takes long, and a thread may be in its runtime most of the time. */
#define PATIENCE_NS UINT64_C(5000000000)

struct basic {
    uintptr_t status, teb;
    struct nt_client_id id;
    uintptr_t affinity, priority;
};

static bool
query(uintptr_t handle, struct basic *b)
{
    memset(b, 0, sizeof(*b));
    return !nt_failed(SYS(NtQueryInformationThread, handle, 0, b, sizeof(*b), 0));
}

bool
os_app_thread_is_outside(const struct mcontext *mc)
{
    struct basic b;
    return query(os_app_syscall_param(mc, 0), &b) && b.id.process != 0 &&
        b.id.process != teb_word(TEB_PROCESS_ID);
}

/* With handles of our own: the application's may not be good for all this. */
struct outsider {
    uintptr_t thread, process, teb;
};

static void
close_outsider(struct outsider *o)
{
    if (o->thread != 0)
        SYS(NtClose, o->thread);
    if (o->process != 0)
        SYS(NtClose, o->process);
}

static bool
open_outsider(uintptr_t handle, struct outsider *o)
{
    struct nt_object object = { .length = sizeof(object) };
    struct basic b;
    *o = (struct outsider){ 0 };
    if (!query(handle, &b))
        return false;
    const struct nt_client_id process = { b.id.process, 0 };
    o->teb = b.teb;
    if (!nt_failed(SYS(NtOpenThread, &o->thread, THREAD_ALL, &object, &b.id)) &&
        !nt_failed(SYS(NtOpenProcess, &o->process, VM_READ, &object, &process)))
        return true;
    close_outsider(o);
    return false;
}

static bool
read_there(const struct outsider *o, uintptr_t at, void *to, size_t size)
{
    uintptr_t n = 0;
    return !nt_failed(SYS(NtReadVirtualMemory, o->process, at, to, size, &n)) && n == size;
}

/* Of the suspended thread.  Anything odd means that there is no runtime. */
static bool
is_in_runtime(const struct outsider *o)
{
    struct nt_context c ALIGNED(16);
    struct os_events e;
    uintptr_t events = 0;
    size_t head = offsetof(struct os_events, stack_top);
    memset(&c, 0, sizeof(c));
    c.flags = CONTEXT_AMD64 | CONTEXT_HAS_CONTROL;
    if (nt_failed(SYS(NtGetContextThread, o->thread, &c)) ||
        !read_there(o, o->teb + TEB_TLS_SLOTS + 8 * ABI_OS_INDEX, &events, sizeof(events)) ||
        events == 0 || !read_there(o, events, &e, head))
        return false;
    return c.reg[REG_SP] >= e.stack_low && c.reg[REG_SP] < e.stack_high;
}

/* It is suspended and holds nothing, or patience is over; false: it cannot be suspended. */
static bool
hold(const struct outsider *o)
{
    uint32_t count;
    uint64_t end = os_time_monotonic_ns() + PATIENCE_NS;
    for (;;) {
        if (nt_failed(SYS(NtSuspendThread, o->thread, &count)))
            return false;
        if (!is_in_runtime(o) || os_time_monotonic_ns() > end)
            return true;
        SYS(NtResumeThread, o->thread, &count);
        SYS(NtYieldExecution, 0);
    }
}

/* How often it was suspended before: without our time. */
static void
correct_count(const struct mcontext *mc)
{
    uintptr_t at = os_app_syscall_param(mc, 1);
    uint32_t count;
    if (at != 0 && os_safe_read((const void *)at, sizeof(count), &count) && count-- != 0)
        os_safe_write((void *)at, sizeof(count), &count);
}

void
os_app_thread_call_outside(struct mcontext *mc)
{
    struct outsider o;
    uintptr_t no_stop = 0;
    enum nt_call call = nt_call_of(mc->reg[REG_AX]);
    const struct mcontext before = *mc;
    bool is_one = (call == CALL_NtSuspendThread || call == CALL_NtTerminateThread) &&
        open_outsider(os_app_syscall_param(mc, 0), &o);
    bool is_held = is_one && hold(&o);
    os_app_syscall_run(mc, &no_stop);
    if (is_held) {
        uint32_t count;
        if (call == CALL_NtSuspendThread && !nt_failed((ntstatus)mc->reg[REG_AX]))
            correct_count(&before);
        SYS(NtResumeThread, o.thread, &count);
    }
    if (is_one)
        close_outsider(&o);
}
