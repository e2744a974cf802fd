/* os/windows/app_own.c - calls whose native answer would show the runtime.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The runtime's memory is free memory; pages that it has made read-only are as the application has
 * made them, so neighbours that the kernel tells apart are one region; code that it has written over
 * reads as it was.
 */
#include "os/windows/app_own.h"
#include "os/app_code.h"
#include "os/app_syscall.h"
#include "os/app_view.h"
#include "os/app_windows.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/app_policy.h"
#include "os/windows/handle.h"
#include "os/windows/hooks.h"
#include "os/windows/protect.h"
#include "os/windows/sys.h"

static const struct app_view *view;

void
os_app_view_set(const struct app_view *v)
{
    view = v;
}

static bool
query(uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, m, sizeof(*m), 0)) && m->size != 0;
}

static void
make_free(struct nt_memory *m, uintptr_t start, uintptr_t end)
{
    *m = (struct nt_memory){ .base = start, .size = end - start, .state = MEM_FREE, .protect = PAGE_NOACCESS };
}

/* Whether the runtime has taken the right to write away, and nothing else differs, or keeps code there: guards
 * that have been used up are as the kernel says. */
static bool
is_made_read_only(const struct nt_memory *m, int prot)
{
    int real = protect_to_prot(m->protect);
    if (prot == APP_VIEW_AS_IS || (m->protect & PAGE_GUARD) != 0)
        return false;
    if (os_app_code_is_kept(m->base) && real == (OS_PROT_READ | OS_PROT_EXEC))
        return prot != real;
    return (prot & OS_PROT_WRITE) != 0 && real == (prot & ~OS_PROT_WRITE);
}

/* Pages of an image are copied when they are written to. */
static uint32_t
shown_protection(const struct nt_memory *m, int prot)
{
    uint32_t protect = protect_from_prot(prot);
    if (m->type != MEM_IMAGE || (prot & OS_PROT_WRITE) == 0)
        return protect;
    return protect == PAGE_READWRITE ? PAGE_WRITECOPY : PAGE_EXECUTE_WRITECOPY;
}

/* The region at an address, as the application knows it, or the first part of that. */
static bool
part_at(uintptr_t at, struct nt_memory *m)
{
    uintptr_t own, own_end, page = at & ~(uintptr_t)4095;
    if (os_mem_find_own(page, &own, &own_end) && own <= page) {
        make_free(m, page, own_end);
        return true;
    }
    if (!query(at, m))
        return false;
    uintptr_t end = m->base + m->size, until = end;
    if (os_mem_find_own(page, &own, &own_end) && own < end)
        end = until = own;
    int prot = m->state != MEM_COMMIT || view == NULL || view->protection == NULL
        ? APP_VIEW_AS_IS : view->protection(m->base, end, &until);
    m->size = until - m->base;
    if (is_made_read_only(m, prot))
        m->protect = shown_protection(m, prot);
    return true;
}

uint32_t
app_own_protection(uintptr_t at)
{
    struct nt_memory real, shown;
    return query(at, &real) && part_at(at, &shown) && shown.protect != real.protect ? shown.protect : 0;
}

static bool
is_one(const struct nt_memory *a, const struct nt_memory *b)
{
    return a->state == b->state && a->allocation == b->allocation && a->type == b->type && a->protect == b->protect;
}

static bool
region_at(uintptr_t at, struct nt_memory *m)
{
    struct nt_memory next;
    if (!part_at(at, m))
        return false;
    while (part_at(m->base + m->size, &next) && is_one(m, &next) && next.size != 0)
        m->size += next.size;
    return true;
}

size_t
os_app_query_memory(uintptr_t address, void *out, size_t room)
{
    struct nt_memory m;
    if (room < sizeof(m) || address >= os_mem_facts()->highest || !region_at(address, &m))
        return 0;
    memcpy(out, &m, sizeof(m));
    return sizeof(m);
}

/* A size that the caller wants to be told, too. */
static void
answer(struct mcontext *mc, ntstatus status, uintptr_t size_at, uintptr_t size)
{
    if (size_at != 0 && !nt_failed(status))
        os_safe_write((void *)size_at, sizeof(size), &size);
    mc->reg[REG_AX] = (uintptr_t)(intptr_t)status;
}

static bool
query_memory(struct mcontext *mc)
{
    uintptr_t at = os_app_syscall_param(mc, 1), what = os_app_syscall_param(mc, 2), own, own_end;
    struct nt_memory m;
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return false;
    if (what != MEMORY_BASIC) {
        if (!os_mem_find_own(at, &own, &own_end) || own > at)
            return false;
        answer(mc, STATUS_INVALID_ADDRESS, 0, 0);
        return true;
    }
    if (os_app_syscall_param(mc, 4) < sizeof(m) || at >= os_mem_facts()->highest || !region_at(at, &m))
        return false; /* the kernel knows what is wrong */
    bool is_written = os_safe_write((void *)os_app_syscall_param(mc, 3), sizeof(m), &m);
    answer(mc, is_written ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION, os_app_syscall_param(mc, 5), sizeof(m));
    return true;
}

static bool
read_memory(struct mcontext *mc)
{
    uintptr_t at = os_app_syscall_param(mc, 1), to = os_app_syscall_param(mc, 2), size = os_app_syscall_param(mc, 3);
    uintptr_t own, own_end, no_stop = 0;
    if (!handle_is_this_process(os_app_syscall_param(mc, 0)))
        return false;
    if (os_mem_find_own(at, &own, &own_end) && own < at + size) {
        answer(mc, STATUS_PARTIAL_COPY, os_app_syscall_param(mc, 4), 0);
        return true;
    }
    os_app_syscall_run(mc, &no_stop);
    if (!nt_failed((ntstatus)mc->reg[REG_AX]))
        hooks_hide(at, (uint8_t *)to, size);
    return true;
}

bool
os_app_syscall_own(struct mcontext *mc, const struct app_syscall_self *self)
{
    UNUSED(self);
    switch (nt_call_of(mc->reg[REG_AX])) {
    case CALL_NtQueryVirtualMemory: return query_memory(mc);
    case CALL_NtReadVirtualMemory: return read_memory(mc);
    case CALL_NtSetInformationProcess: return app_policy_set(mc);
    default: return false;
    }
}
