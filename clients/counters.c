/* clients/counters.c - one counter in each thread, and their sum. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The counter is a thread-local slot: inserted code reaches it with one instruction, wherever it
 * stands, and threads do not disturb each other. A thread's record outlives it, since threads may
 * still be counting when the process ends. */
#include "clients/counters.h"

struct record {
    struct record *next;
    thread_id_t tid;
    uint64 *counter; /* the slot; NULL when the thread is gone */
    uint64 final;
};

static reg_id_t segment;
static uint offset;
static void *lock;
static struct record *records; /* newest first; guarded by lock */
static uint thread_count;

static void
on_thread_init(void *drcontext)
{
    struct record *r = dr_global_alloc(sizeof *r);

    r->tid = dr_get_thread_id(drcontext);
    r->counter = counters_mine();
    r->final = 0;
    *r->counter = 0;
    dr_set_tls_field(drcontext, r);
    dr_mutex_lock(lock);
    r->next = records;
    records = r;
    thread_count++;
    dr_mutex_unlock(lock);
}

static void
on_thread_exit(void *drcontext)
{
    struct record *r = dr_get_tls_field(drcontext);

    dr_mutex_lock(lock);
    r->final = *r->counter;
    r->counter = NULL;
    dr_mutex_unlock(lock);
}

/* The child of a fork counts anew, with one thread. */
static void
on_fork(void *drcontext)
{
    struct record *mine = dr_get_tls_field(drcontext);

    while (records != NULL) {
        struct record *next = records->next;
        if (records != mine)
            dr_global_free(records, sizeof *records);
        records = next;
    }
    records = mine;
    mine->next = NULL;
    mine->tid = dr_get_thread_id(drcontext);
    *mine->counter = 0;
    thread_count = 1;
}

bool
counters_init(void)
{
    if (!dr_raw_tls_calloc(&segment, &offset, 1, sizeof(uint64)))
        return false;
    lock = dr_mutex_create();
    dr_register_thread_init_event(on_thread_init);
    dr_register_thread_exit_event(on_thread_exit);
    dr_register_fork_init_event(on_fork);
    return true;
}

opnd_t
counters_operand(void *drcontext)
{
    (void)drcontext;
    return opnd_create_far_base_disp(segment, DR_REG_NULL, DR_REG_NULL, 0, (int)offset, OPSZ_8);
}

uint64 *
counters_mine(void)
{
    return (uint64 *)((byte *)dr_get_dr_segment_base(segment) + offset);
}

uint64
counters_sum(const char *name, bool each)
{
    uint64 sum = 0;

    dr_mutex_lock(lock);
    for (struct record *r = records; r != NULL; r = r->next) {
        uint64 n = r->counter != NULL ? *r->counter : r->final;
        if (each)
            dr_fprintf(STDERR, "%s: thread " TIDFMT ": " UINT64_FORMAT_STRING "\n", name, r->tid, n);
        sum += n;
    }
    dr_mutex_unlock(lock);
    return sum;
}

uint
counters_threads(void)
{
    return thread_count;
}
