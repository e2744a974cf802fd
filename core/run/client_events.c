/* core/run/client_events.c - tells clients of threads, processes and modules. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The functions are those of core/run/hooks.h and core/run/client_events.h. All of them do nothing
 * while no client is there; a thread has a context from its first event on.
 */
#include "core/run/client_events.h"

#include "core/app/module.h"
#include "core/client/client.h"
#include "core/rt/events.h"
#include "core/run/client_call.h"
#include "core/run/hooks.h"
#include "os/mem.h"

static struct drcontext *
make_context(struct thread *t)
{
    struct drcontext *c = drcontext_create(t);

    client_call_prepare(c);
    return c;
}

static void
drop_context(struct thread *t)
{
    client_call_dispose(drcontext_of(t));
    drcontext_destroy(t);
}

static void
raise_thread_init(struct drcontext *c)
{
    void (*f)(void *);

    EVENT_FOR_EACH(thread_init, f)
        f(c);
}

/* ABOUT ends; CALLER is the context of the thread that says so. */
static void
raise_thread_exit(struct drcontext *about, struct drcontext *caller)
{
    void (*f)(void *);

    if (about->is_exit_raised)
        return;
    about->is_exit_raised = true;
    client_call_begin(caller);
    EVENT_FOR_EACH(thread_exit, f)
        f(about);
    client_call_end(caller);
}

void
event_process_starts(struct thread *t)
{
    struct drcontext *c;

    drcontext_init();
    clients_load();
    if (client_count() == 0)
        return;
    c = make_context(t);
    client_call_begin(c);
    clients_start();
    raise_thread_init(c);
    modules_refresh(c);
    client_call_end(c);
}

void
event_thread_begins(struct thread *t)
{
    struct drcontext *c;

    if (client_count() == 0)
        return;
    c = make_context(t);
    client_call_begin(c);
    raise_thread_init(c);
    client_call_end(c);
}

void
event_thread_ends(struct thread *t)
{
    struct drcontext *c = drcontext_of(t), *caller = drcontext_self();

    if (c == NULL)
        return;
    raise_thread_exit(c, caller != NULL ? caller : c);
    drop_context(t);
}

void
event_forked(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);
    void (*f)(void *);

    if (c == NULL)
        return;
    client_call_begin(c);
    EVENT_FOR_EACH(fork_init, f)
        f(c);
    client_call_end(c);
}

void
event_process_ends(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);
    void (*f)(void);

    if (c == NULL)
        return;
    raise_thread_exit(c, c);
    client_call_begin(c);
    EVENT_FOR_EACH(exit, f)
        f();
    clients_exit();
    client_call_end(c);
}

/* ---- modules ---- */

void
client_events_before_code(struct thread *t, uintptr_t pc)
{
    struct drcontext *c = drcontext_of(t);

    if (c == NULL || !modules_have_news(pc))
        return;
    client_call_begin(c);
    modules_refresh(c);
    client_call_end(c);
}

void
client_events_before_unmap(struct thread *t, uintptr_t start, size_t size)
{
    struct drcontext *c = drcontext_of(t);
    uintptr_t end = align_up(start + size, os_mem_facts()->page);

    if (c == NULL || size == 0 || end < start || !modules_overlap(start, end))
        return;
    client_call_begin(c);
    modules_before_unmap(c, start, end);
    client_call_end(c);
}
