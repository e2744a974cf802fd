/* core/api/windows/event.c - events that only Windows has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/api/event_macros.h"

REGISTER(exception, bool, void *, dr_exception_t *)

/* There are no threads for nudges. */
DR_API bool
dr_is_nudge_thread(void *drcontext)
{
    UNUSED(drcontext);
    return false;
}
