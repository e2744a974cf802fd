/* core/api/where.c - what a thread is doing, by where it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/cache/unit.h"
#include "core/client/library.h"
#include "core/rt/drcontext.h"
#include "dr_tools.h"
#include "os/image.h"

static bool is_tracking;

/* Nothing has to be kept account of: the address tells. */
DR_API void
dr_track_where_am_i(void)
{
    is_tracking = true;
}

DR_API bool
dr_is_tracking_where_am_i(void)
{
    return is_tracking;
}

static dr_where_am_i_t
in_cache(const struct unit *u, uintptr_t pc, void **tag)
{
    const struct fragment *f = unit_find_fragment(u, pc);

    if (f == NULL) /* exits and the way back to the dispatcher */
        return DR_WHERE_CONTEXT_SWITCH;
    *tag = (void *)(ptr_uint_t)f->tag;
    return DR_WHERE_FCACHE;
}

static bool
is_runtime(uintptr_t pc)
{
    uintptr_t start, end;

    os_image_self(&start, &end);
    return pc >= start && pc < end;
}

/* May be called in signal handlers, of which timers are one: no lock is taken. */
DR_API dr_where_am_i_t
dr_where_am_i(void *drcontext, app_pc pc, void **tag)
{
    const struct thread *t = drcontext_from(drcontext)->thread;
    const struct unit *u = unit_find((uintptr_t)pc);
    void *unused;

    if (tag == NULL)
        tag = &unused;
    *tag = NULL;
    if (u != NULL)
        return in_cache(u, (uintptr_t)pc, tag);
    if (arch_pc_in_lookup((uintptr_t)pc))
        return DR_WHERE_IBL;
    if (arch_pc_in_enter((uintptr_t)pc))
        return DR_WHERE_CONTEXT_SWITCH;
    if (library_at((uintptr_t)pc) != NULL)
        return t->place == PLACE_CACHE ? DR_WHERE_CLEAN_CALLEE : DR_WHERE_UNKNOWN;
    if (is_runtime((uintptr_t)pc)) {
        if (t->place == PLACE_SAFE)
            return DR_WHERE_SYSCALL_HANDLER;
        return drcontext_of(t) != NULL && drcontext_of(t)->in_block_event ? DR_WHERE_INTERP : DR_WHERE_DISPATCH;
    }
    return DR_WHERE_APP;
}
