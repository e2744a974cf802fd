/* core/run/process.c - processes that run in this address space, and the threads they have.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/process.h"
#include "core/cache/ibl.h"
#include "core/rt/heap.h"
#include "os/base/atomic.h"
#include "os/process.h"

static struct process main_process;

/* Drops a thread's hold on its process; a guest goes with its last thread. */
static void
leave(struct process *p)
{
    if (ATOMIC_SUB(&p->users, 1) == 1 && p->is_guest)
        heap_free(p, sizeof(*p));
}

struct thread *
process_thread_create(struct process *p)
{
    struct thread *t = thread_create();
    if (t == NULL)
        return NULL;
    t->tls[TLS_IBL] = (uintptr_t)&ibl;
    t->process = p;
    ATOMIC_ADD(&p->users, 1);
    return t;
}

void
process_thread_destroy(struct thread *t)
{
    leave(t->process);
    thread_destroy(t);
}

void
process_thread_release(struct thread *t)
{
    leave(t->process);
    thread_forget(t);
}

struct thread *
process_first_thread(void)
{
    main_process = (struct process){ .id = os_process_id(), .threads = 1 };
    return process_thread_create(&main_process);
}

struct process *
process_main(void)
{
    return &main_process;
}

struct process *
process_new_guest(void)
{
    struct process *p = heap_zalloc(sizeof(*p));
    p->is_guest = true;
    return p;
}

void
process_forked(struct thread *t)
{
    t->process = &main_process;
    main_process = (struct process){ .id = os_process_id(), .threads = 1, .users = 1 };
    thread_only_me(t);
}
