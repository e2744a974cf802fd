/* core/build/checked.c - fragments that compare their source before they run.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/checked.h"
#include "core/build/mangle.h"
#include "core/cache/link.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/safe.h"

enum { MOST_CHECKED_INSTRS = 16, LONGEST_INSTR = 15 };

/* Pushes are not looked at: a block that its own stack pointer runs through does not exist. */
static bool
ends_block(const struct ir_scan *s)
{
    if (s->kind != IR_OTHER)
        return true;
    return (s->flags & IR_WRITES_MEM) != 0 && (s->flags & IR_STACK) == 0;
}

void
checked_scan(struct checked *c, app_addr source, size_t readable, unsigned most)
{
    most = MIN(most, MOST_CHECKED_INSTRS);
    c->source = source;
    c->instrs = 0;
    c->size = 0;
    while (c->instrs < most && c->size + LONGEST_INSTR <= MOST_CHECKED_BYTES &&
           c->size < readable) {
        struct ir_scan s;
        size_t left = MIN(readable - c->size, LONGEST_INSTR);
        left = os_safe_copy(c->bytes + c->size, source + c->size, left);
        ir_scan_copy(c->bytes + c->size, (uintptr_t)(source + c->size), left, IR_ISA_AMD64, &s);
        if (s.length == 0)
            return;
        c->instrs++;
        c->size += s.length;
        if (ends_block(&s))
            return;
    }
}

void
checked_emit_exit(struct checked *c, struct writer *w)
{
    writer_place(w, c->source, XL_CHECK, 1, 0);
    arch_emit_data(&w->e, c->bytes, c->size);
    c->failed = w->e.hot;
    arch_emit_check_failed(&w->e);
    writer_exit(w, c->source, NULL, EXIT_STALE | EXIT_NEVER_LINK);
}

static void
emit_comparison(const struct checked *c, struct emitter *e)
{
    arch_emit_check_begin(e);
    for (size_t at = 0, step; at < c->size; at += step) {
        size_t left = c->size - at;
        step = left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
        arch_emit_check(e, c->source + at, c->bytes + at, (unsigned)step, c->failed);
    }
    arch_emit_check_end(e);
}

void
checked_emit(struct checked *c, struct writer *w)
{
    writer_place(w, c->source, XL_CHECK, 0, 0);
    emit_comparison(c, &w->e);
}

/* An instruction that stands in the fragment as it stands in the application. */
static bool
is_plain(const uint8_t *bytes, size_t left, app_addr pc, struct ir_scan *s)
{
    ir_scan_copy(bytes, (uintptr_t)pc, left, IR_ISA_AMD64, s);
    return s->length != 0 && s->kind == IR_OTHER && s->rip_off == 0 && !mangle_leaves(s);
}

/* Whether the instruction of x can be exchanged for the one in `bytes`: same length, and what the
 * block does behind it does not change. */
static bool
can_exchange(const struct place *x, const uint8_t *old, const uint8_t *bytes, size_t left, app_addr pc)
{
    struct ir_scan before, after;
    return x->kind == XL_COPY && is_plain(old, left, pc, &before) &&
        is_plain(bytes, left, pc, &after) && before.length == x->app_len &&
        after.length == x->app_len && ends_block(&before) == ends_block(&after);
}

/* Exchanges what differs: first only looks whether all of it can be. */
static bool
exchange(struct fragment *f, const struct checked *c, bool is_rehearsal)
{
    size_t at = 0;
    struct place_cursor cursor = fragment_places(f);
    struct place x;
    while (place_next(&cursor, &x)) {
        if (x.pc != c->source + at)
            return false;
        if (x.app_len == 0 || memcmp(f->code + at, c->bytes + at, x.app_len) == 0) {
            at += x.app_len;
            continue;
        }
        if (is_rehearsal &&
            !can_exchange(&x, f->code + at, c->bytes + at, c->size - at, c->source + at))
            return false;
        if (!is_rehearsal)
            memcpy(f->code + x.offset, c->bytes + at, x.app_len);
        at += x.app_len;
    }
    return at == c->size;
}

/* Where the comparison stands. */
static size_t
offset_of_check(const struct fragment *f)
{
    struct place_cursor c = fragment_places(f);
    struct place x;
    while (place_next(&c, &x)) {
        if (x.kind == XL_CHECK && x.aux == 0)
            return x.offset;
    }
    ASSERT_NOT_REACHED();
    return 0;
}

bool
checked_refresh(struct fragment *f)
{
    struct checked c = { .source = f->tag };
    c.size = (size_t)(fragment_ranges(f)[0].end - fragment_ranges(f)[0].start);
    if (f->range_count != 1 || c.size > MOST_CHECKED_BYTES)
        return false;
    memcpy(c.bytes, c.source, c.size);
    if (!exchange(f, &c, true))
        return false;
    exchange(f, &c, false);
    c.failed = f->code + c.size;
    struct emitter e = { .hot = f->code + offset_of_check(f) };
    emit_comparison(&c, &e);
    memcpy(f->code, c.bytes, c.size);
    return true;
}

bool
checked_is_current(const struct checked *c)
{
    return memcmp(c->source, c->bytes, c->size) == 0;
}
