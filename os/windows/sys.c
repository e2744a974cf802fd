/* os/windows/sys.c - numbers of system calls, and the way into the kernel, from ntdll itself.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/sys.h"
#include "os/base/pe.h"
#include "os/windows/overwritten.h"
#include "os/windows/sys_entry.h"
#include <cpuid.h>

struct nt_system nt_system;

static const struct {
    const char *name;
    enum nt_call call;
} calls[] = {
#define CALL(name) { #name, CALL_##name },
#include "os/windows/calls.def"
#undef CALL
};

static const char *const entries[ENTRY_COUNT] = { "KiUserExceptionDispatcher", "KiUserApcDispatcher",
                                                  "KiUserCallbackDispatcher", "KiRaiseUserExceptionDispatcher",
                                                  "LdrInitializeThunk" };

/* Whether the kernel says that it is not to be entered by syscall. */
static bool
wants_other_way(void)
{
    return (*(volatile uint8_t *)(SHARED_DATA + SHARED_INT_2E) & 1) != 0;
}

static void
choose_way(const struct stub *s)
{
    enum stub_way way = wants_other_way() && s->other_way != STUB_NO_WAY ? s->other_way : s->way;
    nt_way = way == STUB_INT_2E ? nt_way_int : way == STUB_POINTER ? nt_way_pointer : nt_way_syscall;
    nt_system.way = way;
    if (way == STUB_POINTER) {
        nt_system.gateway_slot = (uintptr_t)s->pointer;
        nt_gateway = *(uintptr_t *)(uintptr_t)s->pointer;
    }
}

/* False: there is such a function, but its first bytes are not a system call's. */
static bool
read_call(const struct pe *pe, const char *name, enum nt_call call)
{
    struct stub s;
    const void *p = pe_at(pe, pe_export(pe, name), STUB_BYTES);
    nt_system.number[call] = NT_NO_NUMBER;
    if (p == NULL || p == pe->bytes)
        return true;
    if (!stub_read(p, STUB_BYTES, &s)) {
        uintptr_t base = (uintptr_t)pe->bytes;
        return stub_leads_within(p, STUB_BYTES, (uintptr_t)p, base, base + pe->size);
    }
    nt_system.number[call] = s.number;
    if (nt_way == 0)
        choose_way(&s);
    return true;
}

/* For calls that have been overwritten by somebody. */
static void
find_overwritten(const struct pe *pe)
{
    const struct stub *any = overwritten_any(pe);
    if (any == NULL)
        return;
    if (nt_way == 0)
        choose_way(any);
    bool is_open[CALL_COUNT] = { false };
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
        uint32_t rva = pe_export(pe, calls[i].name), *number = &nt_system.number[calls[i].call];
        is_open[i] = rva != 0 && *number == NT_NO_NUMBER && !overwritten_by_neighbours(rva, number);
    }
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
        if (is_open[i])
            overwritten_by_file(pe, calls[i].name, &nt_system.number[calls[i].call]);
    }
    overwritten_done();
}

/* The size of the image comes from its headers, which lie in its first page. */
static size_t
image_size(uintptr_t base)
{
    enum { PAGE = 4096, AT = 0x3c, SIZE = 80 };
    uint32_t at = *(uint32_t *)(base + AT);
    return at > PAGE - SIZE - 4 ? PAGE : *(uint32_t *)(base + at + SIZE);
}

/* x87, SSE, AVX and AVX-512, as far as the system has enabled them. */
static uint32_t
vector_components(void)
{
    enum { WANTED = 0xe7 };
    uint32_t a, b, c, d;
    __cpuid(1, a, b, c, d);
    if ((c & bit_OSXSAVE) == 0)
        return 0;
    __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return a & WANTED;
}

static uintptr_t
address_of(const struct pe *pe, const char *name)
{
    uint32_t rva = pe_export(pe, name);
    return rva == 0 ? 0 : (uintptr_t)pe->bytes + rva;
}

bool
nt_init(uintptr_t base)
{
    nt_vector_mask = vector_components();
    static struct pe pe;
    nt_system.ntdll = base;
    nt_system.ntdll_size = image_size(base);
    if (pe_read((const void *)base, nt_system.ntdll_size, true, &pe) != PE_GOOD)
        return false;
    bool are_all_read = true;
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++)
        are_all_read &= read_call(&pe, calls[i].name, calls[i].call);
    if (!are_all_read)
        find_overwritten(&pe);
    for (size_t i = 0; i < ENTRY_COUNT; i++)
        nt_system.entry[i] = address_of(&pe, entries[i]);
    nt_system.pop_fault = address_of(&pe, "ExpInterlockedPopEntrySListFault");
    nt_system.pop_resume = address_of(&pe, "ExpInterlockedPopEntrySListResume");
    return nt_way != 0 && nt_system.entry[ENTRY_EXCEPTION] != 0 && nt_system.entry[ENTRY_THREAD] != 0;
}

enum nt_call
nt_call_of(uintptr_t number)
{
    unsigned i = (uint32_t)number == NT_NO_NUMBER ? CALL_COUNT : 0;
    while (i < CALL_COUNT && nt_system.number[i] != (uint32_t)number)
        i++;
    return (enum nt_call)i;
}
