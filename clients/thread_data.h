/* clients/thread_data.h - a structure for each thread, for clients that share the process with others. */
/* SPDX-License-Identifier: Apache-2.0 */

/* dr_set_tls_field() has one field for all clients of a process. Clients that may run beside others
 * without an extension that shares it out keep a pointer in a raw slot instead. */
#ifndef CLIENTS_THREAD_DATA_H
#define CLIENTS_THREAD_DATA_H

#include "dr_api.h"

/* Comes first in the structure. */
struct thread_data {
    struct thread_data *next;
    thread_id_t tid;
    bool is_ended;
};

/* Call once, in dr_client_main(). SIZE is that of the structure. False if no slot is left. */
bool
thread_data_init(size_t size);

/* In the thread's init event: a new structure, zeroed. */
void *
thread_data_create(void *drcontext);

/* The calling thread's, for clean calls and events on the thread itself. */
void *
thread_data_mine(void);

/* The one of any thread that has not ended; NULL if it has none. Not fast. */
void *
thread_data_of(void *drcontext);

/* Takes it out and frees it. */
void
thread_data_remove(void *p);

/* In the child of a fork: only the calling thread's is left. */
void
thread_data_forked(void *drcontext);

/* In the child of a fork: a mutex in place of MUTEX, which another thread may have held at that moment;
 * nobody is there to unlock it. *WAS_HELD (NULL: does not matter) says so: what it guards may be half
 * changed. */
void *
mutex_after_fork(void *mutex, bool *was_held);

/* All of them, newest first, ended ones included unless they were removed. The list does not change
 * while the lock is held. */
void
thread_data_lock(void);
void
thread_data_unlock(void);
struct thread_data *
thread_data_first(void);

#endif
