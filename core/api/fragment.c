/* core/api/fragment.c - what the code cache holds, and taking it out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/cache/fragment.h"
#include "core/cache/pages.h"
#include "core/cache/unit.h"
#include "core/rt/drcontext.h"
#include "core/rt/lock.h"
#include "core/run/errand.h"
#include "core/run/flush.h"
#include "core/run/stop.h"
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

/* What a lookup finds stays where it is until this thread has been in the dispatcher. */
DR_API uint
dr_fragment_size(void *drcontext, void *tag)
{
    UNUSED(drcontext);
    const struct fragment *f = fragment_find(tag);
    return f == NULL ? 0 : f->code_size;
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

/* ---- flushing ---- */

/* From a block event, whose thread has the lock already, too. */
static void
flush_now(app_pc start, size_t size)
{
    struct drcontext *c = drcontext_self();
    bool is_locked = c != NULL && c->in_block_event;
    if (!is_locked)
        lock_acquire(&lock_build);
    flush_range((uintptr_t)start, (uintptr_t)start + size);
    if (!is_locked)
        lock_release(&lock_build);
}

DR_API bool
dr_flush_region_ex(app_pc start, size_t size, void (*flush_completion_callback)(void *user_data),
                   void *user_data)
{
    struct drcontext *c = drcontext_self();
    if (size == 0 || c == NULL || c->in_block_event)
        return false;
    flush_now(start, size);
    stop_until_left(c->thread);
    if (flush_completion_callback != NULL)
        flush_completion_callback(user_data);
    return true;
}

DR_API bool
dr_flush_region(app_pc start, size_t size)
{
    return dr_flush_region_ex(start, size, NULL, NULL);
}

DR_API bool
dr_unlink_flush_region(app_pc start, size_t size)
{
    if (size == 0)
        return false;
    flush_now(start, size);
    return true;
}

DR_API bool
dr_delay_flush_region(app_pc start, size_t size, uint flush_id, void (*flush_completion_callback)(int flush_id))
{
    if (size == 0)
        return false;
    errand_flush((uintptr_t)start, (uintptr_t)start + size, (int)flush_id, flush_completion_callback);
    thread_self()->tls[TLS_PENDING] = 1;
    return true;
}

/* Wherever the block stands.  The thread may be in it: it is deleted once it has left. */
DR_API bool
dr_delete_fragment(void *drcontext, void *tag)
{
    if (!dr_bb_exists_at(drcontext, tag))
        return false;
    return dr_delay_flush_region(tag, 1, 0, NULL);
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
