/* os/windows/events_raise.c - exceptions that the runtime finds itself.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/base/string.h"
#include "os/process.h"
#include "os/safe.h"
#include "os/windows/app_entry.h"
#include "os/windows/debug_regs.h"
#include "os/windows/events.h"
#include "os/windows/frames.h"

enum { FLAGS_RF = 0x10000 };

/* What the kernel would have done.  With control-flow guard it refuses to for a stack that the thread's block
 * does not name, though not when the processor finds the exception. */
static void
raise_by_ourselves(struct os_events *e, const struct nt_context *c, const struct nt_exception *r)
{
    uint8_t frame[EXCEPTION_FRAME_SIZE];
    uintptr_t at = frame_exception_place(c->reg[REG_SP]);
    frame_exception_make(frame, c, r);
    if (!os_safe_write((void *)at, sizeof(frame), frame))
        os_process_exit(r->code); /* no stack: so does the kernel */
    struct event *v = &e->pending[e->count++];
    *v = (struct event){ .entry = ENTRY_EXCEPTION, .frame = at, .context = (struct nt_context *)at, .is_whole = true };
    v->machine = (uint64_t *)(at + EXCEPTION_MACHINE_OFFSET);
    context_to_mc(c, &v->mc);
    *e->stop = 1;
}

/* Lets the kernel make the frame of an exception, which comes back here as one that the application
 * has asked for itself. */
static void
raise_by_kernel(struct os_events *e, const struct mcontext *mc, struct nt_exception *r, uintptr_t breakpoints)
{
    struct nt_context c ALIGNED(16);
    r->address = mc->pc;
    memset(&c, 0, sizeof(c));
    c.flags = CONTEXT_HAS_ALL;
    entry_fxsave(c.fxsave);
    memcpy(&c.mxcsr, c.fxsave + 24, sizeof(c.mxcsr));
    context_selectors(&c);
    context_from_mc(&c, mc);
    if (breakpoints != 0) {
        c.eflags |= FLAGS_RF; /* who just goes on does not meet it again */
        debug_regs_show_hit(e, &c, breakpoints);
    }
    SYS(NtRaiseException, r, &c, 1);
    raise_by_ourselves(e, &c, r);
}

enum access { ACCESS_READ, ACCESS_WRITE, ACCESS_EXECUTE = 8 };

static const struct {
    ntstatus code;
    uint8_t access;
    bool has_address;
} faults[] = {
    [OS_FAULT_UNMAPPED] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NOT_EXEC] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_ILLEGAL] = { STATUS_ILLEGAL_INSTRUCTION, 0, false },
    [OS_FAULT_READ_ONLY] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_READ_ONLY_ABSENT] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_PROTECTED] = { STATUS_PRIVILEGED_INSTRUCTION, 0, false },
    [OS_FAULT_NO_ACCESS] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NO_PAGE] = { STATUS_ACCESS_VIOLATION, ACCESS_EXECUTE, true },
    [OS_FAULT_NOT_READABLE] = { STATUS_ACCESS_VIOLATION, ACCESS_READ, true },
    [OS_FAULT_READ] = { STATUS_ACCESS_VIOLATION, ACCESS_READ, true },
    [OS_FAULT_WRITE] = { STATUS_ACCESS_VIOLATION, ACCESS_WRITE, true },
    [OS_FAULT_BREAKPOINT] = { STATUS_SINGLE_STEP, 0, false },
};

/* The first use of a guarded page, which ends the guard.  Reading it here does the same. */
static bool
use_up_guard(uintptr_t addr)
{
    struct nt_memory m;
    uint8_t byte;
    if (!nt_memory_at(addr, &m) || m.state != MEM_COMMIT || (m.protect & PAGE_GUARD) == 0)
        return false;
    os_safe_read((const void *)addr, sizeof(byte), &byte);
    return true;
}

void
os_events_raise(struct os_events *e, enum os_fault fault, uintptr_t addr, struct mcontext *mc)
{
    if (e->is_held && fault == OS_FAULT_READ_ONLY) {
        e->pending[e->count++] = e->held;
        e->is_held = false;
        return;
    }
    ntstatus code = faults[fault].code;
    if (faults[fault].access == ACCESS_EXECUTE && use_up_guard(addr))
        code = STATUS_GUARD_PAGE_VIOLATION;
    struct nt_exception r = { .code = code,
                              .count = faults[fault].has_address ? 2 : 0,
                              .info = { faults[fault].access, addr } };
    raise_by_kernel(e, mc, &r, fault == OS_FAULT_BREAKPOINT ? addr : 0);
}
