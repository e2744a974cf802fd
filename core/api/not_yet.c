/* core/api/not_yet.c - what clients may ask for and is not there yet: the results say so. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/cache/unit.h"
#include "core/client/library.h"
#include "core/app/map.h"
#include "dr_events.h"
#include "dr_tools.h"

/* ---- stopping threads, and threads of clients ---- */

DR_API bool
dr_suspend_all_other_threads(void ***drcontexts, uint *num_suspended, uint *num_unsuspended)
{
    return dr_suspend_all_other_threads_ex(drcontexts, num_suspended, num_unsuspended, (dr_suspend_flags_t)0);
}

DR_API bool
dr_suspend_all_other_threads_ex(void ***drcontexts, uint *num_suspended, uint *num_unsuspended, dr_suspend_flags_t flags)
{
    UNUSED(flags);
    if (drcontexts != NULL)
        *drcontexts = NULL;
    if (num_suspended != NULL)
        *num_suspended = 0;
    if (num_unsuspended != NULL)
        *num_unsuspended = 0;
    return false;
}

DR_API bool
dr_resume_all_other_threads(void **drcontexts, uint num_suspended)
{
    UNUSED(drcontexts);
    UNUSED(num_suspended);
    return false;
}

DR_API bool
dr_create_client_thread(void (*func)(void *param), void *arg)
{
    UNUSED(func);
    UNUSED(arg);
    return false;
}

/* Nobody stops a thread, so it is always safe. */
DR_API bool
dr_mark_safe_to_suspend(void *drcontext, bool enter)
{
    UNUSED(drcontext);
    UNUSED(enter);
    return true;
}

DR_API bool
dr_client_thread_set_suspendable(bool suspendable)
{
    UNUSED(suspendable);
    return false;
}

/* ---- threads that run natively ---- */

DR_API bool
dr_is_thread_native(void *drcontext)
{
    UNUSED(drcontext);
    return false;
}

DR_API bool
dr_retakeover_suspended_native_thread(void *drcontext)
{
    UNUSED(drcontext);
    return false;
}

DR_API bool
dr_is_detaching(void)
{
    return false;
}

/* ---- nudges ---- */

DR_API bool
dr_nudge_client(client_id_t id, uint64 argument)
{
    UNUSED(id);
    UNUSED(argument);
    return false;
}

DR_API dr_config_status_t
dr_nudge_client_ex(process_id_t process_id, client_id_t client_id, uint64 argument, uint timeout_ms)
{
    UNUSED(process_id);
    UNUSED(client_id);
    UNUSED(argument);
    UNUSED(timeout_ms);
    return DR_FAILURE;
}

/* ---- where threads are: by the address alone ---- */

DR_API void
dr_track_where_am_i(void)
{
}

DR_API bool
dr_is_tracking_where_am_i(void)
{
    return false;
}

DR_API dr_where_am_i_t
dr_where_am_i(void *drcontext, app_pc pc, void **tag)
{
    struct app_region region;

    UNUSED(drcontext);
    if (tag != NULL)
        *tag = NULL;
    if (unit_find((uintptr_t)pc) != NULL)
        return DR_WHERE_FCACHE;
    if (library_at((uintptr_t)pc) != NULL)
        return DR_WHERE_CLEAN_CALLEE;
    return app_map_find((uintptr_t)pc, &region) ? DR_WHERE_APP : DR_WHERE_UNKNOWN;
}
