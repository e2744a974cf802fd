/* core/run/linux/client_signal_event.c - clients are asked about each signal.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/arch.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/run/client_mcontext.h"
#include "core/run/client_signal.h"
#include "dr_events.h"

/* The first client that wants something else than delivery decides. */
static dr_signal_action_t
raise_signal(struct thread *t, dr_siginfo_t *info)
{
    dr_signal_action_t (*f)(void *, dr_siginfo_t *);
    dr_signal_action_t action = DR_SIGNAL_DELIVER;
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(signal, f) {
        action = f(drcontext_of(t), info);
        if (action != DR_SIGNAL_DELIVER)
            break;
    }
    arch_client_leave(t, entered);
    return action;
}

void
client_signal(struct thread *t, int *sig, struct mcontext *mc, uintptr_t addr)
{
    if (!event_is_wanted(EVENT_signal) || drcontext_of(t) == NULL)
        return;
    dr_mcontext_t *state = heap_zalloc(sizeof(*state));
    dr_siginfo_t info = { .sig = *sig,
                          .drcontext = drcontext_of(t),
                          .mcontext = state,
                          .access_address = (byte *)addr };
    client_mcontext_get(mc, state);
    dr_signal_action_t action = raise_signal(t, &info);
    if (action == DR_SIGNAL_SUPPRESS || action == DR_SIGNAL_REDIRECT)
        *sig = 0;
    if (action == DR_SIGNAL_BYPASS)
        *sig = -*sig;
    if (action != DR_SIGNAL_SUPPRESS)
        client_mcontext_set(state, mc);
    heap_free(state, sizeof(*state));
}
