/* core/cache/fragment.c - fragments and the table that finds them by tag.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/fragment.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "os/base/assert.h"
#include "os/base/hash.h"
#include "os/base/string.h"

enum { FIRST_BITS = 11 };

/* Open addressing; REMOVED keeps probe chains whole. */
struct table {
    unsigned bits;
    struct fragment *slot[];
};

static struct fragment removed_mark = { .tag = (app_addr)UINTPTR_MAX }; /* never looked for */
#define REMOVED (&removed_mark)

static struct table *table;
static size_t used, live;

static size_t
table_bytes(unsigned bits)
{
    return sizeof(struct table) + ((size_t)sizeof(struct fragment *) << bits);
}

static struct table *
new_table(unsigned bits)
{
    struct table *t = heap_zalloc(table_bytes(bits));
    t->bits = bits;
    return t;
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
    for (size_t i = hash_index((uintptr_t)tag, t->bits);; i++) {
        struct fragment *f = __atomic_load_n(&t->slot[i & mask], __ATOMIC_ACQUIRE);
        if (f == NULL || f->tag == tag)
            return f;
    }
}

static void
put(struct table *t, struct fragment *f)
{
    size_t mask = ((size_t)1 << t->bits) - 1;
    size_t i = hash_index((uintptr_t)f->tag, t->bits);
    while (t->slot[i & mask] != NULL)
        i++;
    __atomic_store_n(&t->slot[i & mask], f, __ATOMIC_RELEASE);
}

/* A thread may be reading the old table. */
static void
grow(void)
{
    struct table *old = table;
    struct table *t = new_table(old->bits + (live * 4 > ((size_t)1 << old->bits) ? 1 : 0));
    for (size_t i = 0; i >> old->bits == 0; i++) {
        if (old->slot[i] != NULL && old->slot[i] != REMOVED)
            put(t, old->slot[i]);
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
    put(table, f);
    used++;
    live++;
}

void
fragment_take_out(struct fragment *f)
{
    size_t mask = ((size_t)1 << table->bits) - 1;
    for (size_t i = hash_index((uintptr_t)f->tag, table->bits);; i++) {
        struct fragment *at = table->slot[i & mask];
        if (at == NULL)
            return;
        if (at == f) {
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
        table->slot[i] = NULL;
    used = live = 0;
}

size_t
fragment_table_count(void)
{
    return live;
}

void
fragment_empty(struct fragment *f)
{
    if ((f->flags & FRAGMENT_EMPTY) != 0)
        return;
    heap_free(f->exits, f->exit_count * sizeof(*f->exits));
    heap_free(f->xl, f->xl_count * sizeof(*f->xl));
    heap_free(f->landings, f->landing_count * sizeof(*f->landings));
    heap_free(f->ranges, f->range_count * sizeof(*f->ranges));
    f->exit_count = f->xl_count = f->landing_count = f->range_count = 0;
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
    unsigned n = 0;
    for (unsigned i = 0; i < f->xl_count && n < f->landing_count; i++) {
        if (f->xl[i].kind == XL_JUMP)
            i += (unsigned)(sizeof(app_addr) / sizeof(*f->xl));
        else if (f->xl[i].kind == XL_LANDING)
            visit(f->landings[n++], f->code + f->xl[i].offset + LANDING_CHECK_SIZE, arg);
    }
    ASSERT(1, n == f->landing_count);
}

bool
fragment_translate(const struct fragment *f, uintptr_t pc, struct xl_place *out)
{
    size_t offset = pc - (uintptr_t)f->code;
    app_addr app = f->tag;
    bool found = false;
    for (unsigned i = 0; i < f->xl_count; i++) {
        const struct xl *x = &f->xl[i];
        if (x->kind == XL_JUMP) {
            memcpy(&app, &f->xl[i + 1], sizeof(app));
            i += sizeof(app) / sizeof(*x);
            continue;
        }
        if (x->offset > offset)
            break;
        out->pc = app;
        out->kind = (enum xl_kind)x->kind;
        out->aux = x->aux;
        out->into = offset - x->offset;
        out->app_len = x->app_len;
        app += x->app_len;
        found = true;
    }
    return found;
}

void
fragment_check(const struct fragment *f)
{
    ASSERT(3, f->start >= f->code && f->start < f->code + f->code_size);
    ASSERT(3, f->range_count > 0);
    UNUSED(f);
}
