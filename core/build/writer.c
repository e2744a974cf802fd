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
    w->place_count = w->exit_count = w->landing_count = 0;
    w->range_count = 1;
    w->ranges[0] = (struct app_range){ tag, tag };
    w->is_covered = false;
    w->e.is_fresh = false;
    w->start = w->e.hot;
    return w;
}

void
writer_place(struct writer *w, app_addr pc, enum xl_kind kind, unsigned aux, unsigned len)
{
    if (pc != w->cur && !w->is_covered)
        w->ranges[w->range_count++] = (struct app_range){ pc, pc };
    w->places[w->place_count++] = (struct place){
        .pc = pc,
        .offset = (uint32_t)(w->e.hot - w->e.hot_start),
        .kind = (uint8_t)kind,
        .aux = (uint8_t)aux,
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
    struct app_range *last = &w->ranges[w->range_count - 1];
    if (!w->is_covered)
        *last = (struct app_range){ start, end };
    else if (last->end == start)
        last->end = end;
    else
        w->ranges[w->range_count++] = (struct app_range){ start, end };
    w->is_covered = true;
    writer_place(w, start, XL_BLOCK, 0, 0);
}

void
writer_set_kind(struct writer *w, enum xl_kind kind, unsigned aux)
{
    struct place *p = &w->places[w->place_count - 1];
    p->kind = (uint8_t)kind;
    p->aux = (uint8_t)aux;
}

void
writer_exit(struct writer *w, app_addr target, uint8_t *site, uint32_t flags)
{
    uint32_t number = exit_create(target, w->e.hot_start, site, flags);
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
    return (struct writer_mark){ w->e, w->cur, w->place_count, w->exit_count, w->landing_count,
                                 w->range_count, w->ranges[w->range_count - 1] };
}

void
writer_rewind(struct writer *w, const struct writer_mark *m)
{
    w->e = m->e;
    w->cur = m->cur;
    w->place_count = m->place_count;
    w->landing_count = m->landing_count;
    w->range_count = m->range_count;
    w->ranges[w->range_count - 1] = m->range;
    while (w->exit_count > m->exit_count)
        exit_free(w->exits[--w->exit_count]);
}

bool
writer_has_room(const struct writer *w)
{
    return w->e.hot - w->e.hot_start < 16 * 1024 && w->place_count + 16 < MOST_PLACES &&
        w->exit_count + 4 < MOST_EXITS_OF_ONE && w->landing_count + 2 < MOST_LANDINGS &&
        w->range_count + 2 < MOST_RANGES;
}

static struct fragment *
make_fragment(struct writer *w, unsigned flags)
{
    static uint8_t packed[MOST_PLACES * PLACE_MOST_BYTES]; /* guarded by lock_build */
    struct fragment *f = heap_zalloc(sizeof(*f));
    f->tag = w->tag;
    f->code = w->e.hot_start;
    f->start = (uint16_t)(w->start - w->e.hot_start);
    ASSERT(1, w->e.hot - w->e.hot_start <= UINT16_MAX);
    f->code_size = (uint16_t)(w->e.hot - w->e.hot_start);
    f->flags = (uint16_t)flags;
    f->unit = w->unit;
    size_t size = places_pack(w->places, w->place_count, w->tag, f->code_size, packed);
    fragment_set_parts(f, w->ranges, w->range_count, w->exits, w->exit_count, packed, size);
    return f;
}

static void
connect_exit(struct fragment *f, uint32_t number)
{
    struct exit *x = exit_get(number);
    exit_set_owner(number, f);
    if (x->site == 0)
        return;
    struct fragment *to = NULL;
    if (options.link && (x->flags & EXIT_NEVER_LINK) == 0)
        to = fragment_find(exit_target(x));
    if (to != NULL && link_is_possible(number, to))
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
    for (unsigned i = 0; i < w->exit_count; i++)
        connect_exit(f, w->exits[i]);
    /* Last: from here on other threads may run into f, which needs no lock. */
    if ((flags & FRAGMENT_ONE_SHOT) == 0) {
        for (unsigned i = 0; i < w->landing_count; i++)
            ibl_add(w->landings[i], w->landing_ok[i]);
    }
    return f;
}

void
writer_cancel(struct writer *w)
{
    for (unsigned i = 0; i < w->exit_count; i++)
        exit_free(w->exits[i]);
}
