/* clients/counters.c - one counter in each thread, and their sum. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The counter is a thread-local slot: inserted code reaches it with one instruction, wherever it
 * stands, and threads do not disturb each other. A thread's record outlives it, since threads may
 * still be counting when the process ends.
 *
 * Really it is several slots, which blocks use in turn: an addition has to wait until the last one to
 * the same place is done, which takes longer than a short block does. Blocks that stand behind each
 * other are made behind each other, so they never meet. */
#include "clients/at_fork.h"
#include "clients/counters.h"

#include "clients/thread_data.h"

enum { SLOTS = 16 };

struct record {
    struct thread_data thread;
    uint64 *counter; /* the slots */
    uint64 final;    /* their sum at the thread's end */
};

static reg_id_t segment;
static uint offset;

static uint64
sum_of(const uint64 *counter)
{
    uint64 sum = 0;

    for (int i = 0; i < SLOTS; i++)
        sum += counter[i];
    return sum;
}

static void
clear(uint64 *counter)
{
    for (int i = 0; i < SLOTS; i++)
        counter[i] = 0;
}

static void
on_thread_init(void *drcontext)
{
    struct record *r = thread_data_create(drcontext);

    r->counter = counters_mine();
    clear(r->counter);
}

static void
on_thread_exit(void *drcontext)
{
    struct record *r = thread_data_of(drcontext);

    r->final = sum_of(r->counter);
    r->thread.is_ended = true;
}

/* The child of a fork counts anew, with one thread. */
static void
on_fork(void *drcontext)
{
    thread_data_forked(drcontext);
    clear(counters_mine());
}

bool
counters_init(void)
{
    if (!thread_data_init(sizeof(struct record)) || !dr_raw_tls_calloc(&segment, &offset, SLOTS, sizeof(uint64)))
        return false;
    dr_register_thread_init_event(on_thread_init);
    dr_register_thread_exit_event(on_thread_exit);
    at_fork(on_fork);
    return true;
}

opnd_t
counters_operand(void)
{
    static volatile int turn;
    uint slot = (uint)dr_atomic_add32_return_sum(&turn, 1) % SLOTS;

    return opnd_create_far_base_disp(segment, DR_REG_NULL, DR_REG_NULL, 0,
                                     (int)(offset + slot * sizeof(uint64)), OPSZ_8);
}

uint64 *
counters_mine(void)
{
    return (uint64 *)(void *)((byte *)dr_get_dr_segment_base(segment) + offset);
}

uint64
counters_sum(const char *name, bool each, uint *threads)
{
    uint64 sum = 0;

    *threads = 0;
    thread_data_lock();
    for (struct thread_data *t = thread_data_first(); t != NULL; t = t->next) {
        const struct record *r = (const struct record *)t;
        uint64 n = t->is_ended ? r->final : sum_of(r->counter);
        if (each)
            dr_fprintf(STDERR, "%s: thread " TIDFMT ": " UINT64_FORMAT_STRING "\n", name, t->tid, n);
        sum += n;
        ++*threads;
    }
    thread_data_unlock();
    return sum;
}
