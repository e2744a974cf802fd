/* drmgr/thread.h - what the manager keeps of each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRMGR_THREAD_H
#define DRMGR_THREAD_H

#define DRMGR_NO_POISON 1
#include "drmgr/include/drmgr.h"

enum { FIELDS_MOST = 64 };

/* One depth of nested callbacks. */
struct depth {
    void *field[FIELDS_MOST]; /* first: inserted code knows its offset */
    struct depth *outer, *inner;
};

/* dr_get_tls_field() of a thread. Threads of clients have none. */
struct thread {
    void *field[FIELDS_MOST];
    struct depth *depth; /* the current one */
    struct depth first;
    /* of the block that the thread is making */
    drmgr_bb_phase_t phase;
    instr_t *first_instr, *first_nonlabel, *last_instr;
    instr_t *at; /* where the insertion is */
    bool is_emulating;
    emulated_instr_t emulated;
};

/* NULL: none. */
struct thread *
thread_of(void *drcontext);

/* Fields exist from here to there. */
void
thread_create(void *drcontext);
void
thread_destroy(void *drcontext);

/* Forgets all fields that were registered. */
void
fields_reset(void);

#endif
