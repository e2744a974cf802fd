/* core/api/stop.c - stopping threads, threads of clients, their timers and nudges. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/run/stop.h"

#include "core/arch.h"
#include "core/client/client.h"
#include "core/client/client_malloc.h"
#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "core/run/client_thread.h"
#include "core/run/client_mcontext.h"
#include "core/run/errand.h"
#include "dr_config.h"
#include "dr_events.h"
#include "dr_tools.h"
#include "os/app_event.h"
#include "os/process.h"

/* ---- stopping ---- */

DR_API bool
dr_suspend_all_other_threads(void ***drcontexts, uint *num_suspended, uint *num_unsuspended)
{
    return dr_suspend_all_other_threads_ex(drcontexts, num_suspended, num_unsuspended, (dr_suspend_flags_t)0);
}

/* The array of threads becomes one of contexts, of the same size. */
DR_API bool
dr_suspend_all_other_threads_ex(void ***drcontexts, uint *num_suspended, uint *num_unsuspended, dr_suspend_flags_t flags)
{
    struct thread *self = thread_self();
    struct stopped all;
    uint count = 0;

    if (drcontexts == NULL || num_suspended == NULL || drcontext_of(self) == NULL || drcontext_of(self)->in_block_event)
        return false;
    stop_others(self, (flags & DR_SUSPEND_NATIVE) != 0, STOP_PATIENCE_NS, &all);
    void **contexts = client_malloc((all.count + 1) * sizeof *contexts);
    for (unsigned i = 0; i < all.count; i++)
        if (drcontext_of(all.threads[i]) != NULL)
            contexts[count++] = drcontext_of(all.threads[i]);
    heap_free(all.threads, all.size);
    *drcontexts = contexts;
    *num_suspended = count;
    if (num_unsuspended != NULL)
        *num_unsuspended = all.left;
    return true;
}

DR_API bool
dr_resume_all_other_threads(void **drcontexts, uint num_suspended)
{
    UNUSED(num_suspended);
    if (drcontexts == NULL)
        return false;
    client_free(drcontexts);
    stop_resume();
    return true;
}

DR_API bool
dr_mark_safe_to_suspend(void *drcontext, bool enter)
{
    struct thread *t = drcontext_from(drcontext)->thread;

    if (enter)
        stop_wait_begins(t);
    else
        stop_wait_ends(t);
    return true;
}

/* ---- threads of clients ---- */

DR_API bool
dr_create_client_thread(void (*func)(void *param), void *arg)
{
    return func != NULL && client_thread_create(thread_self(), func, arg);
}

DR_API bool
dr_client_thread_set_suspendable(bool suspendable)
{
    struct thread *t = thread_self();

    if (!t->is_client)
        return false;
    t->is_unstoppable = !suspendable;
    return true;
}

/* ---- nudges ---- */

DR_API bool
dr_nudge_client(client_id_t id, uint64 argument)
{
    if (client_get(id) == NULL || !errand_nudge(id, argument))
        return false;
    thread_self()->tls[TLS_PENDING] = 1;
    return true;
}

DR_API dr_config_status_t
dr_nudge_client_ex(process_id_t process_id, client_id_t client_id, uint64 argument, uint timeout_ms)
{
    static const dr_config_status_t results[] = {
        [OS_NUDGE_SENT] = DR_SUCCESS,         [OS_NUDGE_NO_PROCESS] = DR_NUDGE_PID_NOT_FOUND,
        [OS_NUDGE_REFUSED] = DR_FAILURE,      [OS_NUDGE_NO_RUNTIME] = DR_NUDGE_PID_NOT_INJECTED,
        [OS_NUDGE_LATE] = DR_NUDGE_TIMEOUT,
    };
    struct thread *t = thread_self();

    if ((uintptr_t)process_id == os_process_id())
        return dr_nudge_client(client_id, argument) ? DR_SUCCESS : DR_FAILURE;
    stop_wait_begins(t);
    enum os_nudge result = os_events_nudge((uintptr_t)process_id, client_id, argument, timeout_ms);
    stop_wait_ends(t);
    return results[result];
}

/* ---- threads that run natively: none of the application's does ---- */

DR_API bool
dr_is_thread_native(void *drcontext)
{
    return drcontext_from(drcontext)->thread->is_client;
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
