/* core/run/map_effects.c - system calls that change what is mapped.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/map_effects.h"
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/app/module.h"
#include "core/rt/epoch.h"
#include "core/rt/lock.h"
#include "core/run/consistency.h"
#include "core/run/evict.h"
#include "core/run/flush.h"
#include "os/app_maps.h"
#include "os/mem.h"

static uintptr_t
page_up(uintptr_t addr)
{
    return align_up(addr, os_mem_facts()->page);
}

bool
map_effects_has(const struct effect *e)
{
    switch (e->kind) {
    case EFFECT_MAP:
    case EFFECT_UNMAP:
    case EFFECT_PROTECT:
    case EFFECT_REMAP:
    case EFFECT_BREAK:
    case EFFECT_ATTACH:
    case EFFECT_DETACH:
    case EFFECT_LOOK:
    case EFFECT_COMMIT:
    case EFFECT_CONTENT: return true;
    default: return false;
    }
}

static void
gone(uintptr_t start, uintptr_t end)
{
    consistency_replaced(start, end);
    app_map_remove(start, end);
}

/* Now, not before the call: in between others may have looked for modules. */
static void
note_code(int prot)
{
    if ((prot & OS_PROT_EXEC) != 0)
        modules_note_change();
}

static void
mapped(uintptr_t start, uintptr_t end, int prot, bool is_shared)
{
    consistency_replaced(start, end);
    app_map_add(start, end, prot, is_shared);
    note_code(prot);
}

static void
apply_protect(uintptr_t start, uintptr_t end, int prot)
{
    app_map_protect(start, end, prot);
    consistency_protected(start, end);
    note_code(prot);
}

/* old: the region that was moved, as it was. */
static void
apply_remap(const struct effect *e, uintptr_t result, const struct app_region *old)
{
    if (!e->keeps_old && e->old_size != 0)
        gone(e->old_start, e->old_start + e->old_size);
    mapped(result, result + e->size, old->prot, old->shared);
}

static void
apply_break(uintptr_t before, uintptr_t after)
{
    before = page_up(before);
    after = page_up(after);
    if (after > before)
        mapped(before, after, OS_PROT_READ | OS_PROT_WRITE, false);
    else
        gone(after, before);
}

/* Compares a range with what the kernel says. */
struct look {
    uintptr_t start, end;
    uintptr_t known; /* up to here the kernel's lines have been seen */
    int protected_to; /* an mprotect that failed half way: what it would have set; -1: none */
};

static void
look_at_line(const struct os_map_line *m, void *arg)
{
    struct look *l = arg;
    uintptr_t start = MAX(m->start, l->start), end = MIN(m->end, l->end);
    struct app_region r;
    if (start >= end)
        return;
    if (l->known < start)
        gone(l->known, start);
    l->known = end;
    if (!app_map_find(start, &r))
        mapped(start, end, m->prot, m->is_shared);
    else if (l->protected_to == m->prot && r.prot != m->prot)
        apply_protect(start, MIN(end, r.end), m->prot);
}

static void
look_again(uintptr_t start, uintptr_t end, int protected_to)
{
    struct look l = { start, end, start, protected_to };
    os_maps_iterate_in(start, end, look_at_line, &l);
    if (l.known < end)
        gone(l.known, end);
}

static void
find_attached(const struct os_map_line *m, void *arg)
{
    struct look *l = arg;
    if (m->start == l->start)
        mapped(m->start, m->end, m->prot, m->is_shared);
}

static void
apply_attach(uintptr_t start)
{
    struct look l = { .start = start };
    os_maps_iterate_in(start, start + 1, find_attached, &l);
}

/* What the effect needs to know from before the call. */
struct before {
    uintptr_t brk;
    struct app_region region;
};

static void
prepare(const struct effect *e, struct before *b)
{
    if (e->kind == EFFECT_BREAK)
        b->brk = os_app_break();
    if (e->kind == EFFECT_DETACH)
        app_map_find(e->start, &b->region);
    if (e->kind != EFFECT_REMAP)
        return;
    /* The kernel moves pages of one protection only: ours must not show. */
    app_map_find(e->old_start, &b->region);
    consistency_release(e->old_start, e->old_start + e->old_size);
}

static void
apply(const struct effect *e, uintptr_t result, const struct before *b)
{
    uintptr_t end = e->start + e->size;
    if (e->is_guarded) /* what is written there later will not be seen */
        consistency_replaced(e->start, end);
    switch (e->kind) {
    case EFFECT_MAP: mapped(e->start, end, e->prot, e->is_shared); break;
    case EFFECT_LOOK: look_again(e->start, end, -1); break;
    case EFFECT_COMMIT:
        look_again(e->start, end, -1);
        apply_protect(e->start, end, e->prot);
        break;
    case EFFECT_UNMAP: gone(e->start, end); break;
    case EFFECT_PROTECT: apply_protect(e->start, end, e->prot); break;
    case EFFECT_REMAP: apply_remap(e, result, &b->region); break;
    case EFFECT_BREAK: apply_break(b->brk, result); break;
    case EFFECT_ATTACH: apply_attach(result); break;
    case EFFECT_DETACH: look_again(e->start, b->region.end, -1); break;
    case EFFECT_CONTENT: flush_range(e->start, end); break;
    default: break;
    }
}

static void
apply_succeeded(const struct thread *t, struct effect *e, const struct before *b)
{
    os_app_syscall_settle(&t->mc, e);
    apply(e, t->mc.reg[REG_AX], b);
}

/* A call that failed may have done a part of its work. */
static void
apply_failed(const struct effect *e)
{
    if (e->start == 0 || e->size == 0 || e->start + e->size < e->start)
        return;
    if (e->kind == EFFECT_PROTECT)
        look_again(e->start, e->start + e->size, e->prot);
    else if (e->kind == EFFECT_MAP || e->kind == EFFECT_REMAP)
        look_again(e->start, e->start + e->size, -1);
    else if (e->kind == EFFECT_CONTENT)
        flush_range(e->start, e->start + e->size);
}

bool
map_effects_run(struct thread *t, struct effect *e)
{
    struct before before = { 0 };
    uint64_t stamp = 0;
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    uint64_t removals = flush_removals();
    prepare(e, &before);
    lock_release(&lock_build);
    bool ran = os_app_syscall_run(&t->mc, &t->tls[TLS_PENDING]);
    uintptr_t result = t->mc.reg[REG_AX];
    if (ran) {
        lock_acquire(&lock_build);
        if (os_app_syscall_failed(result))
            apply_failed(e);
        else
            apply_succeeded(t, e, &before);
        if (thread_count > 1 && flush_removals() != removals)
            stamp = epoch_next();
        lock_release(&lock_build);
    }
    lock_release(&lock_memory);
    /* As natively: when the call returns, nobody runs what was there before. */
    if (stamp != 0)
        evict_others(t, stamp);
    return ran;
}

/* Where the kernel lets nobody write, the guard may be ours; elsewhere it is gone already. */
static void
forget_line(const struct os_map_line *m, void *arg)
{
    const struct look *l = arg;
    uintptr_t start = MAX(m->start, l->start), end = MIN(m->end, l->end);
    if (start < end && (m->prot & OS_PROT_WRITE) == 0)
        consistency_release(start, end);
}

void
map_effects_changed_outside(struct thread *t, uintptr_t start, uintptr_t end)
{
    struct look l = { .start = start, .end = end };
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    uint64_t removals = flush_removals();
    os_maps_iterate_in(start, end, forget_line, &l);
    gone(start, end);
    look_again(start, end, -1);
    uint64_t stamp = thread_count > 1 && flush_removals() != removals ? epoch_next() : 0;
    lock_release(&lock_build);
    lock_release(&lock_memory);
    if (stamp != 0)
        evict_others(t, stamp);
}

static void
open_buffer(uintptr_t start, size_t size, void *arg)
{
    UNUSED(arg);
    consistency_before_write(start, size);
}

void
map_effects_open_buffers(const struct mcontext *mc)
{
    if (code_pages_any_guarded())
        os_app_syscall_buffers(mc, open_buffer, NULL);
}

static void
expose_buffer(uintptr_t start, size_t size, void *arg)
{
    UNUSED(arg);
    consistency_expose(start, size);
}

void
map_effects_expose_buffers(const struct mcontext *mc)
{
    os_app_syscall_late_buffers(mc, expose_buffer, NULL);
}

static void
see_guarded(struct code_page *p, void *arg)
{
    *(bool *)arg |= p->state == CODE_PAGE_GUARDED;
}

static void
open_if_guarded(uintptr_t start, size_t size, void *arg)
{
    bool *any = arg;
    lock_acquire(&lock_build);
    code_pages_visit(start, start + size, see_guarded, any);
    lock_release(&lock_build);
    consistency_before_write(start, size);
}

bool
map_effects_open_refused(const struct mcontext *mc)
{
    bool any = false;
    if (!code_pages_any_guarded() || os_app_syscall_buffers(mc, open_if_guarded, &any))
        return any;
    consistency_before_write(0, os_mem_facts()->highest);
    return true;
}

struct discovery {
    uintptr_t addr;
    bool found;
    bool is_known;
    struct app_region region; /* then: what we know */
};

/* A guard has been used up: what it covered is as it was before. */
static void
discover_protection(struct discovery *d, const struct os_map_line *m)
{
    const struct app_region *r = &d->region;
    if ((m->prot & OS_PROT_EXEC) == 0 || (r->prot & OS_PROT_EXEC) != 0)
        return;
    apply_protect(MAX(m->start, r->start), MIN(m->end, r->end), m->prot);
    d->found = true;
}

static void
discover_line(const struct os_map_line *m, void *arg)
{
    struct discovery *d = arg;
    if (d->addr < m->start || d->addr >= m->end)
        return;
    struct app_region next;
    if (d->is_known) {
        discover_protection(d, m);
        return;
    }
    if (os_mem_facts()->maps_unasked) {
        mapped(m->start, m->end, m->prot, m->is_shared);
        d->found = true;
        return;
    }
    if (!app_map_find_next(d->addr, &next) || next.start >= m->end)
        return; /* not the application's */
    app_map_add(align_down(d->addr, os_mem_facts()->page), next.start, next.prot, next.shared);
    d->found = true;
}

bool
map_effects_discover(uintptr_t addr)
{
    struct discovery d = { .addr = addr };
    d.is_known = app_map_find(addr, &d.region);
    if (d.is_known && !os_mem_facts()->maps_unasked)
        return false;
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    os_maps_iterate_in(addr, addr + 1, discover_line, &d);
    lock_release(&lock_build);
    lock_release(&lock_memory);
    return d.found;
}
