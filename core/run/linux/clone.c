/* core/run/linux/clone.c - clone, fork and vfork of the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A child that shares our memory, be it a thread, a vfork child or a process of its own, gets a
 * thread structure with a runtime stack before the kernel is asked; it comes to life in begin()
 * on that stack.  A child with a copy of the memory goes on with the copy of its parent's.
 *
 * Signals are blocked from before the call until each side knows its thread's page: a child begins
 * with its parent's page, which would let a handler in the child work on the parent's state.  Both
 * sides get back the mask that the parent had, as natively.
 *
 * A waiting parent (vfork) finds its child gone, by execve, exit or a signal: it frees the child's
 * structure, so the child never does.  Between fork and exec, a child killed from outside in the
 * middle of the dispatcher leaves its locks taken; that is the price of really sharing memory,
 * which posix_spawn and others rely on.
 */
#include "core/run/linux/clone.h"
#include "core/arch.h"
#include "core/rt/lock.h"
#include "core/run/client_thread.h"
#include "core/run/errand.h"
#include "core/run/hooks.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "os/app_process.h"
#include "os/app_syscall.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/base/log.h"
#include "os/process.h"
#include "os/tls.h"

enum { CODE_NO_MEMORY = -12 };

/* Where a child that shares memory begins. */
static void
begin(void *arg)
{
    struct thread *t = arg;
    os_tls_set(t);
    if (t->process->id == 0)
        t->process->id = os_process_id();
    thread_attach(t);
    stop_leave_safe(t);
    signal_thread_start(t);
    LOG(THREADS, 1, "thread %zu begins in process %zu\n", t->tid, t->process->id);
    event_thread_begins(t);
    arch_upcalls.again(t);
    ASSERT_NOT_REACHED();
}

static struct thread *
make_child(struct thread *t, const struct app_clone *c)
{
    struct process *p = c->is_thread ? t->process : process_new_guest();
    struct thread *child = process_thread_create(p);
    if (child == NULL)
        return NULL;
    child->mc = t->mc;
    child->mc.reg[REG_AX] = 0;
    if (c->sp != 0)
        child->mc.reg[REG_SP] = c->sp;
    child->next = t->next;
    child->tls[TLS_APP_SEG] = t->tls[TLS_APP_SEG];
    child->app_selector = t->app_selector;
    child->is_kept = c->parent_waits;
    ATOMIC_ADD(&p->threads, 1);
    if (!signal_thread_create(child, t, c)) {
        ATOMIC_SUB(&p->threads, 1);
        process_thread_destroy(child);
        return NULL;
    }
    thread_enlist(child);
    return child;
}

/* The child was not born, or is gone while its parent waited. */
static void
bury(struct thread *child, bool was_born)
{
    if (!child->is_dying) { /* it was not born, was killed or has executed a program */
        ATOMIC_SUB(&child->process->threads, 1);
        if (child->exec != NULL)
            os_app_exec_clean(child->exec);
        if (was_born)
            event_thread_ends(child);
        thread_detach(child);
    }
    signal_thread_exit(child);
    process_thread_destroy(child);
}

static intptr_t
clone_sharing(struct thread *t, const struct app_clone *c)
{
    struct thread *child = make_child(t, c);
    if (child == NULL)
        return CODE_NO_MEMORY;
    const struct app_child start = { child->tls[TLS_RUNTIME_SP], begin, child };
    t->place = PLACE_SAFE;
    intptr_t result = os_app_clone_run(c, &start);
    stop_leave_safe(t);
    bool was_born = !os_app_syscall_failed((uintptr_t)result);
    if (!was_born || c->parent_waits)
        bury(child, was_born);
    return result;
}

static intptr_t
clone_copying(struct thread *t, const struct app_clone *c)
{
    lock_acquire_all();
    intptr_t result = os_app_clone_run(c, NULL);
    lock_release_all(result == 0);
    if (result != 0)
        return result;
    if (c->sp != 0)
        t->mc.reg[REG_SP] = c->sp;
    process_forked(t);
    stop_forked(t);
    errands_forked();
    client_threads_forked();
    signal_fork_child(t, c);
    return 0;
}

void
clone_carry_out(struct thread *t)
{
    struct app_clone c;
    intptr_t result = os_app_clone_read(&t->mc, &c);
    if (result == 0) {
        os_interrupts_block();
        result = c.shares_memory ? clone_sharing(t, &c) : clone_copying(t, &c);
        os_events_restore(signal_events(t));
    }
    t->mc.reg[REG_AX] = (uintptr_t)result;
    if (result == 0)
        event_forked(t);
}
