/* os/windows/mem.c - the runtime's memory through NtAllocateVirtualMemory.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/mem.h"
#include "os/mem_own.h"
#include "os/windows/protect.h"
#include "os/windows/sys.h"
#include "os/windows/sys_entry.h"

enum { PAGE = 4096, GRANULE = 65536 };

/* The end is that of Windows 8.1 and later; 7 and 8 have 8 TB. From 0x61000000 on are the addresses that mingw's linker
 * gives to libraries, and those of Wine's own. */
static struct mem_facts facts = { PAGE, GRANULE, 0x10000, 0x7fffffff0000, 0x60000000, true };

static void
ask_for_end(void)
{
    enum { BASIC = 0 };
    struct {
        uint32_t fields[7];
        uintptr_t lowest, highest, processors;
        uint8_t count;
    } basic = { .highest = 0 };
    STATIC_ASSERT(sizeof(basic) == 0x40);
    if (!nt_failed(SYS(NtQuerySystemInformation, BASIC, &basic, sizeof(basic), 0)) && basic.highest > UINT32_MAX)
        facts.highest = (basic.highest + 1) & ~(uintptr_t)(GRANULE - 1);
}

const struct mem_facts *
os_mem_facts(void)
{
    static volatile bool is_asked;
    if (!is_asked && nt_way != 0) {
        ask_for_end();
        is_asked = true;
    }
    return &facts;
}

static size_t
whole_pages(size_t size)
{
    return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

/* Where it does not matter, from the top: low memory is where the application's libraries and their
 * translations go, and where natively its own memory would be.
 *
 * What is committed counts against the system's limit, used or not: address space that nobody has
 * the right to touch yet is only reserved. */
static void *
allocate(uintptr_t where, size_t size, int prot)
{
    enum { MEM_TOP_DOWN = 0x100000 };
    uintptr_t base = where, bytes = whole_pages(size);
    uint32_t how = MEM_RESERVE | (prot == OS_PROT_NONE ? 0 : MEM_COMMIT) | (where == 0 ? MEM_TOP_DOWN : 0);
    if (nt_failed(SYS(NtAllocateVirtualMemory, NT_THIS_PROCESS, &base, 0, &bytes, how, protect_from_prot(prot))))
        return NULL;
    mem_own_add(base, base + bytes);
    return (void *)base;
}

size_t
os_mem_limit(void)
{
    return SIZE_MAX;
}

void *
os_mem_alloc_at(uintptr_t where, size_t size, int prot)
{
    if (where == 0 || (where & (GRANULE - 1)) != 0)
        return NULL;
    void *p = allocate(where, size, prot);
    if (p != NULL && (uintptr_t)p != where) {
        os_mem_free(p, size);
        return NULL;
    }
    return p;
}

static bool
query(uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, m, sizeof(*m), 0));
}

/* Memory that is free can be refused for reasons of the kernel's own, and large areas of it: the
 * next try is twice as far away, within bounds. */
static uintptr_t
farther(uintptr_t step)
{
    enum { FARTHEST = 16 << 20 };
    return step < FARTHEST ? 2 * step : step;
}

/* The first place upwards of `at`. */
static void *
alloc_above(uintptr_t at, uintptr_t last, size_t size, int prot)
{
    struct nt_memory m;
    uintptr_t step = GRANULE;
    at = (at + GRANULE - 1) & ~(uintptr_t)(GRANULE - 1);
    while (at <= last && query(at, &m) && m.size != 0) {
        uintptr_t end = m.base + m.size;
        if (m.state == MEM_FREE && end - at >= size) {
            void *p = os_mem_alloc_at(at, size, prot);
            if (p != NULL)
                return p;
            end = at + step;
            step = farther(step);
        }
        at = (end + GRANULE - 1) & ~(uintptr_t)(GRANULE - 1);
    }
    return NULL;
}

/* The first place downwards of `at`. */
static void *
alloc_below(uintptr_t at, uintptr_t first, size_t size, int prot)
{
    struct nt_memory m;
    uintptr_t step = GRANULE;
    at &= ~(uintptr_t)(GRANULE - 1);
    while (at >= first && at != 0 && query(at, &m) && m.size != 0) {
        if (m.state != MEM_FREE && m.allocation < first + size)
            return NULL; /* an allocation that reaches down to where none can be */
        uintptr_t next = m.state == MEM_FREE ? at - step : m.allocation - size;
        if (m.state == MEM_FREE && m.base + m.size - at >= size) {
            void *p = os_mem_alloc_at(at, size, prot);
            if (p != NULL)
                return p;
            step = farther(step);
        } else if (m.state == MEM_FREE && m.base + m.size >= size)
            next = m.base + m.size - size;
        if (next >= at)
            next = at - GRANULE;
        at = next & ~(uintptr_t)(GRANULE - 1);
    }
    return NULL;
}

void *
os_mem_alloc_within(uintptr_t lo, uintptr_t hi, uintptr_t near, size_t size, int prot)
{
    if (hi < size || lo > hi - size)
        return NULL;
    uintptr_t last = hi - size, from = near > last ? last : near < lo ? lo : near;
    void *p = alloc_below(from, lo, size, prot);
    return p != NULL ? p : alloc_above(from, last, size, prot);
}

/* Large areas go where nothing of the application's can be near: some kernels put them at the
 * lowest addresses even when asked for the highest. */
void *
os_mem_alloc(size_t size, int prot)
{
    enum { LARGE = 256 << 20 };
    const uintptr_t far = (uintptr_t)1 << 40;
    void *p = size < LARGE ? NULL : alloc_above(far, os_mem_facts()->highest - size, size, prot);
    return p != NULL ? p : allocate(0, size, prot);
}

/* What belongs to one allocation is given back with it, and only as a whole. */
void
os_mem_free(void *p, size_t size)
{
    uintptr_t base = (uintptr_t)p, zero = 0;
    if (p == NULL)
        return;
    mem_own_remove(base, base + whole_pages(size));
    SYS(NtFreeVirtualMemory, NT_THIS_PROCESS, &base, &zero, MEM_RELEASE);
}

static ntstatus
protect(void *p, size_t size, int prot)
{
    uintptr_t base = (uintptr_t)p, bytes = whole_pages(size);
    uint32_t old;
    return SYS(NtProtectVirtualMemory, NT_THIS_PROCESS, &base, &bytes, protect_from_prot(prot), &old);
}

/* Our own address space may be reserved only, see allocate(). */
bool
os_mem_protect(void *p, size_t size, int prot)
{
    ntstatus status = protect(p, size, prot);
    uintptr_t base = (uintptr_t)p, bytes = whole_pages(size), own, own_end;
    if (status != STATUS_NOT_COMMITTED || !os_mem_find_own(base, &own, &own_end) || own > base)
        return !nt_failed(status);
    if (prot == OS_PROT_NONE)
        return true;
    return !nt_failed(
               SYS(NtAllocateVirtualMemory, NT_THIS_PROCESS, &base, 0, &bytes, MEM_COMMIT, protect_from_prot(prot))) &&
        !nt_failed(protect(p, size, prot));
}

/* Pages come with the first touch; there is no cheaper way. */
void
os_mem_populate(void *p, size_t size)
{
    (void)p;
    (void)size;
}

void
os_mem_discard(void *p, size_t size)
{
    uintptr_t base = (uintptr_t)p, bytes = whole_pages(size);
    SYS(NtFreeVirtualMemory, NT_THIS_PROCESS, &base, &bytes, MEM_DECOMMIT);
    bytes = whole_pages(size);
    SYS(NtAllocateVirtualMemory, NT_THIS_PROCESS, &base, 0, &bytes, MEM_COMMIT, PAGE_READWRITE);
}

void
os_mem_give_away(void *p, size_t size)
{
    struct nt_memory m = { 0 };
    uintptr_t base = (uintptr_t)p, bytes = whole_pages(size);
    if (query(base, &m) && m.state == MEM_RESERVE) /* whoever asked for it counts it as committed */
        SYS(NtAllocateVirtualMemory, NT_THIS_PROCESS, &base, 0, &bytes, MEM_COMMIT, PAGE_NOACCESS);
    mem_own_remove((uintptr_t)p, (uintptr_t)p + whole_pages(size));
}
