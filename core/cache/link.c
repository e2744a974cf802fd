/* core/cache/link.c - exits of fragments, and direct branches between fragments.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/link.h"
#include "core/cache/unit.h"
#include "core/rt/heap.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/mem.h"

/* Numbers are 32 bits because stubs store them; the structures stand in one reserved range, so
 * that finding one needs no lock. */
enum { MOST_EXITS = 1 << 26, READY = 64 * 1024 };

static struct exit *exits;
static uint32_t most_exits;            /* for which there is address space */
static uint32_t exit_end = EXIT_FIRST; /* first number never given out */
static uint32_t free_exits;            /* chained by next_in */
static size_t ready;                   /* bytes of the table that are present */

static struct exit *
table_of_exits(void)
{
    if (exits == NULL) {
        size_t size = MIN((size_t)MOST_EXITS * sizeof(*exits), os_mem_limit() / 16);
        most_exits = (uint32_t)(align_down(size, READY) / sizeof(*exits));
        exits = os_mem_alloc(size, OS_PROT_NONE);
        if (exits == NULL)
            FATAL("out of memory: no address space for the table of exits");
    }
    return exits;
}

static uint32_t
new_number(void)
{
    if (exit_end >= most_exits)
        FATAL("more than %u exits in the code cache: use -cache_max", most_exits);
    if ((exit_end + 1) * sizeof(*exits) > ready) {
        if (!os_mem_protect((char *)exits + ready, READY, OS_PROT_READ | OS_PROT_WRITE))
            FATAL("out of memory: the table of exits");
        os_mem_populate((char *)exits + ready, READY);
        ready += READY;
    }
    return exit_end++;
}

uint32_t
exit_create(app_addr target, const uint8_t *code, const uint8_t *site, unsigned flags)
{
    struct exit *all = table_of_exits();
    uint32_t number = free_exits;
    if (number != 0)
        free_exits = all[number].next_in;
    else
        number = new_number();
    all[number] = (struct exit){
        .target = (uintptr_t)target & (((uint64_t)1 << 56) - 1),
        .site = site == NULL ? 0 : (uint16_t)(site - code),
        .flags = (uint8_t)(flags | EXIT_USED),
    };
    return number;
}

void
exit_set_owner(uint32_t number, struct fragment *f)
{
    exits[number].owner = (uintptr_t)f & (((uint64_t)1 << 48) - 1);
}

struct exit *
exit_get(uint32_t number)
{
    return &exits[number];
}

uint8_t *
exit_site(const struct exit *x)
{
    return exit_owner(x)->code + x->site;
}

struct exit *
exit_find(uint32_t number)
{
    if (number < EXIT_FIRST || number >= exit_end)
        return NULL;
    struct exit *x = &exits[number];
    return (x->flags & EXIT_USED) != 0 && x->owner != 0 ? x : NULL;
}

void
exit_free(uint32_t number)
{
    exits[number].flags = 0;
    exits[number].owner = 0;
    exits[number].next_in = free_exits;
    free_exits = number;
}

/* A unit must always have room for the stubs of all its exits: unlinking cannot fail. */
static void
keep_stubless(struct exit *x, struct unit *u, bool is_stubless)
{
    if (((x->flags & EXIT_STUBLESS) != 0) == is_stubless)
        return;
    x->flags ^= EXIT_STUBLESS;
    u->stubless += is_stubless ? 1 : (size_t)-1;
}

void
link_to_stub(uint32_t number, struct unit *u)
{
    struct exit *x = exit_get(number);
    if (x->stub == 0) {
        x->stub = (uint32_t)(unit_new_stub(u) - u->base);
        keep_stubless(x, u, false);
        arch_write_stub(u->base + x->stub, u->base, number);
    }
    arch_patch_branch(exit_site(x), u->base + x->stub);
}

bool
link_is_possible(uint32_t number, const struct fragment *to)
{
    struct exit *x = exit_get(number);
    return exit_owner(x)->unit == to->unit || arch_branch_reaches(exit_site(x), fragment_start(to));
}

void
link_exit(uint32_t number, struct fragment *to)
{
    struct exit *x = exit_get(number);
    ASSERT(1, (x->flags & (EXIT_LINKED | EXIT_NEVER_LINK | EXIT_SYSCALL)) == 0);
    ASSERT(1, exit_target(x) == to->tag && x->site != 0);
    arch_patch_branch(exit_site(x), fragment_start(to));
    x->flags |= EXIT_LINKED;
    x->next_in = to->first_in;
    to->first_in = number;
    struct unit *u = exit_owner(x)->unit;
    if (x->stub != 0 && thread_count == 1) {
        unit_free_stub(u, u->base + x->stub);
        x->stub = 0;
    }
    if (x->stub == 0)
        keep_stubless(x, u, true);
    STATS_INC(links);
}

static void
leave_chain(uint32_t number, struct fragment *to)
{
    uint32_t *at = &to->first_in;
    while (*at != 0 && *at != number)
        at = &exit_get(*at)->next_in;
    ASSERT(1, *at == number);
    if (*at == number)
        *at = exit_get(number)->next_in;
}

void
unlink_exit(uint32_t number)
{
    struct exit *x = exit_get(number);
    if ((x->flags & EXIT_LINKED) == 0)
        return;
    struct fragment *to = fragment_find(exit_target(x));
    ASSERT(1, to != NULL);
    leave_chain(number, to);
    x->flags &= (uint8_t)~EXIT_LINKED;
    link_to_stub(number, exit_owner(x)->unit);
    STATS_INC(unlinks);
}

void
link_cut_entries(struct fragment *f)
{
    while (f->first_in != 0)
        unlink_exit(f->first_in);
}

/* The only thread there is stands in the runtime: nobody needs the stubs of f. */
static void
drop_link(uint32_t number)
{
    struct exit *x = exit_get(number);
    if ((x->flags & EXIT_LINKED) == 0)
        return;
    struct fragment *to = fragment_find(exit_target(x));
    ASSERT(1, to != NULL);
    leave_chain(number, to);
    x->flags &= (uint8_t)~EXIT_LINKED;
}

void
link_isolate(struct fragment *f)
{
    link_cut_entries(f);
    for (unsigned i = 0; i < f->exit_count; i++) {
        if (thread_count == 1)
            drop_link(fragment_exits(f)[i]);
        else
            unlink_exit(fragment_exits(f)[i]);
        exit_get(fragment_exits(f)[i])->flags |= EXIT_NEVER_LINK;
    }
}

void
link_free_exits(struct fragment *f)
{
    for (unsigned i = 0; i < f->exit_count; i++) {
        struct exit *x = exit_get(fragment_exits(f)[i]);
        if (x->stub != 0)
            unit_free_stub(f->unit, f->unit->base + x->stub);
        keep_stubless(x, f->unit, false);
        exit_free(fragment_exits(f)[i]);
    }
}

void
link_check(const struct fragment *f)
{
    for (unsigned i = 0; i < f->exit_count; i++) {
        const struct exit *x = exit_get(fragment_exits(f)[i]);
        ASSERT(3, exit_owner(x) == f);
        if (x->site == 0)
            continue;
        const struct fragment *to = fragment_find(exit_target(x));
        bool is_linked = (x->flags & EXIT_LINKED) != 0;
        ASSERT(3, arch_branch_target(exit_site(x)) == (is_linked ? fragment_start(to) : f->unit->base + x->stub));
        UNUSED(to);
        UNUSED(is_linked);
    }
    for (uint32_t n = f->first_in; n != 0; n = exit_get(n)->next_in)
        ASSERT(3, exit_target(exit_get(n)) == f->tag && (exit_get(n)->flags & EXIT_LINKED) != 0);
}
