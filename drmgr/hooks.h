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

/* The other events than those of blocks: theirs, and the manager's own. */
void
events_init(void);
void
events_exit(void);

/* The event of blocks. */
void
blocks_exit(void);

/* Whether a label is one of the manager's (drmgr/emulation.c): its note stands in this range. */
void
emulation_init(void);
void
emulation_enter(void *drcontext, instr_t *instr);
void
emulation_leave(void *drcontext, instr_t *instr);

#endif
