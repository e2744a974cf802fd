/* core/run/client_events.c - telling clients of threads, processes, modules and system calls.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_events.h"
#include "core/app/module.h"
#include "core/client/client.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/options.h"
#include "core/rt/raw_tls.h"
#include "core/run/deleted.h"
#include "core/run/hooks.h"
#include "core/run/stop.h"
#include "os/app_syscall.h"
#include "os/mem.h"
#include "os/tls.h"

/* Compiled with a stack protector, client code reads a word at the thread pointer, which a young
 * application has not set: it points here meanwhile, to the middle as both sides can be read. */
static uint8_t no_tls[1024] ALIGNED(64);

static struct drcontext *
make_context(struct thread *t)
{
    if (os_tls_app_base() == 0)
        os_tls_set_app_base((uintptr_t)no_tls + sizeof(no_tls) / 2);
    arch_vector_create(t);
    return drcontext_create(t);
}

static void
thread_begins(struct thread *t)
{
    void (*f)(void *);
    struct drcontext *c = make_context(t);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(thread_init, f)
        f(c);
    arch_client_leave(t, entered);
}

static volatile uint32_t has_started;

bool
client_has_started(void)
{
    return ATOMIC_LOAD(&has_started) != 0;
}

void
client_start(struct thread *t)
{
    if (options.client_count == 0) {
        ATOMIC_STORE_SEQ(&has_started, 1);
        return;
    }
    arch_vector_init();
    drcontext_init();
    heap_keep_reserve();
    clients_load();
    /* The first thread's context exists before its event: dr_client_main may ask for it. */
    struct drcontext *c = make_context(t);
    void (*f)(void *);
    bool entered = arch_client_enter(t);
    clients_start();
    EVENT_FOR_EACH(thread_init, f)
        f(c);
    arch_client_leave(t, entered);
    raw_tls_keep_some();
    ATOMIC_STORE_SEQ(&has_started, 1);
}

void
event_thread_begins(struct thread *t)
{
    if (options.client_count != 0)
        thread_begins(t);
}

static void
thread_ends(struct thread *t)
{
    void (*f)(void *);
    struct drcontext *c = drcontext_of(t);
    EVENT_FOR_EACH(thread_exit, f)
        f(c);
}

void
event_thread_ends(struct thread *t)
{
    struct thread *self = thread_self();
    if (drcontext_of(t) == NULL)
        return;
    bool entered = arch_client_enter(self);
    thread_ends(t);
    arch_client_leave(self, entered);
    drcontext_destroy(t);
    arch_vector_destroy(t);
}

void
event_forked(struct thread *t)
{
    void (*f)(void *);
    if (!event_is_wanted(EVENT_fork_init))
        return;
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(fork_init, f)
        f(drcontext_of(t));
    arch_client_leave(t, entered);
}

/* All threads' contexts that are left, so that the callbacks run without lock_threads. */
enum { MOST_AT_ONCE = 64 };

static unsigned
take_contexts(struct drcontext **out)
{
    unsigned n = 0;
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL && n < MOST_AT_ONCE; t = t->list_next) {
        if (drcontext_of(t) != NULL && !t->is_client) {
            out[n++] = drcontext_of(t);
            t->slot[SLOT_client] = NULL;
        }
    }
    lock_release(&lock_threads);
    return n;
}

static uint32_t exit_flags; /* dr_exit_flags_t */

void
client_set_exit_behavior(uint32_t flags)
{
    exit_flags = flags;
}

/* Clients free what inserted code uses: nobody may run it any more. */
static void
stop_the_others(struct thread *t)
{
    bool matters = event_is_wanted(EVENT_exit) || event_is_wanted(EVENT_thread_exit);
    if (thread_count != 1 && matters && (exit_flags & DR_EXIT_MULTI_THREAD) == 0)
        stop_for_good(t);
}

/* The other threads have been stopped, or may still be running if the client likes that better; none
 * begins or ends any more. */
void
event_process_ends(struct thread *t)
{
    struct drcontext *list[MOST_AT_ONCE];
    struct drcontext *own = drcontext_of(t);
    void (*thread_exit)(void *);
    void (*process_exit)(void);
    unsigned n;
    if (own == NULL)
        return;
    stop_the_others(t);
    bool entered = arch_client_enter(t);
    while ((exit_flags & DR_EXIT_SKIP_THREAD_EXIT) == 0 && (n = take_contexts(list)) != 0) {
        t->slot[SLOT_client] = own;
        for (unsigned i = 0; i < n; i++)
            EVENT_FOR_EACH(thread_exit, thread_exit)
                thread_exit(list[i]);
        if (n < MOST_AT_ONCE)
            break;
        t->slot[SLOT_client] = NULL;
    }
    t->slot[SLOT_client] = own;
    deleted_tell_all(t);
    EVENT_FOR_EACH(exit, process_exit)
        process_exit();
    clients_exit();
    arch_client_leave(t, entered);
    t->slot[SLOT_client] = NULL; /* clients have heard of its end */
}

void
client_about_to_run(struct thread *t, app_addr pc)
{
    if (!event_is_wanted(EVENT_module_load) || !modules_have_news((uintptr_t)pc))
        return;
    bool entered = arch_client_enter(t);
    modules_refresh(drcontext_of(t));
    arch_client_leave(t, entered);
}

void
client_about_to_build(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);
    if (c == NULL || errands_wait == 0)
        return;
    c->in_block_event = true;
    deleted_tell(t);
    c->in_block_event = false;
}

static void
about_to_unmap(struct thread *t, uintptr_t start, uintptr_t size)
{
    if (!modules_overlap(start, start + size))
        return;
    bool entered = arch_client_enter(t);
    modules_before_unmap(drcontext_of(t), start, start + size);
    arch_client_leave(t, entered);
}

void
client_about_to_map(struct thread *t, const struct effect *e)
{
    if (options.client_count == 0)
        return;
    switch (e->kind) {
    case EFFECT_UNMAP: about_to_unmap(t, e->start, e->size); break;
    case EFFECT_REMAP: about_to_unmap(t, e->old_start, e->old_size); break;
    case EFFECT_MAP:
        if (e->start != 0)
            about_to_unmap(t, e->start, e->size);
        break;
    default: break;
    }
}

/* Without a filter, a client that has registered for system calls wants all of them. */
static bool
wants_syscall(struct thread *t, int number)
{
    bool (*f)(void *, int);
    bool wanted = !event_is_wanted(EVENT_filter_syscall);
    EVENT_FOR_EACH(filter_syscall, f)
        wanted |= f(drcontext_of(t), number);
    return wanted;
}

bool
client_pre_syscall(struct thread *t)
{
    bool (*f)(void *, int);
    bool go = true;
    if (!event_is_wanted(EVENT_pre_syscall))
        return true;
    int number = (int)os_app_syscall_number(&t->mc);
    bool entered = arch_client_enter(t);
    if (wants_syscall(t, number)) {
        EVENT_FOR_EACH(pre_syscall, f)
            go &= f(drcontext_of(t), number);
    }
    arch_client_leave(t, entered);
    return go;
}

bool
client_post_syscall(struct thread *t, int number)
{
    void (*f)(void *, int);
    if (!event_is_wanted(EVENT_post_syscall) || drcontext_of(t) == NULL)
        return false;
    bool entered = arch_client_enter(t);
    drcontext_of(t)->makes_another = false;
    if (wants_syscall(t, number)) {
        EVENT_FOR_EACH(post_syscall, f)
            f(drcontext_of(t), number);
    }
    arch_client_leave(t, entered);
    return drcontext_of(t)->makes_another;
}

void
client_low_on_memory(struct thread *t)
{
    void (*f)(void);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(low_on_memory, f)
        f();
    arch_client_leave(t, entered);
}

void
client_nudge(struct thread *t, client_id_t id, uint64_t argument)
{
    const struct event_list *list = event_list(EVENT_nudge);
    bool entered = arch_client_enter(t);
    for (size_t i = list->count; i > 0; i--) {
        if (list->entry[i - 1].id == id)
            ((void (*)(void *, uint64))list->entry[i - 1].fn)(drcontext_of(t), argument);
    }
    arch_client_leave(t, entered);
}
