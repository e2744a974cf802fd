/* core/cache/unit.c - the memory of the code cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/unit.h"
#include "core/cache/fragment.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/mem.h"

#define MB ((size_t)1 << 20)
#define GB ((uintptr_t)1 << 30)

enum {
    SLACK = 32 * 1024,           /* the largest fragment with everything that belongs to it */
    READY = 64 * 1024, /* what is made present at a time */
    WASTE_BOUND = 2 * 1024 * 1024, /* units with less out of use are left alone */
};

/* A unit reaches its code and the code's data with 32 bits: both within this distance, which
 * leaves the other half for how far apart these two are. */
#define REACH (GB + GB / 2)
#define UNIT_SIZE (64 * MB)
/* Branches between two units reach 2 GB. */
#define LINKED (2 * GB - GB / 4)

static struct unit *units; /* newest first */

static size_t
unit_size(void)
{
    static size_t most;
    if (most == 0) /* several of them, and most of the rest is for the application */
        most = align_up(MIN(UNIT_SIZE, MAX(os_mem_limit() / 32, MB)), 4096);
    size_t max = options.cache_max;
    if (max == 0 || max > most)
        return most;
    return max < 4 * SLACK ? 4 * SLACK : align_up(max, 4096);
}

static uintptr_t
distance(uintptr_t a, uintptr_t b)
{
    return a > b ? a - b : b - a;
}

static bool
reaches(const struct unit *u, app_addr pc)
{
    return distance((uintptr_t)u->base, (uintptr_t)pc) < REACH &&
        distance((uintptr_t)u->end, (uintptr_t)pc) < REACH;
}

static bool
has_room(const struct unit *u)
{
    size_t stubs = u->stubless > u->free_stub_count ? u->stubless - u->free_stub_count : 0;
    return (size_t)(u->cold - u->hot) > SLACK + stubs * ARCH_STUB_SIZE;
}

/* What is not in use yet is out of reach, for wild writes of the application too. */
static void
open_range(uint8_t *start, uint8_t *end)
{
    size_t size = (size_t)(end - start);
    if (!os_mem_protect(start, size, OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC))
        FATAL("out of memory: the kernel does not give way for the code cache");
    os_mem_populate(start, size);
}

/* Keeps pages present ahead of where code and stubs are about to be written. */
static struct unit *
make_ready(struct unit *u)
{
    if (u->hot_ready < u->end && u->hot + SLACK > u->hot_ready) {
        uint8_t *from = u->hot_ready;
        u->hot_ready += MIN(READY, (size_t)(u->end - from));
        open_range(from, u->hot_ready);
    }
    if (u->cold_ready > u->base && u->cold - SLACK < u->cold_ready) {
        uint8_t *to = u->cold_ready;
        u->cold_ready -= MIN(READY, (size_t)(to - u->base));
        open_range(u->cold_ready, to);
    }
    return u;
}

/* The place in [lo, hi - size) nearest to `near` from which a new unit and this one reach each other; 0: none. */
static uintptr_t
linked_place(const struct unit *other, uintptr_t near, uintptr_t lo, uintptr_t hi)
{
    uintptr_t at = (uintptr_t)other->base, least = at > LINKED ? at - LINKED : 0;
    uintptr_t to = near < least ? least : MIN(near, at + LINKED);
    return to >= lo && to < hi - unit_size() ? to : 0;
}

/* Where to look for a place: within reach of the unit with the most code, if that can be. */
static uintptr_t
place_near(uintptr_t near, uintptr_t lo, uintptr_t hi)
{
    uintptr_t best = near;
    size_t most = 0;
    for (const struct unit *u = units; u != NULL; u = u->next) {
        uintptr_t place = u->retired ? 0 : linked_place(u, near, lo, hi);
        size_t code = (size_t)(u->hot - u->base);
        if (place != 0 && code > most) {
            best = place;
            most = code;
        }
    }
    return best;
}

static struct unit *
create_near(app_addr pc)
{
    const struct mem_facts *m = os_mem_facts();
    uintptr_t at = (uintptr_t)pc, size = unit_size();
    uintptr_t lo = at > REACH + m->lowest ? at - REACH : m->lowest;
    uintptr_t hi = at < m->highest - REACH ? at + REACH : m->highest;
    /* Well below the code: above a program its heap grows, and right below the libraries new
     * mappings of the application are placed. */
    uintptr_t near = at > GB / 2 + lo ? at - GB / 2 : at + GB;
    void *p = os_mem_alloc_within(lo, hi, place_near(near, lo, hi), size, OS_PROT_NONE);
    if (p == NULL)
        return NULL;
    struct unit *u = heap_zalloc(sizeof(*u));
    u->base = p;
    u->end = u->base + size;
    u->hot = u->base + align_up(arch_glue_size(), 64);
    u->cold = u->cold_ready = u->end;
    u->hot_ready = u->base;
    make_ready(u);
    arch_glue_write(u->base);
    u->next = units;
    __atomic_store_n(&units, u, __ATOMIC_RELEASE);
    return u;
}

static size_t
active_size(void)
{
    size_t total = 0;
    for (struct unit *u = units; u != NULL; u = u->next)
        total += u->retired ? 0 : (size_t)(u->end - u->base);
    return total;
}

struct unit *
unit_for(app_addr pc)
{
    for (struct unit *u = units; u != NULL; u = u->next) {
        if (!u->retired && reaches(u, pc) && has_room(u))
            return make_ready(u);
    }
    /* Each distance of the address space may have one unit, however small the bound is. */
    size_t max = options.cache_max;
    if (max != 0 && active_size() + unit_size() > max) {
        for (struct unit *u = units; u != NULL; u = u->next) {
            if (!u->retired && !has_room(u))
                return NULL;
        }
    }
    struct unit *u = create_near(pc);
    return u == NULL ? NULL : make_ready(u);
}

struct unit *
unit_find(uintptr_t pc)
{
    for (struct unit *u = __atomic_load_n(&units, __ATOMIC_ACQUIRE); u != NULL; u = u->next) {
        if (pc >= (uintptr_t)u->base && pc < (uintptr_t)u->end)
            return u;
    }
    return NULL;
}

struct fragment *
unit_find_fragment(const struct unit *u, uintptr_t pc)
{
    size_t lo = 0, hi = __atomic_load_n(&u->fragment_count, __ATOMIC_ACQUIRE);
    while (lo < hi) { /* the last fragment that begins at or before pc */
        size_t mid = (lo + hi) / 2;
        if ((uintptr_t)u->fragments[mid]->code <= pc)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0)
        return NULL;
    struct fragment *f = u->fragments[lo - 1];
    return pc < (uintptr_t)f->code + f->code_size ? f : NULL;
}

void
unit_add_fragment(struct unit *u, struct fragment *f)
{
    if (u->fragment_count == u->fragment_room) {
        /* A fault handler may be reading the old array. */
        size_t room = u->fragment_room == 0 ? 1024 : u->fragment_room * 2;
        struct fragment **bigger = heap_alloc(room * sizeof(*bigger));
        os_mem_populate(bigger, room * sizeof(*bigger));
        if (u->fragment_count != 0)
            memcpy(bigger, u->fragments, u->fragment_count * sizeof(*bigger));
        struct fragment **old = u->fragments;
        __atomic_store_n(&u->fragments, bigger, __ATOMIC_RELEASE);
        if (old != NULL)
            epoch_defer(epoch_free_heap, old, u->fragment_room * sizeof(*old));
        u->fragment_room = room;
    }
    u->fragments[u->fragment_count] = f;
    __atomic_store_n(&u->fragment_count, u->fragment_count + 1, __ATOMIC_RELEASE);
}

uint8_t *
unit_new_stub(struct unit *u)
{
    uint8_t *stub = u->free_stubs;
    if (stub != NULL) {
        memcpy(&u->free_stubs, stub, sizeof(stub));
        u->free_stub_count--;
        return stub;
    }
    u->cold -= ARCH_STUB_SIZE;
    ASSERT(1, u->cold > u->hot);
    make_ready(u);
    return u->cold;
}

void
unit_free_stub(struct unit *u, uint8_t *stub)
{
    memcpy(stub, &u->free_stubs, sizeof(stub));
    u->free_stubs = stub;
    u->free_stub_count++;
}

/* Other threads' fault handlers may be looking at the last fragment; there are none. */
bool
unit_reuse(struct fragment *f)
{
    struct unit *u = f->unit;
    if (thread_count > 1 || u->retired || u->fragments[u->fragment_count - 1] != f) {
        u->dead += f->code_size;
        return false;
    }
    u->hot = f->code;
    u->fragment_count--;
    while (u->fragment_count != 0 &&
           (u->fragments[u->fragment_count - 1]->flags & FRAGMENT_EMPTY) != 0) {
        struct fragment *before = u->fragments[--u->fragment_count];
        u->hot = before->code;
        u->dead -= before->code_size;
        fragment_destroy(before);
    }
    fragment_destroy(f);
    return true;
}

bool
unit_is_waste(const struct unit *u)
{
    return !u->retired && u->dead > WASTE_BOUND && u->dead > (size_t)(u->hot - u->base) / 2;
}

bool
unit_is_full(const struct unit *u)
{
    return !u->retired && !has_room(u);
}

void
unit_retire(struct unit *u)
{
    u->retired = true;
}

void
unit_forget(struct unit *u)
{
    struct unit **link = &units;
    while (*link != u)
        link = &(*link)->next;
    __atomic_store_n(link, u->next, __ATOMIC_RELEASE);
}

void
unit_free(struct unit *u)
{
    for (size_t i = 0; i < u->fragment_count; i++)
        fragment_destroy(u->fragments[i]);
    heap_free(u->fragments, u->fragment_room * sizeof(*u->fragments));
    os_mem_free(u->base, (size_t)(u->end - u->base));
    heap_free(u, sizeof(*u));
}

void
unit_iterate(void (*visit)(struct unit *u, void *arg), void *arg)
{
    for (struct unit *u = units; u != NULL; u = u->next)
        visit(u, arg);
}

size_t
unit_bytes_used(void)
{
    size_t total = 0;
    for (struct unit *u = units; u != NULL; u = u->next)
        total += (size_t)(u->hot - u->base) + (size_t)(u->end - u->cold);
    return total;
}
