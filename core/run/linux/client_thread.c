/* core/run/linux/client_thread.c - threads and timers of clients.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Timers do not use the kernel's: a signal for the whole process would go to some thread, perhaps
 * one that sleeps, and wake it each time.  A thread of ours measures the clocks and interrupts
 * those threads that run.
 */
#include "core/run/client_thread.h"
#include "core/run/errand.h"
#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/run/hooks.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "os/app_process.h"
#include "os/app_syscall.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/thread.h"
#include "os/time.h"
#include "os/tls.h"

/* ---- threads ---- */

/* What compiled code with a stack protector reads at the thread pointer. */
static uint8_t no_tls[1024] ALIGNED(64);

static volatile uint32_t threads;

struct start {
    struct thread *thread;
    void (*fn)(void *arg);
    void *arg;
};

static _Noreturn void
end(struct thread *t)
{
    uintptr_t stack = t->stack_base;
    size_t size = t->stack_size;
    os_interrupts_block();
    t->is_dying = 1;
    thread_detach(t);
    ATOMIC_SUB(&threads, 1);
    drcontext_destroy(t);
    signal_thread_exit(t);
    process_thread_release(t);
    os_thread_exit_own(stack, size);
}

static void
begin(void *arg)
{
    struct start s = *(struct start *)arg;
    struct thread *t = s.thread;
    heap_free(arg, sizeof(s));
    os_tls_set(t);
    thread_attach(t);
    t->place = PLACE_SAFE;
    os_tls_set_app_base((uintptr_t)no_tls + sizeof(no_tls) / 2);
    signal_thread_start(t);
    os_events_detach_thread();
    s.fn(s.arg);
    end(t);
}

static struct thread *
make(struct thread *t, const struct app_clone *c)
{
    struct thread *child = process_thread_create(t->process);
    if (child == NULL)
        return NULL;
    if (!signal_thread_create(child, t, c)) {
        process_thread_destroy(child);
        return NULL;
    }
    child->is_client = true;
    drcontext_create(child);
    thread_enlist(child);
    ATOMIC_ADD(&threads, 1);
    return child;
}

static void
discard(struct thread *child)
{
    ATOMIC_SUB(&threads, 1);
    thread_detach(child);
    drcontext_destroy(child);
    signal_thread_exit(child);
    process_thread_destroy(child);
}

bool
client_thread_create(struct thread *t, void (*fn)(void *arg), void *arg)
{
    struct app_clone c;
    os_app_clone_own(&c);
    struct thread *child = make(t, &c);
    if (child == NULL)
        return false;
    struct start *s = heap_alloc(sizeof(*s));
    *s = (struct start){ child, fn, arg };
    const struct app_child how = { child->tls[TLS_RUNTIME_SP], begin, s };
    uint64_t mask = os_interrupts_block();
    intptr_t result = os_app_clone_run(&c, &how);
    os_interrupts_restore(mask);
    if (!os_app_syscall_failed((uintptr_t)result))
        return true;
    heap_free(s, sizeof(*s));
    discard(child);
    return false;
}

bool
client_nudge_arrived(uint32_t client, uint64_t argument)
{
    return errand_nudge(client, argument);
}

bool
client_threads_any(void)
{
    return ATOMIC_LOAD(&threads) != 0;
}

/* ---- timers ---- */

static struct timer {
    volatile uint32_t ms; /* 0: off */
    client_timer_fn fn;
    uint64_t last; /* reading of its clock at the last call */
} timers[CLIENT_CLOCKS];

static volatile uint32_t has_timer_thread;
static volatile uint32_t due; /* bits of the timers that the interrupted threads call */

static uint64_t
read_clock(enum client_clock clock)
{
    return clock == CLIENT_CLOCK_REAL ? os_time_monotonic_ns() : os_time_process_ns();
}

static uint32_t
find_due(void)
{
    uint32_t found = 0;
    for (enum client_clock c = 0; c < CLIENT_CLOCKS; c++) {
        struct timer *timer = &timers[c];
        uint64_t ns = (uint64_t)ATOMIC_LOAD(&timer->ms) * 1000000, now = read_clock(c);
        if (ns == 0 || now - timer->last < ns)
            continue;
        timer->last = now - (now - timer->last) % ns;
        found |= 1u << c;
    }
    return found;
}

static void
interrupt_all(void)
{
    lock_acquire(&lock_threads);
    for (const struct thread *t = thread_list; t != NULL; t = t->list_next) {
        if (!t->is_client && !t->is_dying && t->tid != 0 && !t->process->is_guest &&
            ATOMIC_LOAD(&t->place) != PLACE_SAFE)
            os_events_sample(t->tid);
    }
    lock_release(&lock_threads);
}

static bool
is_any_on(void)
{
    bool on = false;
    for (enum client_clock c = 0; c < CLIENT_CLOCKS; c++)
        on |= ATOMIC_LOAD(&timers[c].ms) != 0;
    return on;
}

static void
keep_time(void *arg)
{
    enum { TICK_US = 500 };
    UNUSED(arg);
    do {
        while (is_any_on()) {
            os_thread_sleep(TICK_US);
            uint32_t found = find_due();
            ATOMIC_STORE_SEQ(&due, found);
            if (found != 0)
                interrupt_all();
        }
        ATOMIC_STORE_SEQ(&has_timer_thread, 0);
        /* One may have been switched on meanwhile by somebody who saw us. */
    } while (is_any_on() && ATOMIC_XCHG(&has_timer_thread, 1) == 0);
}

bool
client_timer_set(struct thread *t, enum client_clock clock, unsigned ms, client_timer_fn fn)
{
    struct timer *timer = &timers[clock];
    ATOMIC_STORE_SEQ(&timer->ms, 0);
    if (ms == 0)
        return true;
    timer->fn = fn;
    timer->last = read_clock(clock);
    ATOMIC_STORE_SEQ(&timer->ms, ms);
    if (ATOMIC_XCHG(&has_timer_thread, 1) != 0 || client_thread_create(t, keep_time, NULL))
        return true;
    has_timer_thread = 0;
    timer->ms = 0;
    return false;
}

unsigned
client_timer_get(enum client_clock clock)
{
    return timers[clock].ms;
}

void
event_sampled(struct thread *t, const struct mcontext *mc)
{
    uint32_t which = ATOMIC_LOAD(&due);
    for (enum client_clock c = 0; c < CLIENT_CLOCKS; c++) {
        if ((which >> c & 1) != 0 && ATOMIC_LOAD(&timers[c].ms) != 0)
            timers[c].fn(t, mc);
    }
}

void
client_threads_forked(void)
{
    threads = has_timer_thread = due = 0;
    for (enum client_clock c = 0; c < CLIENT_CLOCKS; c++)
        timers[c].ms = 0;
}
