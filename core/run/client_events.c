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
#include "core/run/hooks.h"
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

void
client_start(struct thread *t)
{
    if (options.client_count == 0)
        return;
    arch_vector_init();
    drcontext_init();
    clients_load();
    /* The first thread's context exists before its event: dr_client_main may ask for it. */
    struct drcontext *c = make_context(t);
    void (*f)(void *);
    bool entered = arch_client_enter(t);
    clients_start();
    EVENT_FOR_EACH(thread_init, f)
        f(c);
    arch_client_leave(t, entered);
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
        if (drcontext_of(t) != NULL) {
            out[n++] = drcontext_of(t);
            t->slot[SLOT_client] = NULL;
        }
    }
    lock_release(&lock_threads);
    return n;
}

/* The other threads may still be running, but none begins or ends any more. */
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
    bool entered = arch_client_enter(t);
    while ((n = take_contexts(list)) != 0) {
        t->slot[SLOT_client] = own;
        for (unsigned i = 0; i < n; i++)
            EVENT_FOR_EACH(thread_exit, thread_exit)
                thread_exit(list[i]);
        if (n < MOST_AT_ONCE)
            break;
        t->slot[SLOT_client] = NULL;
    }
    t->slot[SLOT_client] = own;
    EVENT_FOR_EACH(exit, process_exit)
        process_exit();
    clients_exit();
    arch_client_leave(t, entered);
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
        if ((e->prot & OS_PROT_EXEC) != 0)
            modules_note_change();
        break;
    case EFFECT_PROTECT:
        if ((e->prot & OS_PROT_EXEC) != 0)
            modules_note_change();
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
client_deleted(struct thread *t, app_addr tag)
{
    void (*f)(void *, void *);
    if (!event_is_wanted(EVENT_delete))
        return;
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(delete, f)
        f(drcontext_of(t), (void *)(uintptr_t)tag);
    arch_client_leave(t, entered);
}

void
client_after_call(struct thread *t, uintptr_t cache_pc)
{
    UNUSED(t);
    UNUSED(cache_pc);
}

/* Registers by hardware number, as dr_mcontext_t has them. */
static void
to_client(const struct mcontext *mc, dr_mcontext_t *out)
{
    reg_t *const places[] = { &out->xax, &out->xcx, &out->xdx, &out->xbx, &out->xsp, &out->xbp,
                              &out->xsi, &out->xdi, &out->r8,  &out->r9,  &out->r10, &out->r11,
                              &out->r12, &out->r13, &out->r14, &out->r15 };
    out->size = sizeof(*out);
    out->flags = (dr_mcontext_flags_t)(DR_MC_INTEGER | DR_MC_CONTROL);
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        *places[i] = mc->reg[i];
    out->xflags = mc->flags;
    out->pc = (byte *)mc->pc;
}

static void
from_client(const dr_mcontext_t *in, struct mcontext *mc)
{
    const reg_t *const places[] = { &in->xax, &in->xcx, &in->xdx, &in->xbx, &in->xsp, &in->xbp,
                                    &in->xsi, &in->xdi, &in->r8,  &in->r9,  &in->r10, &in->r11,
                                    &in->r12, &in->r13, &in->r14, &in->r15 };
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        mc->reg[i] = *places[i];
    mc->flags = in->xflags;
    mc->pc = (uintptr_t)in->pc;
}

void
client_kernel_xfer(struct thread *t, dr_kernel_xfer_type_t type, const struct mcontext *from, int sig)
{
    void (*f)(void *, const dr_kernel_xfer_info_t *);
    if (!event_is_wanted(EVENT_kernel_xfer))
        return;
    dr_mcontext_t *source = heap_alloc(sizeof(*source));
    dr_kernel_xfer_info_t info = { .type = type,
                                   .source_mcontext = from == NULL ? NULL : source,
                                   .target_pc = (app_pc)(uintptr_t)t->next,
                                   .target_xsp = t->mc.reg[REG_SP],
                                   .sig = sig };
    if (from != NULL)
        to_client(from, source);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(kernel_xfer, f)
        f(drcontext_of(t), &info);
    arch_client_leave(t, entered);
    heap_free(source, sizeof(*source));
}

dr_signal_action_t
client_signal(struct thread *t, dr_siginfo_t *info)
{
    dr_signal_action_t (*f)(void *, dr_siginfo_t *);
    dr_signal_action_t action = DR_SIGNAL_DELIVER;
    if (!event_is_wanted(EVENT_signal))
        return action;
    info->drcontext = drcontext_of(t);
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(signal, f) {
        action = f(drcontext_of(t), info);
        if (action != DR_SIGNAL_DELIVER)
            break; /* the first one that wants something else decides */
    }
    arch_client_leave(t, entered);
    return action;
}

/* Everything that the two events need; too large for a signal stack. */
struct restoring {
    dr_mcontext_t mc, raw;
    dr_restore_state_info_t info;
};

bool
client_restore_state(struct thread *t, const struct fragment *f, struct mcontext *mc,
                     const struct mcontext *raw)
{
    void (*plain)(void *, void *, dr_mcontext_t *, bool, bool);
    bool (*ex)(void *, bool, dr_restore_state_info_t *);
    bool done = true;
    if (!event_is_wanted(EVENT_restore_state) && !event_is_wanted(EVENT_restore_state_ex))
        return true;
    struct restoring *r = heap_zalloc(sizeof(*r));
    void *tag = (void *)(uintptr_t)f->tag;
    to_client(mc, &r->mc);
    to_client(raw, &r->raw);
    r->info = (dr_restore_state_info_t){ &r->mc, true, &r->raw,
                                         { .tag = tag, .cache_start_pc = f->start,
                                           .app_code_consistent = true } };
    bool entered = arch_client_enter(t);
    EVENT_FOR_EACH(restore_state, plain)
        plain(drcontext_of(t), tag, &r->mc, true, true);
    EVENT_FOR_EACH(restore_state_ex, ex)
        done &= ex(drcontext_of(t), true, &r->info);
    arch_client_leave(t, entered);
    from_client(&r->mc, mc);
    heap_free(r, sizeof(*r));
    return done;
}
