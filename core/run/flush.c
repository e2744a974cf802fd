/* core/run/flush.c - taking fragments out of the code cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/flush.h"
#include "core/app/code_pages.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/cache/pages.h"
#include "core/cache/unit.h"
#include "core/rt/epoch.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "core/run/deleted.h"
#include "core/run/evict.h"
#include "core/run/stop.h"
#include "os/base/assert.h"
#include "os/base/types.h"
#include "os/thread.h"
#include "os/time.h"

/* With several threads, asking whether all of them have passed costs a walk over them: not more
 * often than each so many removals. */
enum { WORTH_ASKING = 64 };

/* So much that waits is worth the interruption of threads that have stayed in the cache, and so much
 * a pause that lets them run: on a busy machine they may not have had a processor for long. */
enum { WORTH_INTERRUPTING = 512, WORTH_PAUSING = 8192, PAUSE_NS = 10000000 };

static bool unit_turned_waste; /* guarded by lock_build */
static size_t worth_asking_at;  /* written under lock_build */
static size_t retired_units;    /* that are not given back yet; written under lock_build */
static uint64_t removals;       /* fragments that were put out of reach; guarded by lock_build */

uint64_t
flush_removals(void)
{
    return removals;
}

static bool
has_tag_in_table(const struct fragment *f)
{
    return (f->flags & (FRAGMENT_ONE_SHOT | FRAGMENT_LANDING_ONLY)) == 0;
}

static void
remove_landing(app_addr tag, uint8_t *ok, void *arg)
{
    const struct fragment *f = arg;
    UNUSED(ok);
    ibl_remove(tag, f->code, f->code_size);
}

static void
leave_tables(struct fragment *f)
{
    if ((f->flags & FRAGMENT_SUSPENDED) != 0)
        return;
    if (has_tag_in_table(f))
        fragment_take_out(f);
    fragment_visit_landings(f, remove_landing, f);
}

static void
free_fragment(void *p, size_t size)
{
    struct fragment *f = p;
    UNUSED(size);
    link_free_exits(f);
    fragment_empty(f);
    if (!unit_reuse(f) && unit_is_waste(f->unit))
        unit_turned_waste = true;
}

static void
forget_landing(app_addr tag, uint8_t *ok, void *arg)
{
    const struct fragment *f = arg;
    UNUSED(ok);
    ibl_forget_landing(tag, f->code, f->code_size);
}

static void
forget_landings(void *p, size_t size)
{
    struct fragment *f = p;
    fragment_visit_landings(f, forget_landing, f);
    epoch_defer(free_fragment, p, size);
}

void
flush_fragment(struct fragment *f)
{
    if ((f->flags & FRAGMENT_REMOVED) != 0)
        return;
    link_isolate(f);
    leave_tables(f);
    pages_remove(f);
    f->flags |= FRAGMENT_REMOVED;
    deleted_fragment(f);
    removals++;
    STATS_INC(flushed);
    /* The only thread there is stands in the runtime: no lookup is under way. */
    epoch_defer(thread_count == 1 ? free_fragment : forget_landings, f, 0);
}

static void
visit_flush(struct fragment *f, void *arg)
{
    UNUSED(arg);
    flush_fragment(f);
}

void
flush_range(uintptr_t start, uintptr_t end)
{
    if (!pages_any(start, end))
        return;
    STATS_INC(flushes);
    pages_visit(start, end, visit_flush, NULL);
}

static void
free_unit(void *p, size_t size)
{
    struct unit *u = p;
    UNUSED(size);
    for (size_t i = 0; i < u->fragment_count; i++) {
        struct fragment *f = u->fragments[i];
        for (unsigned k = 0; k < f->exit_count; k++)
            exit_free(fragment_exits(f)[k]);
    }
    unit_free(u);
    retired_units--;
}

static void
forget_unit(void *p, size_t size)
{
    unit_forget(p);
    epoch_defer(free_unit, p, size);
}

static void
forget_unit_landings(void *p, size_t size)
{
    const struct unit *u = p;
    ibl_forget_landings(u->base, (size_t)(u->end - u->base));
    epoch_defer(forget_unit, p, size);
}

static void
retire(struct unit *u)
{
    unit_retire(u);
    retired_units++;
    epoch_defer(forget_unit_landings, u, 0);
}

/* The live fragments of u move elsewhere by being made anew. */
static void
retire_if(struct unit *u, void *arg)
{
    bool (*const *wanted)(const struct unit *u) = arg;
    if (!(*wanted)(u))
        return;
    for (size_t i = 0; i < u->fragment_count; i++)
        flush_fragment(u->fragments[i]);
    retire(u);
}

static void
retire_all_that(bool (*wanted)(const struct unit *u))
{
    unit_iterate(retire_if, &wanted);
}

void
flush_full_units(void)
{
    STATS_INC(cache_full);
    retire_all_that(unit_is_full);
}

/* With one thread nobody is in the cache, and links need not be undone one by one. */
static void
retire_any(struct unit *u, void *arg)
{
    UNUSED(arg);
    if (u->retired)
        return;
    for (size_t i = 0; i < u->fragment_count; i++) {
        struct fragment *f = u->fragments[i];
        if ((f->flags & FRAGMENT_REMOVED) == 0 && thread_count > 1)
            link_isolate(f);
        f->first_in = 0;
    }
    retire(u);
}

static void
mark_removed(struct unit *u, void *arg)
{
    UNUSED(arg);
    for (size_t i = 0; i < u->fragment_count; i++) {
        struct fragment *f = u->fragments[i];
        if ((f->flags & FRAGMENT_REMOVED) == 0)
            deleted_fragment(f);
        f->flags |= FRAGMENT_REMOVED;
    }
}

static void
close_page(struct code_page *p, void *arg)
{
    UNUSED(arg);
    code_pages_drop_copy(p);
    if (p->state == CODE_PAGE_OPEN)
        code_pages_set(p, CODE_PAGE_NONE);
}

void
flush_all(void)
{
    STATS_INC(cache_full);
    unit_iterate(retire_any, NULL);
    unit_iterate(mark_removed, NULL);
    fragment_table_clear();
    ibl_clear();
    pages_clear();
    code_pages_visit(0, UINTPTR_MAX, close_page, NULL);
}

void
flush_suspend(struct fragment *f)
{
    if ((f->flags & (FRAGMENT_SUSPENDED | FRAGMENT_REMOVED)) != 0)
        return;
    link_cut_entries(f);
    leave_tables(f);
    f->flags |= FRAGMENT_SUSPENDED;
    removals++;
}

static void
add_landing(app_addr tag, uint8_t *ok, void *arg)
{
    UNUSED(arg);
    if (ibl_find(tag) == NULL)
        ibl_add(tag, ok);
}

void
flush_revive(struct fragment *f)
{
    if ((f->flags & (FRAGMENT_SUSPENDED | FRAGMENT_REMOVED)) != FRAGMENT_SUSPENDED)
        return;
    if (has_tag_in_table(f) && fragment_find(f->tag) != NULL) {
        flush_fragment(f);
        return;
    }
    f->flags &= (uint16_t)~FRAGMENT_SUSPENDED;
    if (has_tag_in_table(f))
        fragment_add(f);
    fragment_visit_landings(f, add_landing, NULL);
}

void
flush_collect(void)
{
    size_t waiting = epoch_waiting();
    bool is_pressing = retired_units > 0 || waiting > WORTH_INTERRUPTING;
    if (waiting == 0 || (waiting < worth_asking_at && !is_pressing && thread_count > 1))
        return;
    if (is_pressing && thread_count > 1)
        evict_laggards(thread_self(), epoch_current());
    uint64_t safe = epoch_safe();
    lock_acquire(&lock_build);
    epoch_collect(safe);
    if (unit_turned_waste) {
        unit_turned_waste = false;
        retire_all_that(unit_is_waste);
    }
    worth_asking_at = epoch_waiting() + WORTH_ASKING;
    lock_release(&lock_build);
}

/* Each place near the code may be taken by something that has been emptied, when a thread has not
 * run for long: the machine is busy, or a debugger has stopped it. */
bool
flush_wait(struct thread *t, uint64_t *patience_ns)
{
    enum { NAP_US = 500 };
    uint64_t begin = os_time_monotonic_ns();
    if (*patience_ns == 0 || epoch_waiting() == 0)
        return false;
    stop_wait_begins(t);
    os_thread_sleep(NAP_US);
    stop_wait_ends(t);
    flush_collect();
    uint64_t spent = os_time_monotonic_ns() - begin;
    *patience_ns -= MIN(spent, *patience_ns);
    return true;
}

/* A thread may be stopped for good: then a pause comes again only when as much more waits. */
void
flush_relieve(struct thread *t)
{
    static size_t worth_pausing_at = WORTH_PAUSING;
    size_t waiting = epoch_waiting(), at = __atomic_load_n(&worth_pausing_at, __ATOMIC_RELAXED);
    uint64_t patience = PAUSE_NS;
    if (waiting < WORTH_PAUSING / 2 && at != WORTH_PAUSING)
        __atomic_store_n(&worth_pausing_at, WORTH_PAUSING, __ATOMIC_RELAXED);
    if (thread_count == 1 || waiting < at)
        return;
    epoch_pass(t);
    while (epoch_waiting() >= WORTH_PAUSING / 2 && flush_wait(t, &patience))
        ;
    __atomic_store_n(&worth_pausing_at, epoch_waiting() + WORTH_PAUSING, __ATOMIC_RELAXED);
}
