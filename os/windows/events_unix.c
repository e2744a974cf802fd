/* os/windows/events_unix.c - what only Unix has of os/app_event.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_event.h"
#include "os/app_view.h"

void
os_events_forked(struct os_events *e, bool clear_handlers)
{
    (void)e;
    (void)clear_handlers;
}

/* A call is never ended by the runtime's doing. */
bool
os_events_spurious_end(struct os_events *e, const struct mcontext *mc)
{
    (void)e;
    (void)mc;
    return false;
}

void
os_events_view(const struct os_events *e, struct app_view_signals *out)
{
    (void)e;
    (void)out;
}

uint64_t
os_events_mask(const struct os_events *e)
{
    (void)e;
    return 0;
}

void
os_events_sample(uintptr_t tid)
{
    (void)tid;
}

void
os_events_detach_thread(void)
{
}
