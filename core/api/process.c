/* core/api/process.c - the process for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/process.h"

#include "core/rt/drcontext.h"
#include "core/rt/stats.h"
#include "core/rt/thread.h"
#include "core/run/client_events.h"
#include "core/run/errand.h"
#include "core/run/exit.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/image.h"

DR_API process_id_t
dr_get_process_id(void)
{
    return (process_id_t)os_process_id();
}

DR_API process_id_t
dr_get_process_id_from_drcontext(void *drcontext)
{
    UNUSED(drcontext);
    return dr_get_process_id();
}

DR_API const char *
dr_get_application_name(void)
{
    const struct app_image *image = os_image();

    return image == NULL ? NULL : os_file_name(image->path);
}

DR_API void
dr_set_process_exit_behavior(dr_exit_flags_t flags)
{
    client_set_exit_behavior((uint32_t)flags);
}

/* From anywhere, with locks held even. */
DR_API void
dr_request_synchronized_exit(void)
{
    errand_exit();
    thread_self()->tls[TLS_PENDING] = 1;
}

DR_API void
dr_exit_process(int exit_code)
{
    process_about_to_exit(thread_self());
    os_process_exit(exit_code);
}

DR_API void
dr_abort(void)
{
    os_process_abort();
}

DR_API void
dr_abort_with_code(int exit_code)
{
    os_process_exit(exit_code);
}

DR_API bool
dr_get_stats(dr_stats_t *drstats)
{
    dr_stats_t all = { 0 };

    if (drstats == NULL || drstats->size < sizeof drstats->size)
        return false;
    all.size = MIN(drstats->size, sizeof all);
    all.basic_block_count = stats.fragments;
    all.num_threads_created = stats.threads;
    all.num_cache_exits = stats.dispatches;
    memcpy(drstats, &all, all.size);
    return true;
}
