/* core/run/emulate.c - instructions that the runtime carries out itself.
 * SPDX-License-Identifier: Apache-2.0
 *
 * How each works is the processor's business (core/x86/emulate.c); here is what follows from it.
 */
#include "core/run/emulate.h"
#include "core/app/map.h"
#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/cache/unit.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "core/run/consistency.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "core/run/syscall.h"
#include "os/app_syscall.h"
#include "os/base/assert.h"
#include "os/base/log.h"
#include "os/mem.h"
#include "os/safe.h"

enum { LONGEST_INSTR = 15 };

struct decoded {
    uint8_t bytes[LONGEST_INSTR + 1];
    struct ir_scan scan;
};

/* False: it is gone; the dispatcher will find out why. */
static bool
decode(app_addr pc, struct decoded *d)
{
    size_t n = os_safe_copy(d->bytes, pc, LONGEST_INSTR);
    return ir_scan_copy(d->bytes, (uintptr_t)pc, n, IR_ISA_AMD64, &d->scan) != 0;
}

/* The application's memory at addr could not be read or written. */
static enum os_fault
kind_of_access_fault(uintptr_t addr, bool is_write)
{
    struct app_region r;
    if (!app_map_find(addr, &r))
        return is_write ? OS_FAULT_WRITE : OS_FAULT_READ;
    return is_write ? OS_FAULT_READ_ONLY : OS_FAULT_NOT_READABLE;
}

static void
raise(struct thread *t, const struct arch_fault *f)
{
    if (!f->is_access)
        signal_raise(t, f->fault, f->addr);
    else if (!f->is_write || consistency_write_fault(f->addr, NULL) == WRITE_NOT_OURS)
        signal_raise(t, kind_of_access_fault(f->addr, f->is_write), f->addr);
}

/* A system call by another instruction than the usual one.  Those that the runtime must see are
 * made as what they would be there. */
static void
other_call(struct thread *t, unsigned length)
{
    const struct mcontext before = t->mc;
    app_addr pc = t->next;
    if (t->tls[TLS_PENDING] != 0)
        return;
    t->next = pc + length;
    if (os_app_other_call(&before, &t->mc)) {
        syscall_carry_out(t);
        uintptr_t result = t->mc.reg[REG_AX];
        bool ran = t->next == pc + length;
        t->mc = before;
        if (ran)
            t->mc.reg[REG_AX] = result;
        else
            t->next = pc;
        return;
    }
    STATS_INC(syscalls);
    __atomic_store_n(&t->place, PLACE_SAFE, __ATOMIC_RELEASE);
    enum os_other_call r = os_app_other_call_run(&t->mc, &t->tls[TLS_PENDING]);
    stop_leave_safe(t);
    if (r == OS_OTHER_CALL_RAN)
        return;
    t->mc = before;
    t->next = pc;
    if (r == OS_OTHER_CALL_FAULTED) {
        enum { GATE_0X80 = 0x80 << 3 | 2 };
        signal_raise(t, OS_FAULT_PROTECTED, GATE_0X80);
    }
}

static void
not_emulated(struct thread *t)
{
    LOG(DISPATCH, 0, "instruction at %p: a form that is not supported\n", (const void *)t->next);
    signal_raise(t, OS_FAULT_ILLEGAL, (uintptr_t)t->next);
}

void
emulate_instr(struct thread *t)
{
    struct decoded d;
    struct arch_fault f = { 0 };
    STATS_INC(emulated);
    if (!decode(t->next, &d))
        return;
    if (d.scan.kind == IR_INT && (uint8_t)d.scan.imm == 0x80) {
        other_call(t, d.scan.length);
        return;
    }
    const struct arch_source at = { d.bytes, t->next };
    switch (arch_emulate(t, &d.scan, &at, &f)) {
    case ARCH_EMULATED: t->next = (app_addr)t->mc.pc; break;
    case ARCH_FAULTED: raise(t, &f); break;
    case ARCH_OTHER_MODE:
        FATAL("the application goes over to 32-bit code at %p: not supported",
              (const void *)t->next);
    case ARCH_NOT_EMULATED: not_emulated(t); break;
    }
}

static uintptr_t
translate(uintptr_t pc)
{
    struct xl_place at;
    const struct unit *u = unit_find(pc);
    const struct fragment *f = u == NULL ? NULL : unit_find_fragment(u, pc);
    return f != NULL && fragment_translate(f, pc, &at) ? (uintptr_t)at.pc : 0;
}

struct half {
    uint32_t low;
    uintptr_t app;
};

static void
try_unit(struct unit *u, void *arg)
{
    struct half *h = arg;
    uintptr_t pc = (uintptr_t)u->base + (uint32_t)(h->low - (uint32_t)(uintptr_t)u->base);
    if (h->app == 0 && pc < (uintptr_t)u->end)
        h->app = translate(pc);
}

/* The application's pc for one in the cache, of which perhaps only 32 bits are known. */
static uintptr_t
app_pc(uintptr_t pc, bool is_low_half)
{
    struct half h = { (uint32_t)pc, 0 };
    if (!is_low_half)
        return translate(pc);
    unit_iterate(try_unit, &h);
    return h.app;
}

void
emulate_x87_store(struct thread *t)
{
    struct decoded d;
    const struct arch_source at = { d.bytes, t->next };
    if (!decode(t->next, &d))
        return;
    lock_acquire(&lock_build);
    arch_fix_x87_pc(t, &d.scan, &at, app_pc);
    lock_release(&lock_build);
    t->next += d.scan.length;
}

/* The first byte that cannot be fetched for the instruction at pc; false: there is none. */
static bool
first_unfetchable(app_addr pc, uintptr_t *at)
{
    struct app_region r, next;
    struct ir_scan s;
    uint8_t bytes[LONGEST_INSTR + 1] = { 0 };
    *at = (uintptr_t)pc;
    if (!app_map_find((uintptr_t)pc, &r) || (r.prot & OS_PROT_EXEC) == 0)
        return true;
    size_t left = r.end - (uintptr_t)pc;
    size_t present = os_safe_copy(bytes, pc, MIN(left, LONGEST_INSTR));
    if (present < MIN(left, LONGEST_INSTR)) {
        *at += present;
        return true; /* nearly: the instruction might end before */
    }
    if (left >= LONGEST_INSTR ||
        (app_map_find(r.end, &next) && (next.prot & OS_PROT_EXEC) != 0))
        return false;
    /* Zeros in place of what is missing: it is missed only if the instruction needs it. */
    ir_scan_copy(bytes, (uintptr_t)pc, LONGEST_INSTR, IR_ISA_AMD64, &s);
    *at = r.end;
    return s.length > left && !arch_faults_early(&s, left);
}

void
emulate_fetch_fault(struct thread *t)
{
    struct app_region r;
    uintptr_t pc = (uintptr_t)t->next, at;
    enum os_fault fault;
    if (!arch_is_address(pc)) {
        signal_raise(t, OS_FAULT_PROTECTED, 0);
        return;
    }
    if (!first_unfetchable(t->next, &at)) {
        signal_raise(t, OS_FAULT_ILLEGAL, pc);
        return;
    }
    if (!app_map_find(at, &r))
        fault = OS_FAULT_UNMAPPED;
    else if ((r.prot & OS_PROT_EXEC) != 0)
        fault = OS_FAULT_NO_PAGE;
    else
        fault = r.prot == 0 ? OS_FAULT_NO_ACCESS : OS_FAULT_NOT_EXEC;
    signal_raise(t, fault, at);
}

static bool
native_call(struct thread *t)
{
    __atomic_store_n(&t->place, PLACE_SAFE, __ATOMIC_RELEASE);
    bool ran = os_app_native_call(&t->mc, (uintptr_t)t->next);
    __atomic_store_n(&t->place, PLACE_RUNTIME, __ATOMIC_RELEASE);
    if (ran)
        t->next = (app_addr)t->mc.pc;
    return ran;
}

/* The state before the branch, which has led to t->next.  The word that a call has pushed
 * stays where it was written.  False: it was not this branch. */
static bool
undo_branch(struct thread *t, const struct ir_scan *s)
{
    uintptr_t *sp = &t->mc.reg[REG_SP], popped;
    switch (s->kind) {
    case IR_JMP_IND: return true;
    case IR_CALL_IND: *sp += sizeof(popped); return true;
    case IR_RET: break;
    default: return false;
    }
    uintptr_t before = *sp - sizeof(popped) - (s->imm_size != 0 ? (uint16_t)s->imm : 0);
    if (!os_safe_read((const void *)before, sizeof(popped), &popped) || popped != (uintptr_t)t->next)
        return false;
    *sp = before;
    return true;
}

void
emulate_bad_branch(struct thread *t, uint32_t branch)
{
    struct decoded d;
    lock_acquire(&lock_build);
    app_addr at = (app_addr)app_pc(branch, true);
    lock_release(&lock_build);
    if (at == NULL || !decode(at, &d) || !undo_branch(t, &d.scan))
        return;
    t->next = at;
    signal_raise(t, OS_FAULT_PROTECTED, 0);
}

bool
emulate_kernel_page(struct thread *t)
{
    uintptr_t back;
    const struct mcontext before = t->mc;
    struct mcontext *mc = &t->mc;
    uintptr_t number;
    if (native_call(t))
        return true;
    if (!os_app_kernel_page_call((uintptr_t)t->next, &number) ||
        !os_safe_read((const void *)mc->reg[REG_SP], sizeof(back), &back))
        return false;
    mc->reg[REG_AX] = number;
    app_addr entry = t->next;
    syscall_carry_out(t);
    uintptr_t result = mc->reg[REG_AX];
    bool ran = t->next == entry;
    *mc = before;
    t->next = entry;
    if (ran) { /* as a function: only the result is left of it */
        mc->reg[REG_AX] = result;
        mc->reg[REG_SP] += sizeof(back);
        t->next = (app_addr)back;
    }
    return true;
}
