/* core/run/windows/client_thread.c - threads and timers of clients: not there yet, and the results say so.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_thread.h"
#include "core/run/hooks.h"

bool
client_thread_create(struct thread *t, void (*fn)(void *arg), void *arg)
{
    UNUSED(t);
    UNUSED(fn);
    UNUSED(arg);
    return false;
}

bool
client_threads_any(void)
{
    return false;
}

void
client_threads_forked(void)
{
}

bool
client_timer_set(struct thread *t, enum client_clock clock, unsigned ms, client_timer_fn fn)
{
    UNUSED(t);
    UNUSED(clock);
    UNUSED(ms);
    UNUSED(fn);
    return false;
}

unsigned
client_timer_get(enum client_clock clock)
{
    UNUSED(clock);
    return 0;
}

void
event_sampled(struct thread *t, const struct mcontext *mc)
{
    UNUSED(t);
    UNUSED(mc);
}
