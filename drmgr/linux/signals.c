/* drmgr/linux/signals.c - the event of signals. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"

const bool system_has_callbacks = false;

typedef dr_signal_action_t (*signal_func)(void *drcontext, dr_siginfo_t *siginfo);
typedef dr_signal_action_t (*signal_data_func)(void *drcontext, dr_siginfo_t *siginfo, void *user_data);

static struct hook signal_hook;

static dr_signal_action_t
hear_signal(void *drcontext, dr_siginfo_t *siginfo)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&signal_hook.list)) {
        dr_signal_action_t action = CALL(c, signal_func, signal_data_func, drcontext, siginfo);
        if (action != DR_SIGNAL_DELIVER)
            return action;
    }
    return DR_SIGNAL_DELIVER;
}

HOOK(signal)
PLAIN(signal, dr_signal_action_t, void *drcontext, dr_siginfo_t *siginfo)
ORDERED(signal, drmgr_register_signal_event_ex, dr_signal_action_t, void *drcontext, dr_siginfo_t *siginfo)
WITH_DATA(signal, dr_signal_action_t, void *drcontext, dr_siginfo_t *siginfo, void *user_data)

struct hook *const system_hook = &signal_hook;
