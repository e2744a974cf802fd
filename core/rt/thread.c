/* core/rt/thread.c - thread structures, their stacks and their list.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/thread.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/tls.h"

STATIC_ASSERT(TLS_SLOT_COUNT <= ABI_MOST_SLOTS);
STATIC_ASSERT(TLS_KEPT + ABI_KEPT_SLOTS <= TLS_PENDING);
STATIC_ASSERT(offsetof(struct thread, mc) == THREAD_MC);
STATIC_ASSERT(offsetof(struct thread, vector) == THREAD_VECTOR);
STATIC_ASSERT(offsetof(struct thread, vector_saved) == THREAD_VECTOR_SAVED);
STATIC_ASSERT(offsetof(struct thread, clean_call) == THREAD_CLEAN_CALL);
STATIC_ASSERT(offsetof(struct mcontext, flags) == MC_FLAGS);
STATIC_ASSERT(offsetof(struct mcontext, pc) == MC_PC);

/* Room for the deepest dispatch plus client callbacks; only touched pages cost memory. */
enum { STACK_SIZE = 128 * 1024, GUARD_SIZE = THREAD_STACK_GUARD };

struct thread *thread_list;
uint32_t thread_count;

struct thread *
thread_create(void)
{
    uint8_t *stack = os_mem_alloc(GUARD_SIZE + STACK_SIZE, OS_PROT_READ | OS_PROT_WRITE);
    if (stack == NULL)
        return NULL;
    os_mem_protect(stack, GUARD_SIZE, OS_PROT_NONE);
    struct thread *t = heap_zalloc(sizeof(*t));
    t->tls = os_tls_slots(t->page);
    t->tls[TLS_SELF] = (uintptr_t)t;
    t->place = PLACE_SAFE; /* until it runs */
    t->stack_base = (uintptr_t)stack;
    t->stack_size = GUARD_SIZE + STACK_SIZE;
    t->tls[TLS_RUNTIME_SP] = (t->stack_base + t->stack_size) & ~(uintptr_t)63;
    return t;
}

void
thread_destroy(struct thread *t)
{
    os_mem_free((void *)t->stack_base, t->stack_size);
    thread_forget(t);
}

void
thread_forget(struct thread *t)
{
    heap_free(t, sizeof(*t));
}

void
thread_enlist(struct thread *t)
{
    lock_acquire(&lock_threads);
    t->list_prev = NULL;
    t->list_next = thread_list;
    if (thread_list != NULL)
        thread_list->list_prev = t;
    thread_list = t;
    thread_count++;
    t->is_listed = true;
    lock_release(&lock_threads);
}

void
thread_attach(struct thread *t)
{
    os_tls_set(t);
    t->tid = os_thread_id();
    t->place = PLACE_RUNTIME;
    STATS_INC(threads);
}

static void
unlist(struct thread *t)
{
    if (t->list_prev != NULL)
        t->list_prev->list_next = t->list_next;
    else
        thread_list = t->list_next;
    if (t->list_next != NULL)
        t->list_next->list_prev = t->list_prev;
    thread_count--;
    t->is_listed = false;
}

void
thread_detach(struct thread *t)
{
    lock_acquire(&lock_threads);
    if (t->is_listed)
        unlist(t);
    lock_release(&lock_threads);
}

void
thread_lost(struct thread *t)
{
    t->tls = t->page;
    t->place = PLACE_SAFE;
    t->is_dying = 1;
}

void
thread_only_me(struct thread *t)
{
    struct thread *next;
    for (struct thread *o = thread_list; o != NULL; o = next) {
        next = o->list_next;
        if (o != t)
            thread_destroy(o);
    }
    thread_list = t;
    t->list_next = t->list_prev = NULL;
    thread_count = 1;
    t->tid = os_thread_id();
}

struct thread *
thread_self(void)
{
    return os_tls_get();
}
