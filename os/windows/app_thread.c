/* os/windows/app_thread.c - calls of the application about other threads of its own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A context that is read is made the application's.  One that is set takes effect when the thread is in
 * the dispatcher next, as it natively does at the end of a system call.
 */
#include "os/app_thread.h"
#include "os/app_syscall.h"
#include "os/base/string.h"
#include "os/safe.h"
#include "os/windows/debug_regs.h"
#include "os/windows/events.h"
#include "os/windows/handle.h"
#include "os/windows/own_context.h"

enum { MOST_TRIES = 200, THREAD_ALL = 0x1fffff, FLAGS_TF = 0x100, FXSAVE_USED = 416, MXCSR_AT = 24 };

uintptr_t
os_app_thread_of_call(const struct mcontext *mc)
{
    struct nt_client_id id = handle_thread(os_app_syscall_param(mc, 0));
    return id.process == teb_word(TEB_PROCESS_ID) ? id.thread : 0;
}

bool
os_app_thread_code(const struct mcontext *mc, uintptr_t *start, uintptr_t *end)
{
    const struct nt_context *c = (const struct nt_context *)mc->reg[REG_CX];
    struct nt_memory m = { 0 };
    uintptr_t routine;
    if (!os_safe_read(&c->reg[REG_CX], sizeof(routine), &routine))
        return false;
    SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, routine, MEMORY_BASIC, &m, sizeof(m), 0);
    if (m.state != MEM_COMMIT || m.type == MEM_IMAGE)
        return false;
    *start = m.allocation;
    *end = m.base + m.size;
    while (!nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, *end, MEMORY_BASIC, &m, sizeof(m), 0)) &&
           m.state != MEM_FREE && m.allocation == *start)
        *end = m.base + m.size;
    return true;
}

/* The registers of a suspended thread. */
static bool
read_registers(uintptr_t handle, struct nt_context *c, struct mcontext *mc)
{
    memset(c, 0, sizeof(*c));
    c->flags = CONTEXT_AMD64 | CONTEXT_HAS_CONTROL | CONTEXT_HAS_INTEGER;
    if (nt_failed(SYS(NtGetContextThread, handle, c)))
        return false;
    context_to_mc(c, mc);
    return true;
}

/* The application's handle may have the right for its call only.  Close it when it is not the same. */
static uintptr_t
handle_for_all(uintptr_t handle)
{
    uintptr_t copy = 0;
    SYS(NtDuplicateObject, NT_THIS_PROCESS, handle, NT_THIS_PROCESS, &copy, THREAD_ALL, 0, 0);
    return copy != 0 ? copy : handle;
}

static void
close_other(uintptr_t copy, uintptr_t handle)
{
    if (copy != handle)
        SYS(NtClose, copy);
}

/* Lets a suspended thread go on for a moment. */
static void
move_on(uintptr_t handle)
{
    uint32_t count;
    SYS(NtResumeThread, handle, &count);
    SYS(NtYieldExecution, 0);
    SYS(NtSuspendThread, handle, &count);
}

/* What the application is doing there.  False: it cannot be told. */
static bool
read_app_registers(uintptr_t handle, const struct os_events *e, void *owner, struct mcontext *out)
{
    struct nt_context c ALIGNED(16);
    if (own_context_waits(e, out))
        return true;
    for (int i = 0; i < MOST_TRIES; i++) {
        if (!read_registers(handle, &c, out))
            return false;
        if (event_up->app_registers(owner, out)) {
            if (e->is_stepping)
                out->flags &= ~(uintptr_t)FLAGS_TF;
            return true;
        }
        move_on(handle);
    }
    return false;
}

/* Where client code runs, the processor has its vector registers. */
static void
show_client_vectors(void *owner, struct nt_context *c)
{
    const uint8_t *area = event_up->app_vectors(owner);
    if (area == NULL || (c->flags & CONTEXT_HAS_FLOAT) == 0)
        return;
    memcpy(c->fxsave, area, FXSAVE_USED);
    memcpy(&c->mxcsr, area + MXCSR_AT, sizeof(c->mxcsr));
}

static void
get_context(struct mcontext *mc, const struct os_events *target, void *owner)
{
    uintptr_t handle = os_app_syscall_param(mc, 0), at = os_app_syscall_param(mc, 1), no_stop = 0;
    struct nt_context c ALIGNED(16);
    struct mcontext app;
    os_app_syscall_run(mc, &no_stop);
    if (nt_failed((ntstatus)mc->reg[REG_AX]))
        return;
    uintptr_t own = handle_for_all(handle);
    bool is_read = read_app_registers(own, target, owner, &app) && os_safe_read((const void *)at, sizeof(c), &c);
    close_other(own, handle);
    if (!is_read)
        return;
    context_show(&c, &app);
    show_client_vectors(owner, &c);
    own_context_show_vectors(target, &c);
    debug_regs_show(target, &c);
    os_safe_write((void *)at, sizeof(c), &c);
}

/* Leads a suspended thread in the cache to the dispatcher, at once or by single steps; elsewhere it comes
 * there by itself. */
static void
lead_out(uintptr_t handle, struct os_events *e)
{
    struct nt_context c ALIGNED(16);
    struct mcontext at;
    if (e->is_stepping || !read_registers(handle, &c, &at))
        return;
    switch (event_up->stopped(e->owner, &at)) {
    case OS_PLACE_APP: context_from_mc(&c, &at); break;
    case OS_PLACE_STEP: events_begin_steps(e, &c); break;
    default: return;
    }
    if (nt_failed(SYS(NtSetContextThread, handle, &c)))
        e->is_stepping = false; /* on a stack of ours, see context_resume() */
}

static void
set_debug_registers(uintptr_t handle, struct os_events *target, const struct nt_context *from)
{
    struct nt_context c ALIGNED(16) = *from;
    c.flags = CONTEXT_AMD64 | CONTEXT_HAS_DEBUG;
    if ((from->flags & CONTEXT_HAS_DEBUG) == 0)
        return;
    debug_regs_take(target, &c);
    SYS(NtSetContextThread, handle, &c);
}

static void
set_context(struct mcontext *mc, struct os_events *target, void *owner)
{
    uintptr_t handle = os_app_syscall_param(mc, 0), at = os_app_syscall_param(mc, 1);
    struct nt_context c ALIGNED(16);
    struct mcontext app;
    uint32_t count;
    if (!os_safe_read((const void *)at, sizeof(c), &c)) {
        mc->reg[REG_AX] = (uintptr_t)(intptr_t)STATUS_ACCESS_VIOLATION;
        return;
    }
    uintptr_t own = handle_for_all(handle);
    ntstatus status = SYS(NtSuspendThread, own, &count);
    if (!nt_failed(status) && read_app_registers(own, target, owner, &app)) {
        context_merge(&app, &c);
        set_debug_registers(own, target, &c);
        if (own_context_leave(target, &app, at)) {
            *target->stop = 1;
            lead_out(own, target);
        }
    }
    if (!nt_failed(status))
        SYS(NtResumeThread, own, &count);
    close_other(own, handle);
    mc->reg[REG_AX] = (uintptr_t)(intptr_t)status;
}

void
os_app_thread_call(struct mcontext *mc, struct os_events *target, void *owner)
{
    uintptr_t no_stop = 0;
    enum nt_call call = nt_call_of(mc->reg[REG_AX]);
    if (owner != NULL && call == CALL_NtGetContextThread)
        get_context(mc, target, owner);
    else if (owner != NULL && call == CALL_NtSetContextThread)
        set_context(mc, target, owner);
    else {
        if (call == CALL_NtSetContextThread)
            debug_regs_unseen();
        os_app_syscall_run(mc, &no_stop);
    }
}

/* Numbers are used again: it may be another's by now. */
static bool
is_alive_here(uintptr_t handle)
{
    enum { STILL_ACTIVE = 0x103 };
    struct {
        uintptr_t status, teb;
        struct nt_client_id id;
        uintptr_t affinity, priority;
    } basic = { 0 };
    SYS(NtQueryInformationThread, handle, 0, &basic, sizeof(basic), 0);
    return (uint32_t)basic.status == STILL_ACTIVE && basic.id.process == teb_word(TEB_PROCESS_ID);
}

bool
os_events_interrupt(struct os_events *e, uintptr_t tid)
{
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id id = { 0, tid };
    uintptr_t handle;
    uint32_t count;
    ntstatus status = SYS(NtOpenThread, &handle, THREAD_ALL, &object, &id);
    if (nt_failed(status))
        return status != STATUS_INVALID_CID && status != STATUS_INVALID_PARAMETER;
    bool is_alive = is_alive_here(handle);
    if (is_alive && !nt_failed(SYS(NtSuspendThread, handle, &count))) {
        lead_out(handle, e);
        SYS(NtResumeThread, handle, &count);
    }
    SYS(NtClose, handle);
    return is_alive;
}
