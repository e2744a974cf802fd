/* core/run/errand.c - what clients have asked for and the next thread in the dispatcher does.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/errand.h"
#include "core/arch.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/run/client_events.h"
#include "core/run/deleted.h"
#include "core/run/flush.h"
#include "os/base/atomic.h"

/* ---- flushes ---- */

struct flush {
    struct flush *next;
    uintptr_t start, end;
    int id;
    void (*done)(int id);
};

static struct flush *flushes; /* the newest first */

void
errand_flush(uintptr_t start, uintptr_t end, int id, void (*done)(int id))
{
    struct flush *f = heap_alloc(sizeof(*f));
    *f = (struct flush){ ATOMIC_LOAD(&flushes), start, end, id, done };
    while (!ATOMIC_CAS(&flushes, &f->next, f)) {
    }
    ATOMIC_STORE_SEQ(&errands_wait, 1);
}

static struct flush *
take_flushes(void)
{
    struct flush *f = ATOMIC_XCHG(&flushes, NULL), *in_order = NULL;
    while (f != NULL) {
        struct flush *next = f->next;
        f->next = in_order;
        in_order = f;
        f = next;
    }
    return in_order;
}

static void
do_flushes(struct thread *t)
{
    struct flush *f = take_flushes();
    while (f != NULL) {
        struct flush *next = f->next;
        lock_acquire(&lock_build);
        flush_range(f->start, f->end);
        lock_release(&lock_build);
        if (f->done != NULL) {
            bool entered = arch_client_enter(t);
            f->done(f->id);
            arch_client_leave(t, entered);
        }
        heap_free(f, sizeof(*f));
        f = next;
    }
}

/* ---- nudges: a ring that a signal handler can write to ---- */

enum { NUDGES = 64 };
enum nudge_state { NUDGE_FREE, NUDGE_CLAIMED, NUDGE_READY };

static struct nudge {
    volatile uint32_t state;
    uint32_t client;
    uint64_t argument;
} nudges[NUDGES];
static volatile uint32_t nudges_in; /* tickets given out */
static uint32_t nudges_out;         /* guarded by lock_errands */

bool
errand_nudge(uint32_t client, uint64_t argument)
{
    uint32_t ticket = ATOMIC_LOAD(&nudges_in);
    struct nudge *n;
    uint32_t was_free;
    do {
        n = &nudges[ticket % NUDGES];
        was_free = NUDGE_FREE;
        if (ATOMIC_LOAD(&n->state) != NUDGE_FREE)
            return false;
    } while (!ATOMIC_CAS(&nudges_in, &ticket, ticket + 1));
    if (!ATOMIC_CAS(&n->state, &was_free, (uint32_t)NUDGE_CLAIMED))
        return false; /* not reached: who has the ticket has the place */
    n->client = client;
    n->argument = argument;
    ATOMIC_STORE_SEQ(&n->state, (uint32_t)NUDGE_READY);
    ATOMIC_STORE_SEQ(&errands_wait, 1);
    return true;
}

static bool
take_nudge(struct nudge *out)
{
    lock_acquire(&lock_errands);
    struct nudge *n = &nudges[nudges_out % NUDGES];
    bool is_ready = ATOMIC_LOAD(&n->state) == NUDGE_READY;
    if (is_ready) {
        out->client = n->client;
        out->argument = n->argument;
        nudges_out++;
        ATOMIC_STORE_SEQ(&n->state, (uint32_t)NUDGE_FREE);
    }
    lock_release(&lock_errands);
    return is_ready;
}

static void
do_nudges(struct thread *t)
{
    struct nudge n;
    while (take_nudge(&n))
        client_nudge(t, n.client, n.argument);
}

/* ---- all ---- */

static volatile uint32_t wants_exit;

void
errand_exit(void)
{
    ATOMIC_STORE_SEQ(&wants_exit, 1);
    ATOMIC_STORE_SEQ(&errands_wait, 1);
}

bool
errands_do(struct thread *t)
{
    if (drcontext_of(t) == NULL)
        return false;
    ATOMIC_STORE_SEQ(&errands_wait, 0); /* before a look at the lists: who adds sets it again */
    do_flushes(t);
    deleted_tell(t);
    do_nudges(t);
    if (heap_take_low())
        client_low_on_memory(t);
    return ATOMIC_LOAD(&wants_exit) != 0;
}

void
errands_forked(void)
{
    for (unsigned i = 0; i < NUDGES; i++)
        nudges[i].state = NUDGE_FREE;
    nudges_in = nudges_out = 0;
}
