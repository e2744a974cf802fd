/* core/run/windows/client_thread.c - threads of clients.
 * SPDX-License-Identifier: Apache-2.0
 *
 * They end with the application's other threads, before the clients' exit events: the application's own
 * request to end all other threads means them too.  Timers of clients are Unix's.
 */
#include "core/run/client_thread.h"
#include "core/client/client.h"
#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "core/run/client_events.h"
#include "core/run/hooks.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "os/base/atomic.h"
#include "os/own_thread.h"
#include "os/thread.h"

static volatile uint32_t threads;

struct start {
    struct os_own_thread what;
    void (*fn)(void *arg);
    void *arg;
};

/* Whatever belongs to a thread is made by the thread itself: its slots are in its own block. */
static struct thread *
make_self(void)
{
    struct thread *t = process_thread_create(process_main());
    if (t == NULL)
        return NULL;
    if (!signal_thread_create(t, NULL, NULL)) {
        process_thread_destroy(t);
        return NULL;
    }
    t->is_client = true;
    thread_attach(t);
    t->place = PLACE_SAFE;
    signal_thread_start(t);
    drcontext_create(t);
    thread_enlist(t);
    return t;
}

static void
unmake_self(struct thread *t)
{
    t->is_dying = 1;
    thread_detach(t);
    drcontext_destroy(t);
    signal_thread_exit(t);
    process_thread_destroy(t);
}

static void
begin(void *arg)
{
    struct start s = *(struct start *)arg;
    heap_free(arg, sizeof(s));
    struct thread *t = make_self();
    if (t != NULL) {
        s.fn(s.arg);
        unmake_self(t);
    }
    ATOMIC_SUB(&threads, 1);
}

bool
client_thread_create(struct thread *t, void (*fn)(void *arg), void *arg)
{
    struct start *s = heap_alloc(sizeof(*s));
    UNUSED(t);
    *s = (struct start){ { begin, s }, fn, arg };
    ATOMIC_ADD(&threads, 1);
    if (os_own_thread_create(&s->what))
        return true;
    ATOMIC_SUB(&threads, 1);
    heap_free(s, sizeof(*s));
    return false;
}

/* On the thread that has brought it, which is like one of the client's: the application's may all wait. */
bool
client_nudge_arrived(uint32_t client, uint64_t argument)
{
    ATOMIC_ADD(&threads, 1);
    while (!client_has_started())
        os_thread_sleep(1000);
    struct thread *t = client_get(client) == NULL ? NULL : make_self();
    if (t != NULL) {
        t->is_nudge = true;
        client_nudge(t, client, argument);
        unmake_self(t);
    }
    ATOMIC_SUB(&threads, 1);
    return t != NULL;
}

bool
client_threads_any(void)
{
    return ATOMIC_LOAD(&threads) != 0;
}

void
client_threads_forked(void)
{
}

bool
client_timer_set(struct thread *t, enum client_clock clock, unsigned ms, client_timer_fn fn)
{
    UNUSED(t);
    UNUSED(clock);
    UNUSED(ms);
    UNUSED(fn);
    return false;
}

unsigned
client_timer_get(enum client_clock clock)
{
    UNUSED(clock);
    return 0;
}

void
event_sampled(struct thread *t, const struct mcontext *mc)
{
    UNUSED(t);
    UNUSED(mc);
}
