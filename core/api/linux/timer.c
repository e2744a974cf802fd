/* core/api/linux/timer.c - timers of clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/run/client_mcontext.h"
#include "core/run/client_thread.h"
#include "dr_tools.h"

/* Numbers of Linux. */
enum { TIMER_REAL, TIMER_VIRTUAL, TIMER_PROF };

static void (*timer_functions[CLIENT_CLOCKS])(void *drcontext, dr_mcontext_t *mcontext);

static void
call(enum client_clock clock, struct thread *t, const struct mcontext *mc)
{
    dr_mcontext_t state;

    if (drcontext_of(t) == NULL)
        return;
    client_mcontext_get(mc, &state);
    timer_functions[clock](drcontext_of(t), &state);
}

static void
call_real(struct thread *t, const struct mcontext *mc)
{
    call(CLIENT_CLOCK_REAL, t, mc);
}

static void
call_virtual(struct thread *t, const struct mcontext *mc)
{
    call(CLIENT_CLOCK_VIRTUAL, t, mc);
}

static void
call_profiling(struct thread *t, const struct mcontext *mc)
{
    call(CLIENT_CLOCK_PROFILING, t, mc);
}

DR_API bool
dr_set_itimer(int which, uint millisec, void (*func)(void *drcontext, dr_mcontext_t *mcontext))
{
    static const client_timer_fn callers[] = { call_real, call_virtual, call_profiling };

    if (which < TIMER_REAL || which > TIMER_PROF || (millisec != 0 && func == NULL))
        return false;
    if (millisec != 0)
        timer_functions[which] = func;
    return client_timer_set(thread_self(), (enum client_clock)which, millisec, callers[which]);
}

DR_API uint
dr_get_itimer(int which)
{
    return which < TIMER_REAL || which > TIMER_PROF ? 0 : client_timer_get((enum client_clock)which);
}
