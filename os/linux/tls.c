/* os/linux/tls.c - the thread's page through gs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/tls.h"
#include "os/linux/sys.h"
#include <asm/prctl.h>

uintptr_t *
os_tls_slots(uintptr_t *page)
{
    return page;
}

/* They are the runtime's from the start. */
bool
os_tls_claim(unsigned first, unsigned count)
{
    (void)first;
    (void)count;
    return true;
}

void
os_tls_set(void *page)
{
    sys2(__NR_arch_prctl, ARCH_SET_GS, page);
}

void *
os_tls_get(void)
{
    void *page;
    __asm__ volatile("mov %%gs:0, %0" : "=r"(page));
    return page;
}

uintptr_t
os_tls_app_base(void)
{
    uintptr_t base = 0;
    sys2(__NR_arch_prctl, ARCH_GET_FS, &base);
    return base;
}

void
os_tls_set_app_base(uintptr_t base)
{
    sys2(__NR_arch_prctl, ARCH_SET_FS, base);
}

/* A descriptor of the local table; its base is spread over it. */
static uintptr_t
local_base(unsigned index)
{
    static uint64_t table[8192];
    intptr_t size = sys3(__NR_modify_ldt, 0, table, sizeof(table));
    if (sys_failed(size) || (uintptr_t)size <= index * sizeof(table[0]))
        return 0;
    uint64_t d = table[index];
    return (d >> 16 & 0xffffff) | (d >> 32 & 0xff000000);
}

/* Of the global table only the entries for threads have a base. */
static uintptr_t
global_base(unsigned index)
{
    struct {
        uint32_t entry, base, limit, flags;
    } u = { .entry = index };
    return sys_failed(sys1(__NR_get_thread_area, &u)) ? 0 : u.base;
}

bool
os_tls_selector_base(unsigned selector, uintptr_t *base)
{
    enum { FIRST_THREAD_ENTRY = 12, THREAD_ENTRIES = 3, LOCAL = 4 };
    bool is_readable;
    unsigned index = selector >> 3;
    *base = 0;
    if ((selector & 0xfffc) == 0)
        return true;
    __asm__("verr %1" : "=@ccz"(is_readable) : "r"((uint16_t)selector));
    if ((selector & LOCAL) != 0)
        *base = local_base(index);
    else if (index - FIRST_THREAD_ENTRY < THREAD_ENTRIES)
        *base = global_base(index);
    return is_readable;
}
