/* core/run/windows/os_calls.c - calls about other threads.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread that is suspended or ended in the middle of the runtime would keep its locks: so all of
 * them are taken before the kernel is asked.
 */
#include "core/run/os_calls.h"
#include "core/rt/lock.h"
#include "core/rt/options.h"
#include "core/run/hooks.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "os/app_child.h"
#include "os/app_thread.h"
#include "os/base/atomic.h"
#include "os/base/log.h"

enum { PATIENCE_NS = 300 * 1000 * 1000 };

/* Locks: caller holds lock_threads, or all */
static struct thread *
find(uintptr_t tid)
{
    struct thread *t = thread_list;
    while (t != NULL && (tid == 0 || t->tid != tid))
        t = t->list_next;
    return t;
}

/* The thread is no more: nobody may look at its slots. */
static void
bury(struct thread *t)
{
    t->tls = t->page;
    t->place = PLACE_SAFE;
    event_thread_ends(t);
    t->is_dying = 1;
    ATOMIC_SUB(&t->process->threads, 1);
    thread_detach(t);
    signal_thread_exit(t);
    process_thread_destroy(t);
}

/* No other thread holds a lock of the runtime's. */
static void
hold_threads(void)
{
    lock_acquire_all();
    os_app_threads_hold();
}

static void
let_threads_go(void)
{
    os_app_threads_let_go();
    lock_release_all(false);
}

/* The other one is at rest meanwhile, if it comes to that: its state is complete, and client code
 * in it holds no lock of the client's. */
static void
about_thread(struct thread *t, bool kills)
{
    uintptr_t tid = os_app_thread_of_call(&t->mc);
    if (os_app_thread_is_outside(&t->mc)) {
        t->place = PLACE_SAFE;
        os_app_thread_call_outside(&t->mc);
        stop_leave_safe(t);
        return;
    }
    stop_one(t, tid, PATIENCE_NS);
    hold_threads();
    struct thread *other = find(tid);
    t->place = PLACE_SAFE;
    os_app_thread_call(&t->mc, other == NULL ? NULL : signal_events(other), other);
    t->place = PLACE_RUNTIME;
    let_threads_go();
    stop_resume();
    if (kills && other != NULL && !os_app_syscall_failed(t->mc.reg[REG_AX]))
        bury(other);
}

/* The process is about to end: the others are left in the list, for the clients' last events.  None
 * of them is ended while it stops others, which nobody could do any more. */
static void
kill_others(struct thread *t)
{
    uintptr_t no_stop = 0;
    stop_one(t, 0, 0);
    hold_threads();
    t->place = PLACE_SAFE;
    os_app_syscall_run(&t->mc, &no_stop);
    t->place = PLACE_RUNTIME;
    for (struct thread *o = thread_list; o != NULL; o = o->list_next) {
        if (o != t)
            thread_lost(o);
    }
    let_threads_go();
    stop_resume();
}

static void
note(const char *why)
{
    LOG(TOP, 1, "a process runs without the runtime: %s\n", why);
    UNUSED(why);
}

static void
make_child(struct thread *t)
{
    const struct app_child_plan plan = { options.follow_children, (const char *const *)options.raw,
                                         (unsigned)options.raw_count, note };
    t->place = PLACE_SAFE;
    os_app_child_create(&t->mc, &plan);
    t->place = PLACE_RUNTIME;
}

bool
os_calls_carry_out(struct thread *t, const struct effect *e)
{
    switch (e->kind) {
    case EFFECT_THREAD_KILL: about_thread(t, true); return true;
    case EFFECT_THREAD_OTHER: about_thread(t, false); return true;
    case EFFECT_KILL_OTHERS: kill_others(t); return true;
    case EFFECT_CHILD: make_child(t); return true;
    default: return false;
    }
}
