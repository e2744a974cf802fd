/* core/run/syscall.c - carrying out the application's system calls and their effects.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/syscall.h"
#include "core/rt/stats.h"
#include "core/run/client_events.h"
#include "core/run/exit.h"
#include "core/run/map_effects.h"
#include "core/run/os_calls.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "os/app_syscall.h"
#include "os/base/log.h"

/* The application is where it was before the instruction: something has to be delivered first,
 * and then the instruction runs again. */
static void
rewind_syscall(struct thread *t, const struct mcontext *before)
{
    t->mc = *before;
    t->next -= os_app_syscall_length((uintptr_t)t->next);
}

/* Calls about signals.  False: it is none. */
static bool
carry_out_signal(struct thread *t, const struct mcontext *before)
{
    switch (os_events_syscall(signal_events(t), &t->mc)) {
    case OS_OWN_NOT_MINE: return false;
    case OS_OWN_DONE: return true;
    case OS_OWN_RESUME:
        t->next = (app_addr)t->mc.pc;
        signal_resumed(t, before);
        return true;
    case OS_OWN_STOPPED: rewind_syscall(t, before); return true;
    }
    return false;
}

/* Calls that take more than the kernel.  False: the normal way. */
static bool
carry_out_here(struct thread *t, const struct effect *e, const struct mcontext *before)
{
    const struct app_syscall_self self = { &t->tls[TLS_APP_SEG], &t->tls[TLS_RSEQ],
                                           t->process->is_guest };
    switch (e->kind) {
    case EFFECT_THREAD_EXIT: exit_thread(t);
    case EFFECT_PROCESS_EXIT: exit_process(t);
    case EFFECT_OWN:
        return carry_out_signal(t, before) || os_app_syscall_own(&t->mc, &self);
    default: return os_calls_carry_out(t, e);
    }
}

/* Whether the call failed as it could not write to pages that are guarded: they are open now. */
static bool
was_refused(const struct thread *t, const struct mcontext *before)
{
    return os_app_syscall_refused(os_app_syscall_result(&t->mc)) && map_effects_open_refused(before);
}

/* The kernel carries it out.  From here on the thread knows nothing of the code cache. */
static bool
run_once(struct thread *t, struct effect *e)
{
    __atomic_store_n(&t->place, PLACE_SAFE, __ATOMIC_RELEASE);
    bool ran = map_effects_has(e) ? map_effects_run(t, e)
                                  : os_app_syscall_run(&t->mc, &t->tls[TLS_PENDING]);
    stop_leave_safe(t);
    return ran;
}

/* Other threads may close pages again before the kernel comes to them. */
static bool
run(struct thread *t, struct effect *e)
{
    enum { MOST_TRIES = 4 };
    const struct mcontext before = t->mc;
    bool ran = run_once(t, e);
    for (int i = 1; ran && i < MOST_TRIES && was_refused(t, &before); i++) {
        t->mc = before;
        ran = run_once(t, e);
    }
    if (ran && os_app_syscall_goes_on(os_app_syscall_result(&t->mc)))
        map_effects_expose_buffers(&before);
    return ran;
}

static void
carry_out(struct thread *t)
{
    struct effect e;
    struct mcontext *mc = &t->mc;
    mc->pc = (uintptr_t)t->next;
    const struct mcontext before = *mc;
    if (t->tls[TLS_PENDING] != 0) {
        rewind_syscall(t, &before);
        return;
    }
    STATS_INC(syscalls);
    LOG(SYSCALLS, 2, "system call %zu\n", mc->reg[REG_AX]);
    os_events_no_trap(signal_events(t));
    os_app_syscall_effect(mc, &e);
    mc->reg[REG_CX] = (uintptr_t)t->next; /* as the instruction leaves them */
    mc->reg[11] = mc->flags;
    if (!map_effects_has(&e) || e.writes_back)
        map_effects_open_buffers(mc);
    if (carry_out_here(t, &e, &before))
        return;
    client_about_to_map(t, &e);
    if (!run(t, &e) || os_events_spurious_end(signal_events(t), mc))
        rewind_syscall(t, &before);
}

void
syscall_carry_out(struct thread *t)
{
    bool again = true;
    while (again) {
        app_addr next = t->next;
        int number = (int)os_app_syscall_number(&t->mc);
        if (t->tls[TLS_PENDING] == 0 && !client_pre_syscall(t))
            return;
        carry_out(t);
        /* A call that ends elsewhere, or that has to be begun anew, has no result. */
        again = t->next == next && client_post_syscall(t, number);
    }
}

/* Whatever waits for the dispatcher is not what this call waits for. */
static void
run_in_any_case(struct thread *t)
{
    struct effect e;
    uintptr_t no_stop = 0;
    os_app_syscall_effect(&t->mc, &e);
    if (!map_effects_has(&e)) {
        map_effects_open_buffers(&t->mc);
        os_app_syscall_run(&t->mc, &no_stop);
        return;
    }
    do
        t->tls[TLS_PENDING] = 0;
    while (!map_effects_run(t, &e));
    t->tls[TLS_PENDING] = 1; /* the dispatcher looks whether anything is there */
}

uintptr_t
syscall_invoke(struct thread *t, uintptr_t number, const uintptr_t *params)
{
    struct mcontext saved = t->mc;
    os_app_syscall_set_number(&t->mc, number);
    os_app_syscall_room(&t->mc);
    for (unsigned i = 0; i < OS_SYSCALL_PARAMS; i++)
        os_app_syscall_set_param(&t->mc, i, params[i]);
    run_in_any_case(t);
    uintptr_t result = os_app_syscall_result(&t->mc);
    t->mc = saved;
    return result;
}
