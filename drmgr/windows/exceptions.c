/* drmgr/windows/exceptions.c - the event of exceptions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"

const bool system_has_callbacks = true;

typedef bool (*exception_func)(void *drcontext, dr_exception_t *excpt);

static struct hook exception_hook;

static bool
hear_exception(void *drcontext, dr_exception_t *excpt)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&exception_hook.list))
        if (!((exception_func)c->func)(drcontext, excpt))
            return false;
    return true;
}

HOOK(exception)
PLAIN(exception, bool, void *drcontext, dr_exception_t *excpt)
ORDERED(exception, drmgr_register_exception_event_ex, bool, void *drcontext, dr_exception_t *excpt)

struct hook *const system_hook = &exception_hook;
