/* core/build/grow.c - how far a superblock goes on.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/grow.h"
#include "core/app/module.h"
#include "core/cache/ibl.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"

/* Bounds; beyond them more code would be translated than run. */
struct bounds {
    unsigned branches, calls, instrs;
};
static const struct bounds plain = { 6, 4, 40 };
/* What clients add makes copies of a block dearer, to build and to run. */
static const struct bounds for_clients = { 2, 4, 20 };

static const struct bounds *
bounds_of(const struct builder *b)
{
    return b->is_for_clients ? &for_clients : &plain;
}

/* Code that clients want to see stays apart from code that they do not; of a new module they are
 * told before they see any of its code, which the dispatcher does. */
static bool
is_of_this_kind(const struct builder *b, app_addr pc)
{
    if (!b->is_for_clients)
        return true;
    return builder_is_shown(pc) && heap_low == 0 && /* clients hear of that in between */
        (!event_is_wanted(EVENT_module_load) || !modules_have_news((uintptr_t)pc));
}

/* Whether it pays to go on translating at pc. */
static bool
worth_going_on(const struct builder *b, app_addr pc)
{
    const struct bounds *most = bounds_of(b);
    return b->superblocks && b->instrs < most->instrs && b->branches < most->branches &&
        b->calls < most->calls && pc != b->w->tag &&
        (b->inlined_ret != NULL || fragment_find(pc) == NULL) && is_of_this_kind(b, pc);
}

enum step
grow_to(struct builder *b, app_addr pc)
{
    if (!worth_going_on(b, pc) || !builder_enter_region(b, pc)) {
        mangle_goto(b->w, pc);
        return STEP_DONE;
    }
    b->pc = pc;
    return STEP_GO_ON;
}

enum step
grow_past_call(struct builder *b, app_addr ret_addr)
{
    const struct bounds *most = bounds_of(b);
    b->calls++;
    if (!b->superblocks || b->instrs >= most->instrs || b->calls > most->calls ||
        fragment_find(ret_addr) != NULL || ibl_find(ret_addr) != NULL ||
        !is_of_this_kind(b, ret_addr) || !builder_enter_region(b, ret_addr))
        return STEP_DONE;
    writer_landing(b->w, ret_addr);
    b->pc = ret_addr;
    return STEP_GO_ON;
}

bool
grow_is_leaf(struct builder *b, app_addr target)
{
    if (!b->superblocks || b->inlined_ret != NULL ||
        b->instrs >= bounds_of(b)->instrs - LEAF_INSTRS / 2 || b->calls >= bounds_of(b)->calls)
        return false;
    const struct fragment *f = fragment_find(target);
    return f != NULL && (f->flags & FRAGMENT_LEAF) != 0 && is_of_this_kind(b, target) &&
        builder_enter_region(b, target);
}

enum step
grow_into_leaf(struct builder *b, app_addr target, const struct mangle_source *from)
{
    mangle_call_inline(b->w, from);
    b->inlined_ret = from->next;
    b->calls++;
    b->pc = target;
    return STEP_GO_ON;
}

enum step
grow_out_of_leaf(struct builder *b, const struct ir_scan *s, const struct mangle_source *from)
{
    app_addr to = b->inlined_ret;
    mangle_ret_inline(b->w, s, from, to);
    b->inlined_ret = NULL;
    return grow_to(b, to);
}
