/* core/api/lock.c - locks for clients. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Their ranks are the clients' business: nothing of the runtime is locked while one is waited for,
 * since events are raised with no lock held.
 */
#include "core/rt/lock.h"

#include "core/rt/heap.h"
#include "core/rt/thread.h"
#include "core/run/stop.h"
#include "dr_tools.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/sync.h"
#include "os/thread.h"

/* `state` is 0 when free, 1 when held, 2 when held and waited for. */
struct mutex {
    volatile uint32_t state;
    uint32_t depth; /* of a recursive one */
    volatile uintptr_t owner;
};

static uintptr_t
my_id(void)
{
    struct thread *t = thread_self();

    return t != NULL ? t->tid : os_thread_id();
}

static bool
mutex_try(struct mutex *m)
{
    uint32_t expected = 0;

    if (!ATOMIC_CAS(&m->state, &expected, 1))
        return false;
    m->owner = my_id();
    return true;
}

static void
mutex_lock(struct mutex *m)
{
    for (int i = 0; i < 100; i++) {
        if (m->state == 0 && mutex_try(m))
            return;
        cpu_relax();
    }
    while (ATOMIC_XCHG(&m->state, 2) != 0)
        os_sync_wait(&m->state, 2, -1);
    m->owner = my_id();
}

static void
mutex_unlock(struct mutex *m)
{
    m->owner = 0;
    if (ATOMIC_XCHG(&m->state, 0) == 2)
        os_sync_wake(&m->state, 1);
}

static bool
mutex_is_mine(const struct mutex *m)
{
    return m->owner == my_id();
}

DR_API void *
dr_mutex_create(void)
{
    return heap_zalloc(sizeof(struct mutex));
}

DR_API void
dr_mutex_destroy(void *mutex)
{
    heap_free(mutex, sizeof(struct mutex));
}

DR_API void
dr_mutex_lock(void *mutex)
{
    mutex_lock(mutex);
}

DR_API void
dr_mutex_unlock(void *mutex)
{
    ASSERT(1, mutex_is_mine(mutex));
    mutex_unlock(mutex);
}

DR_API bool
dr_mutex_trylock(void *mutex)
{
    return mutex_try(mutex);
}

DR_API bool
dr_mutex_self_owns(void *mutex)
{
    return mutex_is_mine(mutex);
}

DR_API bool
dr_mutex_mark_as_app(void *mutex)
{
    return mutex != NULL;
}

/* ---- recursive ---- */

DR_API void *
dr_recurlock_create(void)
{
    return heap_zalloc(sizeof(struct mutex));
}

DR_API void
dr_recurlock_destroy(void *reclock)
{
    heap_free(reclock, sizeof(struct mutex));
}

DR_API void
dr_recurlock_lock(void *reclock)
{
    struct mutex *m = reclock;

    if (!mutex_is_mine(m))
        mutex_lock(m);
    m->depth++;
}

DR_API void
dr_app_recurlock_lock(void *reclock, dr_mcontext_t *mc)
{
    UNUSED(mc);
    dr_recurlock_lock(reclock);
}

DR_API void
dr_recurlock_unlock(void *reclock)
{
    struct mutex *m = reclock;

    ASSERT(1, mutex_is_mine(m) && m->depth > 0);
    if (--m->depth == 0)
        mutex_unlock(m);
}

DR_API bool
dr_recurlock_trylock(void *reclock)
{
    struct mutex *m = reclock;

    if (!mutex_is_mine(m) && !mutex_try(m))
        return false;
    m->depth++;
    return true;
}

DR_API bool
dr_recurlock_self_owns(void *reclock)
{
    return mutex_is_mine(reclock);
}

DR_API bool
dr_recurlock_mark_as_app(void *reclock)
{
    return reclock != NULL;
}

/* ---- readers and writers ----
 * `readers` counts them, with WRITER set while there is one; whoever cannot go on waits for the word
 * to change. A writer that waits keeps new readers out, so that it is not starved. */

enum { WRITER = 0x80000000 };

struct rwlock {
    volatile uint32_t readers;
    volatile uint32_t writers_waiting;
    volatile uintptr_t owner;
};

DR_API void *
dr_rwlock_create(void)
{
    return heap_zalloc(sizeof(struct rwlock));
}

DR_API void
dr_rwlock_destroy(void *rwlock)
{
    heap_free(rwlock, sizeof(struct rwlock));
}

DR_API void
dr_rwlock_read_lock(void *rwlock)
{
    struct rwlock *l = rwlock;

    for (;;) {
        uint32_t now = ATOMIC_LOAD(&l->readers);
        if ((now & WRITER) != 0) {
            os_sync_wait(&l->readers, now, -1);
        } else if (ATOMIC_LOAD(&l->writers_waiting) != 0) {
            os_sync_wait(&l->readers, now, 1); /* the writer may be gone without a change */
            if (ATOMIC_LOAD(&l->readers) == now && ATOMIC_CAS(&l->readers, &now, now + 1))
                return;
        } else if (ATOMIC_CAS(&l->readers, &now, now + 1)) {
            return;
        }
    }
}

DR_API void
dr_rwlock_read_unlock(void *rwlock)
{
    struct rwlock *l = rwlock;

    ASSERT(1, (l->readers & ~(uint32_t)WRITER) != 0);
    if (ATOMIC_SUB(&l->readers, 1) == 1)
        os_sync_wake(&l->readers, INT32_MAX);
}

DR_API bool
dr_rwlock_write_trylock(void *rwlock)
{
    struct rwlock *l = rwlock;
    uint32_t expected = 0;

    if (!ATOMIC_CAS(&l->readers, &expected, (uint32_t)WRITER))
        return false;
    l->owner = my_id();
    return true;
}

DR_API void
dr_rwlock_write_lock(void *rwlock)
{
    struct rwlock *l = rwlock;

    if (dr_rwlock_write_trylock(l))
        return;
    ATOMIC_ADD(&l->writers_waiting, 1);
    while (!dr_rwlock_write_trylock(l)) {
        uint32_t now = ATOMIC_LOAD(&l->readers);
        if (now != 0)
            os_sync_wait(&l->readers, now, -1);
    }
    ATOMIC_SUB(&l->writers_waiting, 1);
}

DR_API void
dr_rwlock_write_unlock(void *rwlock)
{
    struct rwlock *l = rwlock;

    l->owner = 0;
    ATOMIC_AND(&l->readers, ~(uint32_t)WRITER);
    os_sync_wake(&l->readers, INT32_MAX);
}

DR_API bool
dr_rwlock_self_owns_write_lock(void *rwlock)
{
    return ((struct rwlock *)rwlock)->owner == my_id();
}

DR_API bool
dr_rwlock_mark_as_app(void *rwlock)
{
    return rwlock != NULL;
}

/* ---- events: `word` is 1 when signalled; the thread that turns it to 0 goes on ---- */

struct wait_event {
    volatile uint32_t word;
};

DR_API void *
dr_event_create(void)
{
    return heap_zalloc(sizeof(struct wait_event));
}

DR_API bool
dr_event_destroy(void *event)
{
    heap_free(event, sizeof(struct wait_event));
    return true;
}

DR_API bool
dr_event_wait(void *event)
{
    struct wait_event *e = event;
    uint32_t expected = 1;

    struct thread *t = thread_self();

    while (!ATOMIC_CAS(&e->word, &expected, 0)) {
        stop_wait_begins(t);
        os_sync_wait(&e->word, 0, -1);
        stop_wait_ends(t);
        expected = 1;
    }
    return true;
}

DR_API bool
dr_event_signal(void *event)
{
    struct wait_event *e = event;

    ATOMIC_STORE_SEQ(&e->word, 1);
    os_sync_wake(&e->word, 1);
    return true;
}

DR_API bool
dr_event_reset(void *event)
{
    ATOMIC_STORE_SEQ(&((struct wait_event *)event)->word, 0);
    return true;
}

/* ---- atomic numbers ---- */

DR_API int
dr_atomic_add32_return_sum(volatile int *dest, int val)
{
    return ATOMIC_ADD(dest, val) + val;
}

DR_API int
dr_atomic_load32(volatile int *src)
{
    return ATOMIC_LOAD(src);
}

DR_API void
dr_atomic_store32(volatile int *dest, int val)
{
    ATOMIC_STORE_SEQ(dest, val);
}

#if UINTPTR_MAX > 0xffffffffu
DR_API int64
dr_atomic_add64_return_sum(volatile int64 *dest, int64 val)
{
    return ATOMIC_ADD(dest, val) + val;
}

DR_API int64
dr_atomic_load64(volatile int64 *src)
{
    return ATOMIC_LOAD(src);
}

DR_API void
dr_atomic_store64(volatile int64 *dest, int64 val)
{
    ATOMIC_STORE_SEQ(dest, val);
}
#endif
