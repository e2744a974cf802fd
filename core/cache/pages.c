/* core/cache/pages.c - which fragments hold code from a page of the application.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/pages.h"
#include "core/rt/heap.h"
#include "os/base/hash.h"
#include "os/base/string.h"

enum { PAGE = 4096, BITS = 12 };

/* One page with code: its fragments in a growing array. */
struct page {
    struct page *next;
    uintptr_t number;
    uint32_t count, room;
    struct fragment **fragments;
};

static struct page *table[1 << BITS];
static size_t page_count;

static struct page **
slot_of(uintptr_t number)
{
    struct page **at = &table[hash_index(number, BITS)];
    while (*at != NULL && (*at)->number != number)
        at = &(*at)->next;
    return at;
}

static void
add_to(uintptr_t number, struct fragment *f)
{
    struct page **at = slot_of(number);
    struct page *p = *at;
    if (p == NULL) {
        p = *at = heap_zalloc(sizeof(*p));
        p->number = number;
        page_count++;
    }
    if (p->count != 0 && p->fragments[p->count - 1] == f)
        return;
    if (p->count == p->room) {
        uint32_t room = p->room == 0 ? 4 : p->room * 2;
        p->fragments = heap_resize(p->fragments, p->room * sizeof(f), room * sizeof(f));
        p->room = room;
    }
    p->fragments[p->count++] = f;
}

static void
free_page(struct page **at)
{
    struct page *p = *at;
    *at = p->next;
    heap_free(p->fragments, p->room * sizeof(*p->fragments));
    heap_free(p, sizeof(*p));
    page_count--;
}

static void
remove_from(uintptr_t number, const struct fragment *f)
{
    struct page **at = slot_of(number);
    struct page *p = *at;
    if (p == NULL)
        return;
    for (uint32_t i = 0; i < p->count; i++) {
        if (p->fragments[i] == f) {
            p->fragments[i] = p->fragments[--p->count];
            break;
        }
    }
    if (p->count == 0)
        free_page(at);
}

static uintptr_t
last_page(const struct app_range *r)
{
    return ((uintptr_t)r->end - (r->end > r->start ? 1 : 0)) / PAGE;
}

void
pages_add(struct fragment *f)
{
    for (unsigned i = 0; i < f->range_count; i++) {
        for (uintptr_t n = (uintptr_t)fragment_ranges(f)[i].start / PAGE; n <= last_page(&fragment_ranges(f)[i]); n++)
            add_to(n, f);
    }
}

void
pages_remove(struct fragment *f)
{
    for (unsigned i = 0; i < f->range_count; i++) {
        for (uintptr_t n = (uintptr_t)fragment_ranges(f)[i].start / PAGE; n <= last_page(&fragment_ranges(f)[i]); n++)
            remove_from(n, f);
    }
}

static bool
overlaps(const struct fragment *f, uintptr_t start, uintptr_t end)
{
    for (unsigned i = 0; i < f->range_count; i++) {
        if ((uintptr_t)fragment_ranges(f)[i].start < end && (uintptr_t)fragment_ranges(f)[i].end > start)
            return true;
    }
    return false;
}

static void
visit_page(struct page *p, uintptr_t start, uintptr_t end,
           void (*visit)(struct fragment *f, void *arg), void *arg)
{
    uint32_t n = p->count;
    size_t size = n * sizeof(struct fragment *);
    struct fragment **copy = memcpy(heap_alloc(size), p->fragments, size);
    for (uint32_t i = 0; i < n; i++) {
        if ((copy[i]->flags & FRAGMENT_REMOVED) == 0 && overlaps(copy[i], start, end))
            visit(copy[i], arg);
    }
    heap_free(copy, size);
}

/* The number of the first page that begins at end or behind it: numbers do not wrap around at the
 * end of the address space, addresses would. */
static uintptr_t
end_number(uintptr_t end)
{
    return end / PAGE + (end % PAGE != 0);
}

/* A wide range is walked by what there is, a narrow one by its page numbers. */
static bool
is_wide(uintptr_t start, uintptr_t end)
{
    return (end - start) / PAGE > page_count + (1u << BITS);
}

/* The numbers first, because visitors change the table. */
static void
visit_wide(uintptr_t start, uintptr_t end, void (*visit)(uintptr_t page, void *arg), void *arg)
{
    size_t n = 0, size = page_count * sizeof(uintptr_t);
    uintptr_t *numbers = heap_alloc(size);
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        for (struct page *p = table[i]; p != NULL; p = p->next) {
            if (p->number * PAGE < end && (p->number + 1) * PAGE > start)
                numbers[n++] = p->number;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (*slot_of(numbers[i]) != NULL)
            visit(numbers[i] * PAGE, arg);
    }
    heap_free(numbers, size);
}

void
pages_visit_numbers(uintptr_t start, uintptr_t end, void (*visit)(uintptr_t page, void *arg),
                    void *arg)
{
    if (page_count == 0)
        return;
    if (is_wide(start, end)) {
        visit_wide(start, end, visit, arg);
        return;
    }
    for (uintptr_t n = start / PAGE; n < end_number(end); n++) {
        if (*slot_of(n) != NULL)
            visit(n * PAGE, arg);
    }
}

struct range_visit {
    uintptr_t start, end;
    void (*visit)(struct fragment *f, void *arg);
    void *arg;
};

static void
visit_page_at(uintptr_t page, void *arg)
{
    const struct range_visit *v = arg;
    visit_page(*slot_of(page / PAGE), v->start, v->end, v->visit, v->arg);
}

void
pages_visit(uintptr_t start, uintptr_t end, void (*visit)(struct fragment *f, void *arg), void *arg)
{
    struct range_visit v = { start, end, visit, arg };
    pages_visit_numbers(start, end, visit_page_at, &v);
}

bool
pages_any(uintptr_t start, uintptr_t end)
{
    if (page_count == 0)
        return false;
    if (is_wide(start, end))
        return true;
    for (uintptr_t n = start / PAGE; n < end_number(end); n++) {
        if (*slot_of(n) != NULL)
            return true;
    }
    return false;
}

void
pages_clear(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        while (table[i] != NULL)
            free_page(&table[i]);
    }
}
