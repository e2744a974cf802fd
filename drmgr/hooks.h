/* drmgr/hooks.h - events of the runtime that the manager hands on, taken only when somebody wants them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRMGR_HOOKS_H
#define DRMGR_HOOKS_H

#include "drmgr/callbacks.h"

struct hook {
    struct callback_list list;
    void (*take)(void);  /* registers with the runtime; NULL: that is done from the start */
    void (*leave)(void); /* the counterpart; NULL: none */
    int is_taken;
};

/* Adds FUNC to the event's callbacks.
 * Fails: false
 */
bool
hook_add(struct hook *h, generic_func func, bool takes_data, void *data, const drmgr_priority_t *priority);

bool
hook_remove(struct hook *h, generic_func func, bool takes_data);

/* Makes sure that the event comes. */
void
hook_take(struct hook *h);

/* Nobody wants it any more. */
void
hook_reset(struct hook *h);

/* The event that only this system has, and whether its kernel calls functions of the program in the middle of
 * system calls (drmgr/<os>/). */
extern struct hook *const system_hook;
extern const bool system_has_callbacks;

/* The other events than those of blocks: theirs, and the manager's own. */
void
events_init(void);
void
events_exit(void);

/* The event of blocks. */
void
blocks_exit(void);

/* Code that stands for other code (drmgr/emulation.c): where the insertion comes to an instruction, and goes on. */
void
emulation_init(void);
void
emulation_enter(void *drcontext, instr_t *instr);
void
emulation_leave(void *drcontext, instr_t *instr);

/* Calls one with its arguments, and its data if it takes them. */
#define CALL(c, type, with_data, ...) \
    ((c)->takes_data ? ((with_data)(c)->func)(__VA_ARGS__, (c)->data) : ((type)(c)->func)(__VA_ARGS__))

/* ---- the functions that register, made from their parameters ---- */

/* Each event comes from the runtime by a function of the same name. */
#define HOOK(name)                                           \
    static void take_##name(void)                            \
    {                                                        \
        dr_register_##name##_event(hear_##name);               \
    }                                                        \
    static void leave_##name(void)                           \
    {                                                        \
        dr_unregister_##name##_event(hear_##name);             \
    }                                                        \
    static struct hook name##_hook = { .take = take_##name, .leave = leave_##name };

#define PLAIN(name, ret, ...)                                                              \
    bool drmgr_register_##name##_event(ret (*func)(__VA_ARGS__))                           \
    {                                                                                      \
        return hook_add(&name##_hook, (generic_func)func, false, NULL, NULL);              \
    }                                                                                      \
    bool drmgr_unregister_##name##_event(ret (*func)(__VA_ARGS__))                         \
    {                                                                                      \
        return hook_remove(&name##_hook, (generic_func)func, false);                       \
    }

#define ORDERED(name, function, ret, ...)                                                  \
    bool function(ret (*func)(__VA_ARGS__), drmgr_priority_t *priority)                    \
    {                                                                                      \
        return hook_add(&name##_hook, (generic_func)func, false, NULL, priority);          \
    }

/* The parameters end with user_data. */
#define WITH_DATA(name, ret, ...)                                                          \
    bool drmgr_register_##name##_event_user_data(ret (*func)(__VA_ARGS__),                 \
                                                 drmgr_priority_t *priority, void *user_data) \
    {                                                                                      \
        return hook_add(&name##_hook, (generic_func)func, true, user_data, priority);      \
    }                                                                                      \
    bool drmgr_unregister_##name##_event_user_data(ret (*func)(__VA_ARGS__))               \
    {                                                                                      \
        return hook_remove(&name##_hook, (generic_func)func, true);                        \
    }

#endif
