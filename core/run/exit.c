/* core/run/exit.c - the end of threads and of the process.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread ends on its runtime stack, with its page in the segment register.  It blocks signals,
 * leaves the list, frees its structure, and goes to a few instructions that unmap the stack and
 * call exit without touching memory (os_app_exit).  Nobody has to clean up after it.
 */
#include "core/run/exit.h"
#include "core/build/builder.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "core/run/client_thread.h"
#include "core/run/hooks.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "os/app_process.h"
#include "os/app_syscall.h"
#include "os/base/atomic.h"
#include "os/base/log.h"
#include "os/process.h"
#include "os/thread.h"

void
process_about_to_exit(struct thread *t)
{
    if (t->process->is_guest)
        return;
    if (ATOMIC_XCHG(&t->process->exiting, 1) != 0) {
        t->place = PLACE_SAFE;
        for (;;)
            os_thread_sleep(1000000);
    }
    event_process_ends(t);
    if (options.stats) {
        stats_print();
        builder_report();
    }
}

/* The thread's last steps, with the system call in its registers. */
static _Noreturn void
leave(struct thread *t)
{
    struct mcontext mc = t->mc;
    uintptr_t stack = t->stack_base;
    size_t size = t->stack_size;
    LOG(THREADS, 1, "thread %zu ends\n", t->tid);
    event_thread_ends(t);
    os_interrupts_block();
    t->is_dying = 1;
    t->place = PLACE_SAFE;
    bool is_kept = t->is_kept;
    thread_detach(t); /* frees nothing; but a kept thread's parent may free it any time after exit */
    if (is_kept)
        os_app_exit(&mc, 0, 0);
    signal_thread_exit(t);
    process_thread_release(t);
    os_app_exit(&mc, stack, size);
}

_Noreturn void
exit_thread(struct thread *t)
{
    bool is_last = ATOMIC_SUB(&t->process->threads, 1) == 1;
    if (is_last && (client_threads_any() || os_app_is_last_thread())) {
        process_about_to_exit(t);
        if (client_threads_any() && !t->process->is_guest)
            os_process_exit((int)os_app_syscall_param(&t->mc, 0));
    }
    leave(t);
}

_Noreturn void
exit_process(struct thread *t)
{
    if (t->process->is_guest && ATOMIC_LOAD(&t->process->threads) == 1)
        exit_thread(t);
    process_about_to_exit(t);
    os_interrupts_block();
    os_app_exit(&t->mc, 0, 0);
}

_Noreturn void
exit_as_asked(struct thread *t)
{
    process_about_to_exit(t);
    os_process_exit(0);
}
