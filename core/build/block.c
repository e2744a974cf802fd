/* core/build/block.c - application code to fragments by copy and patch.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A fragment is a superblock: it goes on through direct jumps, past calls (the landing of the
 * return follows the call) and at the fall-through of conditional branches, until a bound is
 * reached or code begins that has been translated already.
 */
#include "core/build/block.h"
#include "core/app/breakpoints.h"
#include "core/build/client_block.h"
#include "core/build/grow.h"
#include "core/build/mangle.h"
#include "core/cache/ibl.h"
#include "core/cache/pages.h"
#include "core/rt/deleted.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/log.h"
#include "os/mem.h"

static enum step
translate(struct builder *b, const struct ir_scan *s)
{
    app_addr next = b->pc + s->length;
    const struct mangle_source from = { { b->bytes, b->pc }, b->pc, next };
    if (s->kind == IR_CALL && grow_is_leaf(b, (app_addr)(uintptr_t)s->target))
        return grow_into_leaf(b, (app_addr)(uintptr_t)s->target, &from);
    if (s->kind == IR_RET && b->inlined_ret != NULL)
        return grow_out_of_leaf(b, s, &from);
    b->ends_in_ret = s->kind == IR_RET;
    switch (mangle_instr(b->w, s, &from)) {
    case MANGLED_ON: b->pc = next; return STEP_GO_ON;
    case MANGLED_BRANCH: b->branches++; return grow_to(b, next);
    case MANGLED_GOTO: return grow_to(b, (app_addr)(uintptr_t)s->target);
    case MANGLED_CALL: return grow_past_call(b, next);
    default: return STEP_DONE;
    }
}

static enum step
one_instr(struct builder *b)
{
    struct ir_scan s;
    switch (builder_read(b, &s)) {
    case READ_DONE: return translate(b, &s);
    case READ_OTHER_KIND: mangle_goto(b->w, b->pc); return STEP_DONE;
    default: return STEP_GIVE_UP;
    }
}

/* Why nothing could be translated at the very beginning. */
static enum build_result
why_not(app_addr tag)
{
    struct app_region r;
    if (!app_map_find((uintptr_t)tag, &r))
        return BUILD_UNMAPPED;
    return (r.prot & OS_PROT_EXEC) == 0 ? BUILD_NOT_EXEC : BUILD_UNKNOWN;
}

/* What stands before the first instruction. */
static void
begin(struct builder *b, app_addr tag, bool by_indirect)
{
    b->pc = tag;
    b->instrs = b->branches = b->calls = 0;
    b->ends_in_ret = false;
    b->inlined_ret = NULL;
    bool is_checked = b->kind == CODE_CHECKED;
    if (is_checked) {
        size_t left = MAX(b->region.end - (uintptr_t)tag, builder_readable(b, tag));
        checked_scan(&b->check, tag, left, b->most);
        for (unsigned n = 1; breakpoints_any() && n < b->check.instrs; n++) {
            struct checked shorter;
            checked_scan(&shorter, tag, left, n);
            if (breakpoints_at(tag + shorter.size))
                b->check = shorter;
        }
        checked_emit_exit(&b->check, b->w);
    }
    if (by_indirect)
        writer_landing(b->w, tag);
    b->w->start = b->w->e.hot;
    b->w->e.is_fresh = false; /* direct branches enter here */
    if (is_checked)
        checked_emit(&b->check, b->w);
}

static unsigned
most_instrs(const struct builder *b)
{
    return b->kind == CODE_CHECKED ? b->check.instrs : b->most;
}

/* False: nothing could be translated. */
static bool
translate_all(struct builder *b)
{
    enum step step = STEP_GO_ON;
    unsigned most = most_instrs(b);
    while (step == STEP_GO_ON) {
        bool is_enough = b->instrs >= most && (!b->is_held || b->kind == CODE_CHECKED);
        if (b->instrs != 0 && (is_enough || !writer_has_room(b->w))) {
            mangle_goto(b->w, b->pc);
            return true;
        }
        step = one_instr(b);
    }
    if (step == STEP_GIVE_UP && b->instrs != 0)
        mangle_goto(b->w, b->pc);
    return b->instrs != 0;
}

/* The same with clients.  What they add may take more room than a fragment has: then they see the
 * block again with fewer instructions. */
static bool
translate_for_clients(struct builder *b, bool by_indirect)
{
    app_addr tag = b->w->tag;
    for (;;) {
        enum client_result result = client_block_translate(b, most_instrs(b));
        if (result != CLIENT_TOO_BIG)
            return result == CLIENT_DONE;
        if (b->instrs == 1)
            FATAL("clients insert more code for the instruction at %p than a fragment can hold",
                  (const void *)tag);
        b->most = b->instrs / 2;
        writer_cancel(b->w);
        b->w = writer_begin(tag); /* there was room a moment ago */
        begin(b, tag, by_indirect);
    }
}

enum build_result
block_build(app_addr tag, bool by_indirect, unsigned flags, struct fragment **out)
{
    struct builder b = { .pc = tag };
    if ((flags & FRAGMENT_ONE_SHOT) == 0 && breakpoints_at(tag))
        return BUILD_BREAKPOINT;
    if (!builder_enter_region(&b, tag))
        return why_not(tag);
    b.kind = code_pages_kind(&b.region, tag, builder_readable(&b, tag));
    if (b.kind == CODE_CLOSED)
        return BUILD_NOT_EXEC;
    b.most = (flags & FRAGMENT_ONE_SHOT) != 0 ? 1 : options.max_bb_instrs;
    b.superblocks = options.superblocks && b.kind != CODE_CHECKED;
    flags |= b.kind == CODE_CHECKED ? FRAGMENT_CHECKED : 0;
    b.is_for_clients = builder_is_shown(tag);
    flags |= b.is_for_clients ? FRAGMENT_CLIENT : 0;
    do {
        b.w = writer_begin(tag);
        if (b.w == NULL)
            return BUILD_NO_SPACE;
        begin(&b, tag, by_indirect);
        if (!(b.is_for_clients ? translate_for_clients(&b, by_indirect) : translate_all(&b))) {
            writer_cancel(b.w);
            return why_not(tag);
        }
        if (b.kind != CODE_CHECKED || checked_is_current(&b.check))
            break;
        writer_cancel(b.w); /* another thread writes to it */
        if (b.is_for_clients)
            deleted_add(tag);
    } while (true);
    if (b.ends_in_ret && b.calls == 0 && b.instrs <= LEAF_INSTRS && b.superblocks)
        flags |= FRAGMENT_LEAF;
    *out = writer_end(b.w, flags);
    pages_add(*out);
    LOG(FRAGMENT, 2, "fragment %p: %u instrs, %u bytes at %p\n", (const void *)tag, b.instrs,
        (*out)->code_size, (void *)(*out)->code);
    return BUILD_OK;
}

uint8_t *
block_add_landing(struct fragment *f)
{
    uint8_t *ok = ibl_find(f->tag);
    if (ok != NULL)
        return ok;
    /* A fragment of its own that only jumps: it dies with the one that it leads to. */
    struct unit *u = f->unit;
    if (u->cold - u->hot < 2 * ARCH_MAX_SEQUENCE)
        return NULL;
    struct writer *w = writer_begin(f->tag);
    if (w == NULL || w->unit != u)
        return NULL;
    writer_landing(w, f->tag);
    writer_place(w, f->tag, XL_BRANCH, 0, 0);
    writer_exit(w, f->tag, arch_emit_jmp(&w->e), 0);
    w->ranges[0].end = fragment_ranges(f)[0].end;
    struct fragment *l = writer_end(w, FRAGMENT_LANDING_ONLY);
    pages_add(l);
    return ibl_find(f->tag);
}
