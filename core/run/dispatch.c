/* core/run/dispatch.c - the dispatcher: finds or builds the next fragment and enters it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread comes here from an exit stub or the indirect lookup, with its registers in t->mc, and
 * leaves by arch_enter.  It runs on the runtime's stack from the top each time: no frame is kept
 * while the application runs.
 */
#include "core/run/dispatch.h"
#include "core/build/block.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "core/run/breakpoint.h"
#include "core/run/client_events.h"
#include "core/run/consistency.h"
#include "core/run/deleted.h"
#include "core/run/emulate.h"
#include "core/run/errand.h"
#include "core/run/exit.h"
#include "core/run/flush.h"
#include "core/run/hooks.h"
#include "core/run/kept_code.h"
#include "core/run/map_effects.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "core/run/syscall.h"
#include "os/base/assert.h"
#include "os/base/log.h"
#include "os/restartable.h"

/* How the thread got here; decides what is linked and where it enters. */
struct arrival {
    uint32_t exit; /* 0: none to link */
    bool by_indirect;
};


/* Where an indirect branch to f enters: behind the check of a landing, so that the next time the
 * branch finds it without us.  NULL: no space for a landing near f. */
static uint8_t *
landing_of(struct thread *t, struct fragment *f)
{
    uint8_t *ok = f == NULL ? ibl_find(t->next) : block_add_landing(f);
    if (ok == NULL)
        return NULL;
    STATS_ADD(landings, f != NULL);
    return ok + LANDING_RESTORE_SIZE; /* the registers are where they belong already */
}

static uint8_t *
start_of(struct thread *t, struct fragment *f, uint32_t number)
{
    struct exit *x = number != 0 && options.link ? exit_find(number) : NULL;
    if (x != NULL && x->site != 0 && exit_target(x) == t->next && (x->flags & (EXIT_LINKED | EXIT_NEVER_LINK)) == 0 &&
        link_is_possible(number, f))
        link_exit(number, f);
    return fragment_start(f);
}

/* The way in, if there is one already.  Locks: caller holds lock_build */
static uint8_t *
find_entry(struct thread *t, struct arrival a)
{
    uint8_t *ok = a.by_indirect ? landing_of(t, NULL) : NULL;
    if (ok != NULL)
        return ok;
    struct fragment *f = fragment_find(t->next);
    if (f == NULL)
        return NULL;
    return a.by_indirect ? landing_of(t, f) : start_of(t, f, a.exit);
}

/* Builds the fragment that is missing.  A full cache is emptied: then there is room, or what has
 * been emptied has to be left first, or there is no memory.
 * Locks: caller holds lock_build, and lock_memory if the place is delicate */
static enum build_result
build_missing(struct thread *t, struct arrival a, struct fragment **once)
{
    unsigned flags = breakpoint_is_passed(t) ? FRAGMENT_ONE_SHOT : 0;
    struct fragment *f = fragment_find(t->next);
    if (f != NULL) /* no space for a landing near it */
        flush_fragment(f);
    enum build_result result = BUILD_NO_SPACE;
    void (*const make_room[])(void) = { NULL, flush_full_units, flush_all };
    for (size_t i = 0; result == BUILD_NO_SPACE && i < ARRAY_SIZE(make_room); i++) {
        if (make_room[i] != NULL)
            make_room[i]();
        client_about_to_build(t);
        result = block_build(t->next, a.by_indirect && flags == 0, flags, &f);
    }
    if (result == BUILD_OK && flags != 0)
        *once = f;
    return result;
}

/* Builds or revives what is at t->next; *once: a fragment that is only for this time.  Locks: caller holds lock_build; it is given up meanwhile */
static enum build_result
make_entry(struct thread *t, struct arrival a, struct fragment **once)
{
    enum build_result result = BUILD_OK;
    bool is_delicate = consistency_is_delicate(t->next);
    lock_release(&lock_build);
    if (is_delicate) {
        lock_acquire(&lock_memory);
        lock_acquire(&lock_threads);
    }
    lock_acquire(&lock_build);
    if (is_delicate) {
        consistency_prepare(t->next, t->mc.reg[REG_SP]);
        lock_release(&lock_threads);
    }
    if (find_entry(t, a) == NULL)
        result = build_missing(t, a, once);
    if (is_delicate)
        lock_release(&lock_memory);
    return result;
}

/* Locks: caller holds lock_build; it is given up meanwhile */
static void
wait_for_space(struct thread *t, uint64_t *patience)
{
    epoch_pass(t); /* it has nothing of the cache in hand, like those that it waits for */
    lock_release(&lock_build);
    if (!flush_wait(t, patience))
        FATAL("out of memory: no room for the code cache near %p", (const void *)t->next);
    lock_acquire(&lock_build);
}

/* From here on t is in the cache.  What nobody else finds is gone when t has left it. */
static void
begin_in_cache(struct thread *t, struct fragment *once)
{
    epoch_pass(t);
    if (once != NULL)
        flush_fragment(once);
    t->passes = NULL;
    __atomic_store_n(&t->place, PLACE_CACHE, __ATOMIC_RELEASE);
}

static bool
meet_breakpoint(struct thread *t)
{
    uintptr_t bits = breakpoint_reached(t);
    if (bits != 0)
        signal_raise(t, OS_FAULT_BREAKPOINT, bits);
    return true;
}

/* The way into the cache for t->next; NULL: there is no code.  From here on t is in the cache. */
static uint8_t *
enter(struct thread *t, struct arrival a)
{
    enum build_result result = BUILD_OK;
    struct fragment *once = NULL;
    flush_relieve(t);
    if (os_section_is_used()) /* the code that it covers may be replaced */
        os_section_forget(t->tls[TLS_RSEQ]);
    if (fragment_find(t->next) == NULL)
        client_about_to_run(t, t->next);
    lock_acquire(&lock_build);
    uint8_t *entry = find_entry(t, a);
    uint64_t patience = FLUSH_PATIENCE_NS;
    while (entry == NULL && (result == BUILD_OK || result == BUILD_NO_SPACE)) {
        result = make_entry(t, a, &once);
        if (result == BUILD_OK)
            entry = once != NULL ? fragment_start(once) : find_entry(t, a);
        else if (result == BUILD_NO_SPACE)
            wait_for_space(t, &patience);
    }
    if (entry != NULL)
        begin_in_cache(t, once);
    lock_release(&lock_build);
    bool is_refused = result == BUILD_UNMAPPED || result == BUILD_NOT_EXEC;
    bool is_elsewhere = (is_refused && map_effects_discover((uintptr_t)t->next)) ||
        (result == BUILD_UNMAPPED && (kept_code_enter(t) || emulate_kernel_page(t))) ||
        (result == BUILD_BREAKPOINT && meet_breakpoint(t));
    if (entry == NULL && !is_elsewhere)
        emulate_fetch_fault(t);
    flush_collect();
    return entry;
}

static _Noreturn void
go_on(struct thread *t, struct arrival a)
{
    for (;;) {
        if (t->tls[TLS_PENDING] != 0) {
            signal_deliver_all(t);
            a = (struct arrival){ 0, false };
        }
        if ((errands_wait | heap_low) != 0 && errands_do(t))
            exit_as_asked(t);
        if (t->stop != 0) {
            stop_here(t);
            continue;
        }
        uint8_t *entry = enter(t, a);
        LOG(DISPATCH, 3, "enter %p at %p\n", (const void *)t->next, (void *)entry);
        if (entry != NULL)
            arch_enter(t, entry);
    }
}

/* An indirect branch has led to what is no address; one to the kernel's half is carried out. */
static void
settle_bad_branch(struct thread *t, uint32_t branch)
{
    t->refused_branch = 0;
    if (branch != 0 && !arch_is_address((uintptr_t)t->next))
        emulate_bad_branch(t, branch);
}

_Noreturn void
dispatch_again(struct thread *t)
{
    if (t->is_new) {
        t->is_new = false;
        event_thread_begins(t);
    }
    t->place = PLACE_RUNTIME;
    settle_bad_branch(t, t->refused_branch);
    go_on(t, (struct arrival){ 0, false });
}

_Noreturn void
dispatch(struct thread *t)
{
    uint32_t number = (uint32_t)t->tls[TLS_EXIT_ID];
    t->place = PLACE_RUNTIME;
    STATS_INC(dispatches);
    if (number == EXIT_INDIRECT) {
        STATS_INC(exits_indirect);
        t->next = (app_addr)t->tls[TLS_NEXT_TAG];
        settle_bad_branch(t, arch_branch_noted(t));
        go_on(t, (struct arrival){ 0, true });
    }
    struct exit *x = exit_find(number);
    ASSERT(1, x != NULL);
    t->next = exit_target(x);
    if ((x->flags & EXIT_SYSCALL) != 0) {
        syscall_carry_out(t);
        go_on(t, (struct arrival){ 0, false });
    }
    if ((x->flags & EXIT_STALE) != 0) {
        bool is_indirect_target = consistency_check_failed(exit_owner(x));
        go_on(t, (struct arrival){ 0, is_indirect_target });
    }
    if ((x->flags & (EXIT_EMULATE | EXIT_X87)) != 0) {
        if ((x->flags & EXIT_EMULATE) != 0)
            emulate_instr(t);
        else
            emulate_x87_store(t);
        go_on(t, (struct arrival){ 0, false });
    }
    STATS_INC(exits_direct);
    go_on(t, (struct arrival){ number, false });
}
