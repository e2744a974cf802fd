/* core/api/event_macros.h - the pair of functions that registers for an event and takes that back.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_API_EVENT_MACROS_H
#define CORE_API_EVENT_MACROS_H
#include "core/rt/events.h"
#include "dr_events.h"

/* dr_register_X_event() and dr_unregister_X_event() for a function that returns RET and takes the
 * parameters that follow. */
#define REGISTER(name, ret, ...)                                       \
    DR_API void dr_register_##name##_event(ret (*func)(__VA_ARGS__))   \
    {                                                                  \
        event_add(EVENT_##name, (event_fn)func, 0);                    \
    }                                                                  \
    UNREGISTER(name, ret, __VA_ARGS__)

#define UNREGISTER(name, ret, ...)                                     \
    DR_API bool dr_unregister_##name##_event(ret (*func)(__VA_ARGS__)) \
    {                                                                  \
        return event_remove(EVENT_##name, (event_fn)func, 0);          \
    }

#endif
