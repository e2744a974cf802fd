/* os/windows/debug_regs.c - the debug registers of the application's threads.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/debug_regs.h"
#include "os/base/string.h"

enum { DR6 = 4, DR7 = 5, DR6_ALWAYS = 0xff0, HIT_BITS = 0xf, SWITCHES = 3, KIND = 3 };

/* Threads that are not known may have some.  Of the first one that is so at start: whoever made the
 * process may have set them. */
static volatile bool any_unseen = true;
static bool is_begun;

/* The bits that switch the n-th one on, if it is a breakpoint on code. */
static uint64_t
switches_on_code(const struct nt_context *c, unsigned n)
{
    uint64_t control = c->debug[DR7];
    bool is_execution = (control >> (16 + 4 * n) & KIND) == 0;
    return is_execution ? control & (uint64_t)SWITCHES << (2 * n) : 0;
}

void
debug_regs_take(struct os_events *e, struct nt_context *c)
{
    uintptr_t at[OS_BREAKPOINTS];
    if ((c->flags & CONTEXT_HAS_DEBUG) == 0)
        return;
    e->break_switches = 0;
    for (unsigned n = 0; n < OS_BREAKPOINTS; n++) {
        uint64_t bits = switches_on_code(c, n);
        at[n] = bits != 0 ? c->debug[n] : 0;
        e->break_switches |= bits;
    }
    c->debug[DR7] &= ~e->break_switches;
    if (memcmp(at, e->break_at, sizeof(at)) == 0)
        return;
    memcpy(e->break_at, at, sizeof(at));
    e->has_new_breaks = true;
    *e->stop = 1;
}

void
debug_regs_show(const struct os_events *e, struct nt_context *c)
{
    if ((c->flags & CONTEXT_HAS_DEBUG) != 0)
        c->debug[DR7] |= e->break_switches;
}

void
debug_regs_unseen(void)
{
    any_unseen = true;
}

static bool
read_own(struct nt_context *c)
{
    memset(c, 0, sizeof(*c));
    c->flags = CONTEXT_AMD64 | CONTEXT_HAS_DEBUG;
    return !nt_failed(SYS(NtGetContextThread, NT_THIS_THREAD, c));
}

void
debug_regs_begin(struct os_events *e)
{
    struct nt_context c ALIGNED(16);
    if (any_unseen && read_own(&c)) {
        debug_regs_take(e, &c);
        if (e->break_switches != 0)
            SYS(NtSetContextThread, NT_THIS_THREAD, &c);
    }
    if (!is_begun)
        any_unseen = false;
    is_begun = true;
}

void
debug_regs_show_hit(const struct os_events *e, struct nt_context *c, uintptr_t bits)
{
    struct nt_context own ALIGNED(16);
    if (!read_own(&own))
        return;
    debug_regs_show(e, &own);
    memcpy(c->debug, own.debug, sizeof(c->debug));
    c->debug[DR6] = (own.debug[DR6] & ~(uint64_t)HIT_BITS) | DR6_ALWAYS | bits;
    c->flags |= CONTEXT_AMD64 | CONTEXT_HAS_DEBUG;
}
