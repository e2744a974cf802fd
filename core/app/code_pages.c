/* core/app/code_pages.c - pages of the application that hold translated code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/app/code_pages.h"
#include "core/rt/heap.h"
#include "os/base/assert.h"
#include "os/base/hash.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"

enum { BITS = 10 };

static struct code_page *table[1 << BITS];
static size_t entries;
static size_t in_state[CODE_PAGE_CHECKED + 1];

/* One bit for each page that was ever guarded, by a hash: what a fault handler may look at. */
enum { EVER_BITS = 15 };
static uint8_t ever_guarded[(1 << EVER_BITS) / 8];

static uintptr_t
page_of(uintptr_t addr)
{
    return addr & ~(uintptr_t)(CODE_PAGE - 1);
}

static struct code_page **
slot_of(uintptr_t start)
{
    struct code_page **at = &table[hash_index(start, BITS)];
    while (*at != NULL && (*at)->start != start)
        at = &(*at)->next;
    return at;
}

struct code_page *
code_pages_find(uintptr_t addr)
{
    return entries == 0 ? NULL : *slot_of(page_of(addr));
}

struct code_page *
code_pages_get(uintptr_t addr)
{
    struct code_page **at = slot_of(page_of(addr));
    if (*at == NULL) {
        *at = heap_zalloc(sizeof(**at));
        (*at)->start = page_of(addr);
        entries++;
        in_state[CODE_PAGE_NONE]++;
    }
    return *at;
}

enum code_page_state
code_pages_state(uintptr_t addr)
{
    const struct code_page *p = code_pages_find(addr);
    return p == NULL ? CODE_PAGE_NONE : (enum code_page_state)p->state;
}

void
code_pages_set(struct code_page *p, enum code_page_state state)
{
    in_state[p->state]--;
    in_state[state]++;
    p->state = (uint8_t)state;
    if (state == CODE_PAGE_GUARDED) {
        uint32_t bit = hash_index(p->start, EVER_BITS);
        ever_guarded[bit / 8] |= (uint8_t)(1u << (bit & 7));
    }
}

bool
code_pages_is_protected(uintptr_t addr)
{
    uint32_t bit = hash_index(page_of(addr), EVER_BITS);
    return (ever_guarded[bit / 8] >> (bit & 7) & 1) != 0;
}

void
code_pages_take_copy(struct code_page *p)
{
    if (p->copy != NULL)
        return;
    p->copy = heap_zalloc(CODE_PAGE);
    os_safe_copy(p->copy, (const void *)p->start, CODE_PAGE); /* another process may have taken the page away */
}

void
code_pages_drop_copy(struct code_page *p)
{
    heap_free(p->copy, CODE_PAGE);
    p->copy = NULL;
}

static void
free_entry(struct code_page **at)
{
    struct code_page *p = *at;
    *at = p->next;
    in_state[p->state]--;
    entries--;
    code_pages_drop_copy(p);
    heap_free(p, sizeof(*p));
}

/* The number of the first page that begins at end or behind it: numbers do not wrap around at the
 * end of the address space, addresses would. */
static uintptr_t
end_number(uintptr_t end)
{
    return end / CODE_PAGE + (end % CODE_PAGE != 0);
}

/* A wide range is walked by what there is, a narrow one by its pages. */
static bool
is_wide(uintptr_t start, uintptr_t end)
{
    return (end - start) / CODE_PAGE > entries + (1u << BITS);
}

void
code_pages_visit(uintptr_t start, uintptr_t end, void (*visit)(struct code_page *p, void *arg),
                 void *arg)
{
    if (entries == 0)
        return;
    if (!is_wide(start, end)) {
        for (uintptr_t n = start / CODE_PAGE; n < end_number(end); n++) {
            struct code_page *p = *slot_of(n * CODE_PAGE);
            if (p != NULL)
                visit(p, arg);
        }
        return;
    }
    for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
        for (struct code_page *p = table[i]; p != NULL; p = p->next) {
            if (p->start + CODE_PAGE > start && p->start < end)
                visit(p, arg);
        }
    }
}

void
code_pages_forget(uintptr_t start, uintptr_t end)
{
    if (entries == 0)
        return;
    if (!is_wide(start, end)) {
        for (uintptr_t n = start / CODE_PAGE; n < end_number(end); n++) {
            struct code_page **slot = slot_of(n * CODE_PAGE);
            if (*slot != NULL)
                free_entry(slot);
        }
        return;
    }
    for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
        for (struct code_page **at = &table[i]; *at != NULL;) {
            if ((*at)->start + CODE_PAGE > start && (*at)->start < end)
                free_entry(at);
            else
                at = &(*at)->next;
        }
    }
}

bool
code_pages_any_guarded(void)
{
    return __atomic_load_n(&in_state[CODE_PAGE_GUARDED], __ATOMIC_RELAXED) != 0;
}

bool
code_pages_any_open(void)
{
    return __atomic_load_n(&in_state[CODE_PAGE_OPEN], __ATOMIC_RELAXED) != 0;
}

static enum code_kind
kind_within(const struct app_region *r, const uint8_t *pc, size_t len)
{
    enum code_kind kind = r->shared ? CODE_CHECKED
        : (r->prot & OS_PROT_WRITE) != 0 ? CODE_GUARDED : CODE_PLAIN;
    if (in_state[CODE_PAGE_OPEN] + in_state[CODE_PAGE_CHECKED] == 0)
        return kind;
    for (uintptr_t at = page_of((uintptr_t)pc); at < (uintptr_t)pc + len; at += CODE_PAGE) {
        enum code_page_state state = code_pages_state(at);
        if (state == CODE_PAGE_OPEN)
            return CODE_CLOSED;
        if (state == CODE_PAGE_CHECKED)
            kind = CODE_CHECKED;
    }
    return kind;
}

/* An instruction may begin in one region and end in the next. */
static size_t
length_over(const struct app_region *r, const uint8_t *pc, size_t len)
{
    uintptr_t end = (uintptr_t)pc + len;
    return end > r->end ? end - r->end : 0;
}

enum code_kind
code_pages_kind(const struct app_region *r, const uint8_t *pc, size_t len)
{
    size_t over = length_over(r, pc, len);
    enum code_kind kind = kind_within(r, pc, len - over);
    struct app_region next;
    if (over == 0 || !app_map_find(r->end, &next))
        return kind;
    enum code_kind second = kind_within(&next, (const uint8_t *)r->end, over);
    return MAX(kind, second);
}

static void
guard_within(const struct app_region *r, const uint8_t *pc, size_t len)
{
    if ((r->prot & OS_PROT_WRITE) == 0 || r->shared)
        return;
    for (uintptr_t at = page_of((uintptr_t)pc); at < (uintptr_t)pc + len; at += CODE_PAGE) {
        struct code_page *p = code_pages_get(at);
        ASSERT(1, p->state != CODE_PAGE_OPEN);
        if (p->state != CODE_PAGE_NONE)
            continue;
        os_mem_protect((void *)at, CODE_PAGE, r->prot & ~OS_PROT_WRITE);
        code_pages_set(p, CODE_PAGE_GUARDED);
    }
}

void
code_pages_guard(const struct app_region *r, const uint8_t *pc, size_t len)
{
    size_t over = length_over(r, pc, len);
    struct app_region next;
    guard_within(r, pc, len - over);
    if (over != 0 && app_map_find(r->end, &next))
        guard_within(&next, (const uint8_t *)r->end, over);
}
