/* core/api/linux/event.c - events that only Unix has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/api/event_macros.h"

REGISTER(fork_init, void, void *)
REGISTER(signal, dr_signal_action_t, void *, dr_siginfo_t *)
