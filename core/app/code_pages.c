/* core/app/code_pages.c - pages of the application that hold translated code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/app/code_pages.h"
#include "core/rt/heap.h"
#include "os/base/hash.h"
#include "os/base/string.h"
#include "os/mem.h"

enum { PAGE = 4096, FIRST_BITS = 8 };

/* Numbers of protected pages, open addressing; 0 is empty, 1 removed. */
static uintptr_t *pages;
static unsigned bits;
static size_t used, live;

static uintptr_t *
find(uintptr_t page)
{
    if (pages == NULL)
        return NULL;
    size_t mask = ((size_t)1 << bits) - 1;
    for (size_t i = hash_index(page, bits);; i++) {
        uintptr_t *p = &pages[i & mask];
        if (*p == page)
            return p;
        if (*p == 0)
            return NULL;
    }
}

static void
put(uintptr_t page)
{
    size_t mask = ((size_t)1 << bits) - 1;
    size_t i = hash_index(page, bits);
    while (pages[i & mask] != 0)
        i++;
    pages[i & mask] = page;
}

static void
resize(void)
{
    uintptr_t *old = pages;
    unsigned old_bits = bits;
    bits = old == NULL ? FIRST_BITS : live * 4 > (size_t)1 << bits ? bits + 1 : bits;
    pages = heap_zalloc(sizeof(*pages) << bits);
    if (old == NULL)
        return;
    for (size_t i = 0; i >> old_bits == 0; i++) {
        if (old[i] > 1)
            put(old[i]);
    }
    heap_free(old, sizeof(*old) << old_bits);
    used = live;
}

static void
add(uintptr_t page)
{
    if (pages == NULL || used * 2 > (size_t)1 << bits)
        resize();
    put(page);
    used++;
    live++;
}

void
code_pages_protect(const struct app_region *r, const uint8_t *pc, size_t len)
{
    if ((r->prot & OS_PROT_WRITE) == 0)
        return;
    uintptr_t first = (uintptr_t)pc / PAGE, last = ((uintptr_t)pc + len - 1) / PAGE;
    for (uintptr_t page = first; page <= last; page++) {
        if (find(page) != NULL)
            continue;
        os_mem_protect((void *)(page * PAGE), PAGE, r->prot & ~OS_PROT_WRITE);
        add(page);
    }
}

bool
code_pages_is_protected(uintptr_t addr)
{
    return find(addr / PAGE) != NULL;
}

static void
drop(uintptr_t *p)
{
    *p = 1;
    live--;
}

void
code_pages_open(uintptr_t start, uintptr_t end)
{
    for (uintptr_t page = start / PAGE; page * PAGE < end; page++) {
        uintptr_t *p = find(page);
        struct app_region r;
        if (p == NULL)
            continue;
        drop(p);
        if (app_map_find(page * PAGE, &r))
            os_mem_protect((void *)(page * PAGE), PAGE, r.prot);
    }
}

void
code_pages_forget(uintptr_t start, uintptr_t end)
{
    if (live == 0)
        return;
    if ((end - start) / PAGE > (size_t)1 << bits) { /* cheaper to walk the table */
        for (size_t i = 0; i >> bits == 0; i++) {
            if (pages[i] > 1 && pages[i] * PAGE >= start && pages[i] * PAGE < end)
                drop(&pages[i]);
        }
        return;
    }
    for (uintptr_t page = start / PAGE; page * PAGE < end; page++) {
        uintptr_t *p = find(page);
        if (p != NULL)
            drop(p);
    }
}
