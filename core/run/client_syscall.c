/* core/run/client_syscall.c - the events around a system call. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A call may be put off because a signal came first: the application then stands before the
 * instruction again. When it gets there once more, the events before the call are not raised a second
 * time, unless it has made another call in between.
 */
#include "core/app/module.h"
#include "core/client/client.h"
#include "core/rt/events.h"
#include "core/run/client_call.h"
#include "core/run/client_events.h"
#include "core/run/syscall.h"
#include "os/app_syscall.h"
#include "os/mem.h"

static bool
is_asked_for(struct drcontext *c, int number)
{
    bool (*f)(void *, int);
    bool wanted = false;

    EVENT_FOR_EACH(filter_syscall, f)
        wanted |= f(c, number);
    return wanted;
}

/* False if a client does not want the call to be made. */
static bool
raise_before(struct drcontext *c, int number)
{
    bool (*f)(void *, int);
    bool make = true;

    c->syscall_stage = SYSCALL_BEFORE;
    EVENT_FOR_EACH(pre_syscall, f)
        make &= f(c, number);
    c->syscall_stage = SYSCALL_NONE;
    return make;
}

static void
raise_after(struct drcontext *c, int number)
{
    void (*f)(void *, int);

    c->syscall_stage = SYSCALL_AFTER;
    EVENT_FOR_EACH(post_syscall, f)
        f(c, number);
    c->syscall_stage = SYSCALL_NONE;
}

/* Modules that the call is going to take away. */
static void
announce_unmap(struct thread *t, const struct effect *e)
{
    if (e->kind == EFFECT_UNMAP || e->kind == EFFECT_MAP)
        client_events_before_unmap(t, e->start, e->size);
    else if (e->kind == EFFECT_REMAP && !e->keeps_old)
        client_events_before_unmap(t, e->old_start, e->old_size);
}

static void
note_map(const struct effect *e)
{
    if ((e->kind == EFFECT_MAP && (e->prot & OS_PROT_EXEC) != 0) || e->kind == EFFECT_REMAP)
        modules_note_change();
}

/* False if it was put off, or if the application goes on elsewhere. */
static bool
carry_out(struct thread *t)
{
    app_addr next = t->next;
    struct effect e;

    os_app_syscall_effect(&t->mc, &e);
    announce_unmap(t, &e);
    syscall_carry_out(t);
    note_map(&e);
    return t->next == next;
}

/* One call with its events; true if another is to follow. */
static bool
one_call(struct thread *t, struct drcontext *c)
{
    int number = (int)os_app_syscall_number(&t->mc);
    uintptr_t place = (uintptr_t)t->next;
    bool is_wanted, make = true;

    client_call_begin(c);
    is_wanted = is_asked_for(c, number);
    c->is_syscall_repeated = false;
    if (is_wanted && c->syscall_retry != place)
        make = raise_before(c, number);
    client_call_end(c);
    c->syscall_retry = 0;
    if (!make)
        return false;
    if (!carry_out(t)) {
        if ((uintptr_t)t->next < place && place - (uintptr_t)t->next <= 3)
            c->syscall_retry = place;
        return false;
    }
    if (!is_wanted)
        return false;
    client_call_begin(c);
    raise_after(c, number);
    client_call_end(c);
    return c->is_syscall_repeated;
}

void
client_events_syscall(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);

    if (c == NULL) {
        syscall_carry_out(t);
        return;
    }
    while (one_call(t, c))
        ;
}
