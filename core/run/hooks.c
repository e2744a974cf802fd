/* core/run/hooks.c - what is called while no module wants to know.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/hooks.h"

#define WEAK __attribute__((weak))

WEAK void
event_thread_begins(struct thread *t)
{
    UNUSED(t);
}

WEAK void
event_thread_ends(struct thread *t)
{
    UNUSED(t);
}

WEAK void
event_forked(struct thread *t)
{
    UNUSED(t);
}

WEAK void
event_process_ends(struct thread *t)
{
    UNUSED(t);
}

WEAK void
event_sampled(struct thread *t, const struct mcontext *mc)
{
    UNUSED(t);
    UNUSED(mc);
}

WEAK void
flush_thread_created(struct thread *child)
{
    UNUSED(child);
}

WEAK void
flush_thread_gone(struct thread *t)
{
    UNUSED(t);
}

WEAK void
flush_forked(struct thread *t)
{
    UNUSED(t);
}
