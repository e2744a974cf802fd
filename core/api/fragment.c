/* core/api/fragment.c - what the code cache holds, and taking it out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/cache/fragment.h"
#include "core/cache/pages.h"
#include "core/cache/unit.h"
#include "core/rt/drcontext.h"
#include "core/rt/lock.h"
#include "core/run/flush.h"
#include "dr_ir_decode.h"
#include "dr_tools.h"

static void
note_block(struct fragment *f, void *arg)
{
    void **tag = arg;
    if (*tag != NULL && fragment_has_block(f, *tag))
        *tag = NULL;
}

/* A block may also stand behind others in their fragment. */
DR_API bool
dr_bb_exists_at(void *drcontext, void *tag)
{
    struct drcontext *c = drcontext_from(drcontext);
    if (tag == NULL || fragment_find(tag) != NULL)
        return tag != NULL;
    if (c == NULL || !c->in_block_event)
        lock_acquire(&lock_build);
    void *missing = tag;
    pages_visit((uintptr_t)tag, (uintptr_t)tag + 1, note_block, &missing);
    if (c == NULL || !c->in_block_event)
        lock_release(&lock_build);
    return missing == NULL;
}

DR_API bool
dr_fragment_exists_at(void *drcontext, void *tag)
{
    return dr_bb_exists_at(drcontext, tag);
}

/* There are no traces. */
DR_API bool
dr_trace_exists_at(void *drcontext, void *tag)
{
    UNUSED(drcontext);
    UNUSED(tag);
    return false;
}

DR_API instrlist_t *
decode_trace(void *drcontext, void *tag)
{
    UNUSED(drcontext);
    UNUSED(tag);
    return NULL;
}

DR_API bool
dr_trace_head_at(void *drcontext, void *tag)
{
    return dr_trace_exists_at(drcontext, tag);
}

DR_API bool
dr_mark_trace_head(void *drcontext, void *tag)
{
    return dr_trace_exists_at(drcontext, tag);
}

DR_API uint
dr_fragment_size(void *drcontext, void *tag)
{
    UNUSED(drcontext);
    lock_acquire(&lock_build);
    const struct fragment *f = fragment_find(tag);
    uint size = f == NULL ? 0 : f->code_size;
    lock_release(&lock_build);
    return size;
}

DR_API app_pc
dr_app_pc_from_cache_pc(byte *cache_pc)
{
    struct xl_place at;
    const struct unit *u = unit_find((uintptr_t)cache_pc);
    const struct fragment *f = u == NULL ? NULL : unit_find_fragment(u, (uintptr_t)cache_pc);
    if (f == NULL || !fragment_translate(f, (uintptr_t)cache_pc, &at))
        return NULL;
    return (app_pc)(uintptr_t)at.pc;
}

/* ---- flushing: a thread that is inside leaves at its next branch ---- */

DR_API bool
dr_flush_region(app_pc start, size_t size)
{
    if (size == 0)
        return false;
    lock_acquire(&lock_build);
    flush_range((uintptr_t)start, (uintptr_t)start + size);
    lock_release(&lock_build);
    return true;
}

DR_API bool
dr_flush_region_ex(app_pc start, size_t size, void (*flush_completion_callback)(void *user_data),
                   void *user_data)
{
    if (!dr_flush_region(start, size))
        return false;
    if (flush_completion_callback != NULL)
        flush_completion_callback(user_data);
    return true;
}

DR_API bool
dr_unlink_flush_region(app_pc start, size_t size)
{
    return dr_flush_region(start, size);
}

DR_API bool
dr_delay_flush_region(app_pc start, size_t size, uint flush_id, void (*flush_completion_callback)(int flush_id))
{
    if (!dr_flush_region(start, size))
        return false;
    if (flush_completion_callback != NULL)
        flush_completion_callback((int)flush_id);
    return true;
}

struct deletion {
    void *tag;
    bool found;
};

static void
delete_with_block(struct fragment *f, void *arg)
{
    struct deletion *d = arg;
    if (f->tag != d->tag && !fragment_has_block(f, d->tag))
        return;
    flush_fragment(f);
    d->found = true;
}

/* Wherever the block stands. */
DR_API bool
dr_delete_fragment(void *drcontext, void *tag)
{
    struct deletion d = { tag, false };
    UNUSED(drcontext);
    lock_acquire(&lock_build);
    pages_visit((uintptr_t)tag, (uintptr_t)tag + 1, delete_with_block, &d);
    lock_release(&lock_build);
    return d.found;
}

/* Only code caches of single threads could do this. */
DR_API bool
dr_replace_fragment(void *drcontext, void *tag, instrlist_t *ilist)
{
    UNUSED(drcontext);
    UNUSED(tag);
    UNUSED(ilist);
    return false;
}

/* Code is made when it is first run, and not before. */
DR_API bool
dr_prepopulate_cache(app_pc *tags, size_t tags_count)
{
    UNUSED(tags);
    UNUSED(tags_count);
    return false;
}

DR_API bool
dr_prepopulate_indirect_targets(dr_indirect_branch_type_t branch_type, app_pc *tags, size_t tags_count)
{
    UNUSED(branch_type);
    return dr_prepopulate_cache(tags, tags_count);
}
