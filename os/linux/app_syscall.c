/* os/linux/app_syscall.c - what the application's system calls mean for the runtime.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_syscall.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_syscall_entry.h"
#include "os/linux/own_guard.h"
#include "os/linux/procfs.h"
#include "os/linux/procfs_mem.h"
#include "os/linux/procfs_pagemap.h"
#include "os/linux/seccomp.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <linux/mman.h>

typedef void (*filler)(const uintptr_t *arg, struct effect *out);

static uintptr_t
pages(uintptr_t size)
{
    return (size + 4095) & ~(uintptr_t)4095;
}

static void
fill_none(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_NONE;
}

static void
fill_own(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_OWN;
}

static void
fill_map(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_MAP;
    out->start = (arg[3] & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0 ? arg[0] : 0;
    out->size = pages(arg[1]);
    out->prot = (int)arg[2] & (PROT_READ | PROT_WRITE | PROT_EXEC);
    out->is_shared = (arg[3] & MAP_TYPE) != MAP_PRIVATE;
}

static void
fill_unmap(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_UNMAP;
    out->start = arg[0];
    out->size = pages(arg[1]);
}

static void
fill_protect(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_PROTECT;
    out->start = arg[0];
    out->size = pages(arg[1]);
    out->prot = (int)arg[2] & (PROT_READ | PROT_WRITE | PROT_EXEC);
}

static void
fill_remap(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_REMAP;
    out->old_start = arg[0];
    out->old_size = pages(arg[1]);
    out->size = pages(arg[2]);
    out->keeps_old = (arg[3] & MREMAP_DONTUNMAP) != 0;
}

static void
fill_brk(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_BREAK;
    out->start = arg[0];
}

static void
fill_attach(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_ATTACH;
}

static void
fill_detach(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_DETACH;
    out->start = arg[0];
}

static void
fill_clone(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_CLONE;
}

static void
fill_exec(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_EXEC;
}

static void
fill_content(const uintptr_t *arg, struct effect *out)
{
    out->kind = EFFECT_CONTENT;
    out->start = arg[0];
    out->size = pages(arg[1]);
}

/* Advice that takes contents away. */
static void
fill_advise(const uintptr_t *arg, struct effect *out)
{
    enum { DONTNEED_LOCKED = 24 };
    if (arg[2] == MADV_DONTNEED || arg[2] == MADV_FREE || arg[2] == MADV_REMOVE ||
        arg[2] == DONTNEED_LOCKED)
        fill_content(arg, out);
}

static void
fill_written(intptr_t nr, const uintptr_t *arg, struct effect *out)
{
    uintptr_t start;
    size_t size;
    if (!procfs_mem_is_written(nr, arg, &start, &size))
        return;
    out->kind = EFFECT_CONTENT;
    out->start = start & ~(uintptr_t)4095;
    out->size = pages(start + size) - out->start;
}

#define FILL_WRITTEN(name)                                \
    static void fill_##name(const uintptr_t *arg, struct effect *out) \
    {                                                     \
        fill_written(__NR_##name, arg, out);              \
    }
FILL_WRITTEN(write)
FILL_WRITTEN(pwrite64)
FILL_WRITTEN(writev)
FILL_WRITTEN(pwritev)
FILL_WRITTEN(pwritev2)

static void
fill_thread_exit(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_THREAD_EXIT;
}

static void
fill_process_exit(const uintptr_t *arg, struct effect *out)
{
    (void)arg;
    out->kind = EFFECT_PROCESS_EXIT;
}

enum { TABLE_SIZE = 512 };

static const filler fillers[TABLE_SIZE] = {
#define EFFECT(name, how) [__NR_##name] = fill_##how,
#include "os/linux/app_syscall.def"
#undef EFFECT
};

void
os_app_syscall_effect(const struct mcontext *mc, struct effect *out)
{
    uintptr_t nr = mc->reg[REG_AX];
    uintptr_t arg[6] = { mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX],
                         mc->reg[10],     mc->reg[8],      mc->reg[9] };
    *out = (struct effect){ .kind = EFFECT_NONE };
    seccomp_check((intptr_t)nr);
    if (nr < TABLE_SIZE && fillers[nr] != NULL)
        fillers[nr](arg, out);
}

bool
os_app_syscall_run(struct mcontext *mc, volatile uintptr_t *stop)
{
    const uintptr_t args[6] = { mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX],
                                mc->reg[10],     mc->reg[8],      mc->reg[9] };
    intptr_t result;
    const intptr_t nr = (intptr_t)mc->reg[REG_AX];
    if (own_guard_intercept(nr, args, &result) || procfs_before(nr, args, &result)) {
        mc->reg[REG_AX] = (uintptr_t)result;
        return true;
    }
    if (!APP_GATE_CALL(app_syscall_enter)(mc, stop))
        return false;
    result = (intptr_t)mc->reg[REG_AX];
    procfs_after(nr, args, &result);
    procfs_pagemap_after(nr, args, &result);
    mc->reg[REG_AX] = (uintptr_t)result;
    return true;
}

uintptr_t
os_app_break(void)
{
    return (uintptr_t)sys1(__NR_brk, 0);
}

bool
os_app_syscall_failed(uintptr_t result)
{
    return sys_failed((intptr_t)result);
}

uint32_t
os_app_syscall_error(uintptr_t result)
{
    return (uint32_t)-(intptr_t)result;
}

uintptr_t
os_app_syscall_failure(uint32_t error)
{
    return (uintptr_t)-(intptr_t)error;
}

bool
os_app_syscall_interrupted(uintptr_t pc, uintptr_t *go_on)
{
    if (pc >= (uintptr_t)APP_GATE(app_other_call_check) && pc < (uintptr_t)APP_GATE(app_other_call_done)) {
        *go_on = (uintptr_t)APP_GATE(app_other_call_stopped);
        return true;
    }
    *go_on = (uintptr_t)APP_GATE(app_syscall_stopped);
    return pc >= (uintptr_t)APP_GATE(app_syscall_check) && pc < (uintptr_t)APP_GATE(app_syscall_done);
}

void
os_app_syscall_settle(const struct mcontext *after, struct effect *e)
{
    if (e->kind == EFFECT_MAP)
        e->start = after->reg[REG_AX];
}

bool
os_app_is_gateway(const uint8_t *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return false;
}

unsigned
os_app_syscall_length(uintptr_t after)
{
    (void)after;
    return 2;
}

bool
os_app_native_call(struct mcontext *mc, uintptr_t pc)
{
    (void)mc;
    (void)pc;
    return false;
}
