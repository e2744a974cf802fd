/* core/run/windows/threads.c - threads that the kernel begins, its callbacks, and where else it leads them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/arch.h"
#include "core/rt/heap.h"
#include "core/run/client_events.h"
#include "core/run/hooks.h"
#include "core/run/map_effects.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "os/app_thread.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/base/log.h"

/* Code outside of images may be another process's, which has made the thread as well. */
static void
look_at_code(struct thread *t)
{
    uintptr_t start, end;
    if (os_app_thread_code(&t->mc, &start, &end))
        map_effects_changed_outside(t, start, end);
}

/* From the thread's own stack, which nothing stands on yet, to the dispatcher: there is little of that stack
 * yet, so clients are told on the runtime's. */
void
signal_thread_begins(const struct mcontext *mc)
{
    struct process *p = process_main();
    struct thread *t = process_thread_create(p);
    if (t == NULL || !signal_thread_create(t, NULL, NULL))
        FATAL("out of memory: no stack for a new thread");
    ATOMIC_ADD(&p->threads, 1);
    t->mc = *mc;
    t->next = (app_addr)mc->pc;
    thread_enlist(t);
    thread_attach(t);
    signal_thread_start(t);
    LOG(THREADS, 1, "thread %zu begins\n", t->tid);
    look_at_code(t);
    t->is_new = true;
    arch_call_again();
}

/* What a call needs to go on with after a callback. */
struct kept {
    struct kept *outer;
    struct mcontext mc;
    app_addr next;
    uint32_t place;
};

void
signal_callback_begins(const struct mcontext *mc)
{
    struct thread *t = thread_self();
    struct kept *k = heap_alloc(sizeof(*k));
    *k = (struct kept){ t->slot[SLOT_callback], t->mc, t->next, t->place };
    stop_leave_safe(t);
    k->mc.pc = (uintptr_t)t->next;
    t->slot[SLOT_callback] = k;
    t->mc = *mc;
    t->next = (app_addr)mc->pc;
    client_kernel_xfer(t, DR_XFER_CALLBACK_DISPATCHER, &k->mc, 0);
    arch_upcalls.again(t);
}

void
signal_callback_ends(void)
{
    struct thread *t = thread_self();
    struct kept *k = t->slot[SLOT_callback];
    struct mcontext before = t->mc;
    before.pc = (uintptr_t)t->next;
    t->slot[SLOT_callback] = k->outer;
    t->mc = k->mc;
    t->next = k->next;
    client_kernel_xfer(t, DR_XFER_CALLBACK_RETURN, &before, 0);
    t->place = k->place;
    heap_free(k, sizeof(*k));
}

/* signal_moved has been told. */
void
signal_resumed(struct thread *t, const struct mcontext *before)
{
    UNUSED(t);
    UNUSED(before);
}

static const dr_kernel_xfer_type_t moves[] = {
    [OS_MOVE_APC] = DR_XFER_APC_DISPATCHER,
    [OS_MOVE_EXCEPTION] = DR_XFER_EXCEPTION_DISPATCHER,
    [OS_MOVE_RAISE] = DR_XFER_RAISE_DISPATCHER,
    [OS_MOVE_CONTINUE] = DR_XFER_CONTINUE,
    [OS_MOVE_SET] = DR_XFER_SET_CONTEXT_THREAD,
};

void
signal_moved(enum os_move why, const struct mcontext *before, const struct mcontext *mc)
{
    struct thread *t = thread_self();
    t->next = (app_addr)mc->pc;
    client_kernel_xfer(t, moves[why], before, 0);
}
