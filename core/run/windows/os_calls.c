/* core/run/windows/os_calls.c - calls that end other threads.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread that is ended in the middle of the runtime would keep its locks: so all of them are taken
 * before the kernel is asked.
 */
#include "core/run/os_calls.h"
#include "core/rt/lock.h"
#include "os/base/atomic.h"

static void
run_alone(struct thread *t)
{
    uintptr_t no_stop = 0;
    lock_acquire_all();
    t->place = PLACE_SAFE;
    os_app_syscall_run(&t->mc, &no_stop);
    t->place = PLACE_RUNTIME;
    lock_release_all(false);
}

bool
os_calls_carry_out(struct thread *t, const struct effect *e)
{
    switch (e->kind) {
    case EFFECT_THREAD_KILL:
    case EFFECT_KILL_OTHERS: run_alone(t); return true;
    default: return false;
    }
}
