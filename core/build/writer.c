/* core/build/writer.c - a fragment while it is being made.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/writer.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/rt/heap.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/string.h"

static struct writer the_writer;

struct writer *
writer_begin(app_addr tag)
{
    struct writer *w = &the_writer;
    struct unit *u = unit_for(tag);
    if (u == NULL)
        return NULL;
    w->unit = u;
    w->e.hot = w->e.hot_start = u->hot;
    w->e.cold = u->cold;
    w->e.glue = u->base;
    w->tag = w->cur = tag;
    w->xl_count = w->exit_count = w->landing_count = 0;
    w->range_count = 1;
    w->ranges[0] = (struct app_range){ tag, tag };
    w->is_covered = false;
    w->start = w->e.hot;
    return w;
}

static void
jump_to(struct writer *w, app_addr pc)
{
    struct xl *x = &w->xl[w->xl_count];
    *x = (struct xl){ .kind = XL_JUMP };
    memcpy(x + 1, &pc, sizeof(pc));
    w->xl_count += 1 + (unsigned)(sizeof(pc) / sizeof(*x));
    w->cur = pc;
    if (!w->is_covered)
        w->ranges[w->range_count++] = (struct app_range){ pc, pc };
}

void
writer_place(struct writer *w, app_addr pc, enum xl_kind kind, unsigned aux, unsigned len)
{
    if (pc != w->cur)
        jump_to(w, pc);
    w->xl[w->xl_count++] = (struct xl){
        .offset = (uint16_t)(w->e.hot - w->e.hot_start),
        .kind = (uint8_t)(kind & 15),
        .aux = (uint8_t)(aux & 15),
        .app_len = (uint8_t)len,
    };
    w->cur = pc + len;
    struct app_range *r = &w->ranges[w->range_count - 1];
    if (r->end < w->cur && !w->is_covered)
        r->end = w->cur;
}

void
writer_cover(struct writer *w, app_addr start, app_addr end)
{
    w->ranges[0] = (struct app_range){ start, end };
    w->is_covered = true;
}

void
writer_set_kind(struct writer *w, enum xl_kind kind, unsigned aux)
{
    struct xl *x = &w->xl[w->xl_count - 1];
    x->kind = (uint8_t)(kind & 15);
    x->aux = (uint8_t)(aux & 15);
}

void
writer_exit(struct writer *w, app_addr target, uint8_t *site, uint32_t flags)
{
    uint32_t number = exit_create(target, site, flags);
    w->exits[w->exit_count++] = number;
    if (site == NULL)
        arch_emit_exit(&w->e, number);
}

void
writer_landing(struct writer *w, app_addr tag)
{
    writer_place(w, tag, XL_LANDING, 0, 0);
    w->landings[w->landing_count] = tag;
    w->landing_ok[w->landing_count++] = arch_emit_landing(&w->e, tag);
}

struct writer_mark
writer_mark(const struct writer *w)
{
    return (struct writer_mark){ w->e, w->cur, w->xl_count, w->range_count,
                                 w->ranges[w->range_count - 1] };
}

void
writer_rewind(struct writer *w, const struct writer_mark *m)
{
    w->e = m->e;
    w->cur = m->cur;
    w->xl_count = m->xl_count;
    w->range_count = m->range_count;
    w->ranges[w->range_count - 1] = m->range;
}

bool
writer_has_room(const struct writer *w)
{
    return w->e.hot - w->e.hot_start < 16 * 1024 && w->xl_count + 16 < MOST_XL &&
        w->exit_count + 4 < MOST_EXITS_OF_ONE && w->landing_count + 2 < MOST_LANDINGS &&
        w->range_count + 2 < MOST_RANGES;
}

static void *
copy_of(const void *p, size_t n)
{
    return n == 0 ? NULL : memcpy(heap_alloc(n), p, n);
}

static struct fragment *
make_fragment(struct writer *w, unsigned flags)
{
    struct fragment *f = heap_zalloc(sizeof(*f));
    f->tag = w->tag;
    f->code = w->e.hot_start;
    f->start = w->start;
    f->code_size = (uint32_t)(w->e.hot - w->e.hot_start);
    f->flags = (uint16_t)flags;
    f->unit = w->unit;
    f->exit_count = (uint16_t)w->exit_count;
    f->exits = copy_of(w->exits, w->exit_count * sizeof(*w->exits));
    f->xl_count = (uint16_t)w->xl_count;
    f->xl = copy_of(w->xl, w->xl_count * sizeof(*w->xl));
    f->landing_count = (uint16_t)w->landing_count;
    f->landings = copy_of(w->landings, w->landing_count * sizeof(*w->landings));
    f->range_count = (uint8_t)w->range_count;
    f->ranges = copy_of(w->ranges, w->range_count * sizeof(*w->ranges));
    return f;
}

static void
connect_exit(struct fragment *f, uint32_t number)
{
    struct exit *x = exit_get(number);
    x->owner = f;
    if (x->site == NULL)
        return;
    struct fragment *to = NULL;
    if (options.link && (x->flags & EXIT_NEVER_LINK) == 0)
        to = fragment_find(x->target);
    if (to != NULL && to->unit == f->unit)
        link_exit(number, to);
    else
        link_to_stub(number, f->unit);
}

struct fragment *
writer_end(struct writer *w, unsigned flags)
{
    struct unit *u = w->unit;
    struct fragment *f = make_fragment(w, flags);
    STATS_INC(fragments);
    STATS_ADD(cache_bytes, f->code_size);
    u->hot = w->e.hot;
    u->cold = w->e.cold;
    unit_add_fragment(u, f);
    if ((flags & (FRAGMENT_ONE_SHOT | FRAGMENT_LANDING_ONLY)) == 0)
        fragment_add(f);
    if ((flags & FRAGMENT_ONE_SHOT) == 0) {
        for (unsigned i = 0; i < w->landing_count; i++)
            ibl_add(w->landings[i], w->landing_ok[i]);
    }
    for (unsigned i = 0; i < w->exit_count; i++)
        connect_exit(f, w->exits[i]);
    return f;
}

void
writer_cancel(struct writer *w)
{
    for (unsigned i = 0; i < w->exit_count; i++)
        exit_free(w->exits[i]);
}
