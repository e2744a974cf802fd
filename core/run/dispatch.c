/* core/run/dispatch.c - the dispatcher: finds or builds the next fragment and enters it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A thread comes here from an exit stub or the indirect lookup, with its registers in t->mc, and
 * leaves by arch_enter.  It runs on the runtime's stack from the top each time: no frame is kept
 * while the application runs.
 */
#include "core/run/dispatch.h"
#include "core/app/map.h"
#include "core/build/block.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/rt/lock.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "core/run/syscall.h"
#include "os/base/assert.h"
#include "os/base/log.h"

/* How the thread got here; decides what is linked and where it enters. */
struct arrival {
    uint32_t exit; /* 0: none to link */
    bool by_indirect;
};

/* Builds until it works: a full cache is emptied. */
static struct fragment *
build(struct thread *t, bool by_indirect)
{
    struct fragment *f = NULL;
    switch (block_build(t->next, by_indirect, 0, &f)) {
    case BUILD_OK: return f;
    case BUILD_NO_SPACE: FATAL("the code cache is full");
    case BUILD_UNMAPPED: FATAL("jump to unmapped memory: %p", (const void *)t->next);
    case BUILD_NOT_EXEC: FATAL("jump to memory that is not executable: %p", (const void *)t->next);
    case BUILD_UNKNOWN: FATAL("unknown instruction at %p", (const void *)t->next);
    }
    return f;
}

/* The place to enter for an indirect branch: behind the check of a landing, so that the next
 * time the branch finds it without us. */
static uint8_t *
entry_by_indirect(struct thread *t)
{
    uint8_t *ok = ibl_find(t->next);
    if (ok == NULL) {
        struct fragment *f = fragment_find(t->next);
        if (f == NULL)
            build(t, true);
        else
            block_add_landing(f);
        STATS_INC(landings);
        ok = ibl_find(t->next);
    }
    ASSERT(1, ok != NULL);
    t->tls[TLS_RCX] = t->mc.reg[REG_CX]; /* the landing restores them */
    t->tls[TLS_RDX] = t->mc.reg[REG_DX];
    return ok;
}

static uint8_t *
entry_direct(struct thread *t, uint32_t number)
{
    struct fragment *f = fragment_find(t->next);
    if (f == NULL)
        f = build(t, false);
    struct exit *x = number != 0 && options.link ? exit_find(number) : NULL;
    if (x != NULL && x->site != NULL && x->target == t->next && x->owner->unit == f->unit &&
        (x->flags & (EXIT_LINKED | EXIT_NEVER_LINK)) == 0)
        link_exit(number, f);
    return f->start;
}

static _Noreturn void
go_on(struct thread *t, struct arrival a)
{
    lock_acquire(&lock_build);
    uint8_t *entry = a.by_indirect ? entry_by_indirect(t) : entry_direct(t, a.exit);
    lock_release(&lock_build);
    LOG(DISPATCH, 3, "enter %p at %p\n", (const void *)t->next, (void *)entry);
    arch_enter(t, entry);
}

_Noreturn void
dispatch_again(struct thread *t)
{
    go_on(t, (struct arrival){ 0, false });
}

_Noreturn void
dispatch(struct thread *t)
{
    uint32_t number = (uint32_t)t->tls[TLS_EXIT_ID];
    STATS_INC(dispatches);
    if (number == EXIT_INDIRECT) {
        STATS_INC(exits_indirect);
        t->next = (app_addr)t->tls[TLS_NEXT_TAG];
        go_on(t, (struct arrival){ 0, true });
    }
    struct exit *x = exit_find(number);
    ASSERT(1, x != NULL);
    t->next = x->target;
    if ((x->flags & EXIT_SYSCALL) != 0) {
        syscall_carry_out(t);
        go_on(t, (struct arrival){ 0, false });
    }
    if ((x->flags & EXIT_EMULATE) != 0)
        FATAL("instruction to emulate at %p", (const void *)t->next);
    STATS_INC(exits_direct);
    go_on(t, (struct arrival){ number, false });
}
