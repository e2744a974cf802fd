/* core/cache/fragment.c - fragments and the table that finds them by tag.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/fragment.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "os/base/assert.h"
#include "os/base/hash.h"
#include "os/base/string.h"
#include "os/mem.h"

enum { FIRST_BITS = 12 };

/* Open addressing; REMOVED keeps probe chains whole.  Most lookups find nothing, so a slot holds,
 * in the bits that an address of a fragment leaves free, some bits of the tag's hash: strangers on
 * the way are passed by without a look at them, which would be a cache miss each. */
struct table {
    unsigned bits;
    uintptr_t rest_of_line[7];
    uintptr_t slot[];
};

#if UINTPTR_MAX > 0xffffffff
#    define MARK_MASK ((uintptr_t)0xffff << 48)
#else
#    define MARK_MASK ((uintptr_t)15)
#endif

static struct fragment removed_mark __attribute__((aligned(16))) = {
    .tag = (app_addr)UINTPTR_MAX, /* never looked for */
};
#define REMOVED ((uintptr_t)&removed_mark)

static struct table *table;
static size_t used, live;

static size_t
table_bytes(unsigned bits)
{
    return sizeof(struct table) + (sizeof(uintptr_t) << bits);
}

static struct table *
new_table(unsigned bits)
{
    struct table *t = heap_zalloc(table_bytes(bits));
    if (bits > FIRST_BITS) /* soon there are entries all over it */
        os_mem_populate(t, table_bytes(bits));
    t->bits = bits;
    return t;
}

/* Code that stands together is looked up together: the tags of one AREA share a line of the table,
 * as long as there is room. */
enum { AREA_BITS = 9, LINE_BITS = 3 };

static size_t
first_slot(app_addr tag, unsigned bits)
{
    size_t line = hash_index((uintptr_t)tag >> AREA_BITS, bits - LINE_BITS);
    return line << LINE_BITS | ((uintptr_t)tag >> (AREA_BITS - LINE_BITS) & ((1 << LINE_BITS) - 1));
}

static uintptr_t
mark_of(app_addr tag)
{
    return (uintptr_t)(hash_spread((uintptr_t)tag) << 24) & MARK_MASK;
}

static struct fragment *
fragment_in(uintptr_t slot)
{
    return (struct fragment *)(slot & ~MARK_MASK);
}

void
fragment_table_init(void)
{
    table = new_table(FIRST_BITS);
}

struct fragment *
fragment_find(app_addr tag)
{
    const struct table *t = __atomic_load_n(&table, __ATOMIC_ACQUIRE);
    size_t mask = ((size_t)1 << t->bits) - 1;
    uintptr_t mark = mark_of(tag);
    for (size_t i = first_slot(tag, t->bits);; i++) {
        uintptr_t slot = __atomic_load_n(&t->slot[i & mask], __ATOMIC_ACQUIRE);
        if (slot == 0)
            return NULL;
        if (((slot ^ mark) & MARK_MASK) == 0 && fragment_in(slot)->tag == tag)
            return fragment_in(slot);
    }
}

/* A slot that was given up is used again: code that changes all the time would make the chains long
 * otherwise.  Returns whether the slot had never been used. */
static bool
put(struct table *t, struct fragment *f)
{
    size_t mask = ((size_t)1 << t->bits) - 1;
    size_t i = first_slot(f->tag, t->bits);
    while (t->slot[i & mask] != 0 && t->slot[i & mask] != REMOVED)
        i++;
    bool is_new = t->slot[i & mask] == 0;
    __atomic_store_n(&t->slot[i & mask], (uintptr_t)f | mark_of(f->tag), __ATOMIC_RELEASE);
    return is_new;
}

/* A thread may be reading the old table. */
static void
grow(void)
{
    struct table *old = table;
    struct table *t = new_table(old->bits + (live * 4 > ((size_t)1 << old->bits) ? 1 : 0));
    for (size_t i = 0; i >> old->bits == 0; i++) {
        if (old->slot[i] != 0 && old->slot[i] != REMOVED)
            put(t, fragment_in(old->slot[i]));
    }
    used = live;
    __atomic_store_n(&table, t, __ATOMIC_RELEASE);
    epoch_defer(epoch_free_heap, old, table_bytes(old->bits));
}

void
fragment_add(struct fragment *f)
{
    if (used * 2 > (size_t)1 << table->bits)
        grow();
    used += put(table, f);
    live++;
}

void
fragment_take_out(struct fragment *f)
{
    size_t mask = ((size_t)1 << table->bits) - 1;
    for (size_t i = first_slot(f->tag, table->bits);; i++) {
        uintptr_t at = table->slot[i & mask];
        if (at == 0)
            return;
        if (fragment_in(at) == f) {
            __atomic_store_n(&table->slot[i & mask], REMOVED, __ATOMIC_RELEASE);
            live--;
            return;
        }
    }
}

void
fragment_table_clear(void)
{
    for (size_t i = 0; i >> table->bits == 0; i++)
        table->slot[i] = 0;
    used = live = 0;
}

size_t
fragment_table_count(void)
{
    return live;
}

static size_t
parts_size(const struct fragment *f)
{
    return f->range_count * sizeof(struct app_range) + f->exit_count * sizeof(uint32_t) +
        f->places_size;
}

static void
copy(void *to, const void *from, size_t size)
{
    if (size != 0)
        memcpy(to, from, size);
}

void
fragment_set_parts(struct fragment *f, const struct app_range *ranges, unsigned range_count,
                   const uint32_t *exits, unsigned exit_count, const uint8_t *places,
                   size_t places_size)
{
    f->range_count = (uint8_t)range_count;
    f->exit_count = (uint16_t)exit_count;
    f->places_size = (uint16_t)places_size;
    f->parts = heap_alloc(parts_size(f));
    copy(fragment_ranges(f), ranges, range_count * sizeof(*ranges));
    copy(fragment_exits(f), exits, exit_count * sizeof(*exits));
    copy(fragment_exits(f) + exit_count, places, places_size);
}

struct place_cursor
fragment_places(const struct fragment *f)
{
    const uint8_t *at = (const uint8_t *)(fragment_exits(f) + f->exit_count);
    return (struct place_cursor){ at, at + f->places_size, f->tag, 0 };
}

void
fragment_empty(struct fragment *f)
{
    if ((f->flags & FRAGMENT_EMPTY) != 0)
        return;
    heap_free(f->parts, parts_size(f));
    f->parts = NULL;
    f->exit_count = f->places_size = f->range_count = 0;
    f->flags |= FRAGMENT_EMPTY;
}

void
fragment_destroy(struct fragment *f)
{
    fragment_empty(f);
    heap_free(f, sizeof(*f));
}

void
fragment_visit_landings(struct fragment *f, void (*visit)(app_addr tag, uint8_t *ok, void *arg),
                        void *arg)
{
    struct place_cursor c = fragment_places(f);
    struct place p;
    while (place_next(&c, &p)) {
        if (p.kind == XL_LANDING)
            visit(p.pc, f->code + p.offset + LANDING_CHECK_SIZE, arg);
    }
}

bool
fragment_translate(const struct fragment *f, uintptr_t pc, struct xl_place *out)
{
    size_t offset = pc - (uintptr_t)f->code;
    struct place_cursor c = fragment_places(f);
    struct place p;
    bool found = false;
    out->block = f->tag;
    out->block_offset = f->start;
    while (place_next(&c, &p) && p.offset <= offset) {
        if (p.kind == XL_BLOCK) {
            out->block = p.pc;
            out->block_offset = p.offset;
            continue;
        }
        out->pc = p.pc;
        out->kind = (enum xl_kind)p.kind;
        out->aux = p.aux;
        out->into = offset - p.offset;
        out->app_len = p.app_len;
        found = true;
    }
    return found;
}

bool
fragment_has_block(const struct fragment *f, app_addr tag)
{
    struct place_cursor c = fragment_places(f);
    struct place p;
    while (place_next(&c, &p)) {
        if (p.kind == XL_BLOCK && p.pc == tag)
            return true;
    }
    return false;
}

void
fragment_check(const struct fragment *f)
{
    ASSERT(3, f->start < f->code_size);
    ASSERT(3, f->range_count > 0);
    UNUSED(f);
}
