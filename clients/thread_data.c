/* clients/thread_data.c - a structure for each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/thread_data.h"

static reg_id_t segment;
static uint offset;
static size_t data_size;
static void *lock;
static struct thread_data *all; /* guarded by lock */

bool
thread_data_init(size_t size)
{
    data_size = size;
    lock = dr_mutex_create();
    return dr_raw_tls_calloc(&segment, &offset, 1, 0);
}

static void **
my_slot(void)
{
    return (void **)(void *)((byte *)dr_get_dr_segment_base(segment) + offset);
}

void *
thread_data_create(void *drcontext)
{
    struct thread_data *d = dr_global_alloc(data_size);

    for (size_t i = 0; i < data_size; i++)
        ((byte *)d)[i] = 0;
    d->tid = dr_get_thread_id(drcontext);
    *my_slot() = d;
    dr_mutex_lock(lock);
    d->next = all;
    all = d;
    dr_mutex_unlock(lock);
    return d;
}

void *
thread_data_mine(void)
{
    return *my_slot();
}

void *
thread_data_of(void *drcontext)
{
    thread_id_t tid = dr_get_thread_id(drcontext);
    struct thread_data *d;

    dr_mutex_lock(lock);
    for (d = all; d != NULL && (d->tid != tid || d->is_ended); d = d->next)
        ;
    dr_mutex_unlock(lock);
    return d;
}

void
thread_data_remove(void *p)
{
    struct thread_data **link = &all;

    dr_mutex_lock(lock);
    while (*link != NULL && *link != p)
        link = &(*link)->next;
    if (*link != NULL)
        *link = (*link)->next;
    dr_mutex_unlock(lock);
    dr_global_free(p, data_size);
}

void *
mutex_after_fork(void *mutex, bool *was_held)
{
    bool is_free = dr_mutex_trylock(mutex);

    if (was_held != NULL)
        *was_held = !is_free;
    if (!is_free)
        return dr_mutex_create();
    dr_mutex_unlock(mutex);
    return mutex;
}

/* The list is whole at any moment: a new structure is put in by its last step. */
void
thread_data_forked(void *drcontext)
{
    struct thread_data *mine = thread_data_mine();

    lock = mutex_after_fork(lock, NULL);
    while (all != NULL) {
        struct thread_data *next = all->next;
        if (all != mine)
            dr_global_free(all, data_size);
        all = next;
    }
    mine->next = NULL;
    mine->tid = dr_get_thread_id(drcontext);
    all = mine;
}

void
thread_data_lock(void)
{
    dr_mutex_lock(lock);
}

void
thread_data_unlock(void)
{
    dr_mutex_unlock(lock);
}

struct thread_data *
thread_data_first(void)
{
    return all;
}
