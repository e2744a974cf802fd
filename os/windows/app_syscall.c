/* os/windows/app_syscall.c - what the application's system calls mean for the runtime.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The number is in eax.  The first four arguments are in r10 (a copy of rcx), rdx, r8 and r9, the others
 * on the stack behind a return address and room for the four.
 */
#include "os/app_syscall.h"
#include "os/base/abi.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/app_entry.h"
#include "os/windows/app_own.h"
#include "os/windows/events.h"
#include "os/windows/handle.h"
#include "os/windows/hooks.h"
#include "os/windows/protect.h"
#include "os/windows/stub.h"
#include "os/windows/tls_claim.h"

typedef void (*filler)(const struct mcontext *mc, struct effect *out);

enum { R10 = 10, FIRST_ON_STACK = 4, STACK_ARGS = 5 * 8, STEP_BACK = 11 /* app_entry.S */ };

static const uint8_t arg_register[FIRST_ON_STACK] = { R10, REG_DX, 8, 9 };

uintptr_t
os_app_syscall_param(const struct mcontext *mc, unsigned n)
{
    uintptr_t value = 0;
    if (n < FIRST_ON_STACK)
        return mc->reg[arg_register[n]];
    os_safe_read((const void *)(mc->reg[REG_SP] + STACK_ARGS + (n - FIRST_ON_STACK) * 8), sizeof(value), &value);
    return value;
}

void
os_app_syscall_set_param(struct mcontext *mc, unsigned n, uintptr_t value)
{
    if (n < FIRST_ON_STACK)
        mc->reg[arg_register[n]] = value;
    else
        os_safe_write((void *)(mc->reg[REG_SP] + STACK_ARGS + (n - FIRST_ON_STACK) * 8), sizeof(value), &value);
}

/* As behind a call instruction. */
void
os_app_syscall_room(struct mcontext *mc)
{
    uintptr_t size = STACK_ARGS + (OS_SYSCALL_PARAMS - FIRST_ON_STACK) * 8;
    mc->reg[REG_SP] = ((mc->reg[REG_SP] - size) & ~(uintptr_t)15) - 8;
}

uintptr_t
os_app_syscall_number(const struct mcontext *mc)
{
    return (uint32_t)mc->reg[REG_AX];
}

void
os_app_syscall_set_number(struct mcontext *mc, uintptr_t number)
{
    mc->reg[REG_AX] = (uint32_t)number;
}

uintptr_t
os_app_syscall_result(const struct mcontext *mc)
{
    return mc->reg[REG_AX];
}

void
os_app_syscall_set_result(struct mcontext *mc, uintptr_t value)
{
    mc->reg[REG_AX] = value;
}

bool
os_app_syscall_failed(uintptr_t result)
{
    return nt_failed((ntstatus)result);
}

uint32_t
os_app_syscall_error(uintptr_t result)
{
    return (uint32_t)result;
}

uintptr_t
os_app_syscall_failure(uint32_t error)
{
    return error;
}

/* A word that an argument points to. */
static uintptr_t
word_at(uintptr_t address)
{
    uintptr_t value = 0;
    os_safe_read((const void *)address, sizeof(value), &value);
    return value;
}


/* Gives out the arguments' pointers to address and size: both may be changed by the call. */
static void
fill_in_out(const struct mcontext *mc, struct effect *out, unsigned address, unsigned size)
{
    out->where = os_app_syscall_param(mc, address);
    out->how_much = os_app_syscall_param(mc, size);
}

static void
fill_none(const struct mcontext *mc, struct effect *out)
{
    (void)mc;
    out->kind = EFFECT_NONE;
}

static void
fill_own(const struct mcontext *mc, struct effect *out)
{
    (void)mc;
    out->kind = EFFECT_OWN;
}

static void
fill_protection(const struct mcontext *mc, struct effect *out, unsigned param)
{
    uint32_t protect = (uint32_t)os_app_syscall_param(mc, param);
    out->prot = protect_to_prot(protect);
    out->is_guarded = (protect & PAGE_GUARD) != 0;
}

static void
allocate(const struct mcontext *mc, struct effect *out, unsigned size, unsigned type)
{
    uintptr_t how = os_app_syscall_param(mc, type);
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)) || (how & MEM_COMMIT) == 0)
        return;
    out->kind = EFFECT_COMMIT;
    out->writes_back = true;
    fill_protection(mc, out, type + 1);
    fill_in_out(mc, out, 1, size);
}

static void
fill_allocate(const struct mcontext *mc, struct effect *out)
{
    allocate(mc, out, 3, 4);
}

static void
fill_allocate_ex(const struct mcontext *mc, struct effect *out)
{
    allocate(mc, out, 2, 3);
}

/* All that was allocated together, from its base on. */
static uintptr_t
allocation_end(uintptr_t base)
{
    struct nt_memory m;
    uintptr_t at = base;
    while (!nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, &m, sizeof(m), 0)) &&
           m.state != MEM_FREE && m.allocation == base)
        at = m.base + m.size;
    return at;
}

static void
fill_range(struct effect *out, uintptr_t start, uintptr_t size)
{
    out->start = start & ~(uintptr_t)4095;
    out->size = ((start + size + 4095) & ~(uintptr_t)4095) - out->start;
}

static uintptr_t
allocation_of(uintptr_t address)
{
    struct nt_memory m = { 0 };
    SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, address, MEMORY_BASIC, &m, sizeof(m), 0);
    return m.state == MEM_FREE ? 0 : m.allocation;
}

static void
fill_free(const struct mcontext *mc, struct effect *out)
{
    uintptr_t start = word_at(os_app_syscall_param(mc, 1)), size = word_at(os_app_syscall_param(mc, 2));
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return;
    out->kind = EFFECT_UNMAP;
    out->writes_back = true;
    if (size == 0) {
        start = allocation_of(start);
        size = start == 0 ? 0 : allocation_end(start) - start;
    }
    fill_range(out, start, size);
}

static void
fill_protect(const struct mcontext *mc, struct effect *out)
{
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return;
    out->kind = EFFECT_PROTECT;
    out->writes_back = true;
    fill_protection(mc, out, 3);
    fill_range(out, word_at(os_app_syscall_param(mc, 1)), word_at(os_app_syscall_param(mc, 2)));
    out->was = app_own_protection(out->start);
}

static void
map(const struct mcontext *mc, struct effect *out, unsigned address, unsigned size)
{
    if (!handle_is_this_process(os_app_syscall_param(mc, 1)))
        return;
    out->kind = EFFECT_LOOK;
    out->writes_back = true;
    fill_in_out(mc, out, address, size);
}

static void
fill_map(const struct mcontext *mc, struct effect *out)
{
    map(mc, out, 2, 6);
}

static void
fill_map_ex(const struct mcontext *mc, struct effect *out)
{
    map(mc, out, 2, 4);
}

static void
fill_unmap(const struct mcontext *mc, struct effect *out)
{
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return;
    out->kind = EFFECT_UNMAP;
    out->start = allocation_of(os_app_syscall_param(mc, 1));
    out->size = out->start == 0 ? 0 : allocation_end(out->start) - out->start;
}

static void
fill_content(const struct mcontext *mc, struct effect *out)
{
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return;
    out->kind = EFFECT_CONTENT;
    fill_range(out, os_app_syscall_param(mc, 1), os_app_syscall_param(mc, 2));
}

/* The kernel writes whatever the protection is. */
static void
fill_write(const struct mcontext *mc, struct effect *out)
{
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return;
    out->kind = EFFECT_CONTENT;
    out->writes_back = true;
    fill_range(out, os_app_syscall_param(mc, 1), os_app_syscall_param(mc, 3));
}

static bool
is_this_thread(uintptr_t handle)
{
    return handle == NT_THIS_THREAD || handle == 0 || handle_thread(handle).thread == teb_word(TEB_THREAD_ID);
}

static void
fill_thread_exit(const struct mcontext *mc, struct effect *out)
{
    out->kind = is_this_thread(os_app_syscall_param(mc, 0)) ? EFFECT_THREAD_EXIT : EFFECT_THREAD_KILL;
}

static void
fill_thread_other(const struct mcontext *mc, struct effect *out)
{
    out->kind = is_this_thread(os_app_syscall_param(mc, 0)) ? EFFECT_OWN : EFFECT_THREAD_OTHER;
}

static void
fill_child(const struct mcontext *mc, struct effect *out)
{
    (void)mc;
    out->kind = EFFECT_CHILD;
}

/* Perhaps the first one of a process. */
static void
fill_child_thread(const struct mcontext *mc, struct effect *out)
{
    out->kind = handle_is_this_process(os_app_syscall_param(mc, 3)) ? EFFECT_NONE : EFFECT_CHILD;
}

static void
fill_process_exit(const struct mcontext *mc, struct effect *out)
{
    uintptr_t handle = os_app_syscall_param(mc, 0);
    if (handle == 0)
        out->kind = EFFECT_KILL_OTHERS;
    else if (handle_is_this_process(handle))
        out->kind = EFFECT_PROCESS_EXIT;
}

/* By our own index of the call. */
static const filler fillers[CALL_COUNT + 1] = {
#define EFFECT(call, name) [CALL_##call] = fill_##name,
#include "os/windows/app_syscall.def"
#undef EFFECT
};

void
os_app_syscall_effect(const struct mcontext *mc, struct effect *out)
{
    filler f = fillers[nt_call_of(mc->reg[REG_AX])];
    memset(out, 0, sizeof(*out));
    out->kind = EFFECT_NONE;
    (f == NULL ? fill_none : f)(mc, out);
}

void
os_app_syscall_settle(const struct mcontext *after, struct effect *e)
{
    uint32_t was = e->was;
    if (e->kind == EFFECT_LOOK)
        tls_claim_again();
    if (e->kind == EFFECT_COMMIT || e->kind == EFFECT_LOOK)
        fill_range(e, word_at(e->where), word_at(e->how_much));
    if (e->kind == EFFECT_PROTECT && was != 0)
        os_safe_write((void *)os_app_syscall_param(after, 4), sizeof(was), &was);
}

static struct os_events *
events_of_thread(void)
{
    return (struct os_events *)teb_word(TEB_TLS_SLOTS + 8 * ABI_OS_INDEX);
}

static bool
run_call(struct mcontext *mc, volatile uintptr_t *stop)
{
    uintptr_t next = mc->reg[REG_CX];
    events_app_runs = true;
    bool ran = app_gateway(mc, stop, events_of_thread());
    uintptr_t back = mc->reg[REG_CX]; /* where the kernel has returned to */
    if (ran && back >= (uintptr_t)app_kernel_begin && back < (uintptr_t)app_kernel_end)
        mc->reg[REG_CX] = back == (uintptr_t)app_after_pointer - STEP_BACK ? next - STEP_BACK : next;
    return ran;
}

/* The application writes over jumps of ours: the kernel writes them again in place of that.  False: it does not,
 * or there is no memory; nothing was done. */
static bool
write_around_jumps(struct mcontext *mc, volatile uintptr_t *stop, bool *ran)
{
    enum { BUFFER = 2 };
    uintptr_t start = os_app_syscall_param(mc, 1), from = os_app_syscall_param(mc, BUFFER);
    size_t size = os_app_syscall_param(mc, 3);
    if (size == 0 || start + size < start || !hooks_are_in(start, size) ||
        !handle_is_this_process(os_app_syscall_param(mc, 0)))
        return false;
    uint8_t *copies = os_mem_alloc(2 * size, OS_PROT_READ | OS_PROT_WRITE), *theirs = copies + size;
    bool is_read = copies != NULL && os_safe_read((const void *)from, size, copies);
    if (is_read) {
        memcpy(theirs, copies, size);
        hooks_keep(start, copies, size);
        os_app_syscall_set_param(mc, BUFFER, (uintptr_t)copies);
        *ran = run_call(mc, stop);
        os_app_syscall_set_param(mc, BUFFER, from);
        if (*ran && !nt_failed((ntstatus)mc->reg[REG_AX]))
            hooks_written(start, theirs, size);
    }
    os_mem_free(copies, 2 * size);
    return is_read;
}

bool
os_app_syscall_run(struct mcontext *mc, volatile uintptr_t *stop)
{
    bool ran;
    if ((uint32_t)mc->reg[REG_AX] == nt_system.number[CALL_NtWriteVirtualMemory] && write_around_jumps(mc, stop, &ran))
        return ran;
    return run_call(mc, stop);
}

bool
os_app_native_call(struct mcontext *mc, uintptr_t pc)
{
    uint8_t byte;
    struct nt_memory m;
    uintptr_t no_stop = 0, back;
    bool is_known = !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, pc, MEMORY_BASIC, &m, sizeof(m), 0)) &&
        m.state != MEM_FREE;
    if (is_known || !os_safe_read((const void *)pc, 1, &byte) ||
        !os_safe_read((const void *)mc->reg[REG_SP], sizeof(back), &back))
        return false;
    mc->reg[REG_SP] += sizeof(back);
    app_native_call(mc, &no_stop, events_of_thread(), pc);
    mc->pc = back;
    return true;
}

/* The interrupt is one on Windows; since 10.1511 there are systems where nothing else is. */
bool
os_app_is_gateway(const uint8_t *bytes, size_t length)
{
    uint64_t at = 0;
    switch (stub_way_of(bytes, length, &at)) {
    case STUB_INT_2E: return nt_system.gateway_slot == 0;
    case STUB_POINTER: return nt_system.gateway_slot != 0 && at == nt_system.gateway_slot;
    default: return false;
    }
}

unsigned
os_app_syscall_length(uintptr_t after)
{
    uint8_t bytes[7];
    return os_safe_read((const void *)(after - 7), 7, bytes) && os_app_is_gateway(bytes, 7) ? 7 : 2;
}

bool
os_app_syscall_interrupted(uintptr_t pc, uintptr_t *go_on)
{
    (void)pc;
    (void)go_on;
    return false;
}

uintptr_t
os_app_break(void)
{
    return 0;
}

bool
os_app_other_call(const struct mcontext *mc, struct mcontext *out)
{
    (void)mc;
    (void)out;
    return false;
}

/* int 0x80 is no way into this kernel. */
enum os_other_call
os_app_other_call_run(struct mcontext *mc, volatile uintptr_t *stop)
{
    (void)mc;
    (void)stop;
    return OS_OTHER_CALL_FAULTED;
}

bool
os_app_kernel_page_call(uintptr_t pc, uintptr_t *number)
{
    (void)pc;
    (void)number;
    return false;
}
