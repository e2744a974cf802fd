/* core/api/windows/event.c - events that only Windows has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/api/event_macros.h"
#include "core/rt/drcontext.h"

REGISTER(exception, bool, void *, dr_exception_t *)

DR_API bool
dr_is_nudge_thread(void *drcontext)
{
    return drcontext_from(drcontext)->thread->is_nudge;
}
