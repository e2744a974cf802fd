/* core/run/consistency.c - translated code stays what the application's code says.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/consistency.h"
#include "core/app/code_pages.h"
#include "core/build/checked.h"
#include "core/cache/ibl.h"
#include "core/cache/pages.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "core/run/flush.h"
#include "os/app_code.h"
#include "os/app_event.h"
#include "os/app_syscall.h"
#include "os/base/atomic.h"
#include "os/base/log.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/time.h"

enum {
    LONGEST_INSTR = 15,
    HOT = 24,             /* so many quick alternations make a page CHECKED */
    QUICK_NS = 5000000,   /* alternations farther apart are not counted */
};

static uintptr_t
page_of(uintptr_t addr)
{
    return addr & ~(uintptr_t)(CODE_PAGE - 1);
}

static void
visit_suspend(struct fragment *f, void *arg)
{
    UNUSED(arg);
    flush_suspend(f);
}

/* Removes the fragments over each run of bytes in which the page differs from its copy. */
static void
flush_changed(const struct code_page *p)
{
    const uint8_t *now = (const uint8_t *)p->start;
    uint8_t first;
    if (!os_safe_read(now, sizeof(first), &first)) { /* another process has taken it away */
        flush_range(p->start, p->start + CODE_PAGE);
        return;
    }
    for (size_t i = 0; i < CODE_PAGE;) {
        if (i % 64 == 0 && memcmp(now + i, p->copy + i, 64) == 0) {
            i += 64;
            continue;
        }
        size_t begin = i;
        while (i < CODE_PAGE && now[i] != p->copy[i])
            i++;
        if (i > begin)
            flush_range(p->start + begin, p->start + i);
        else
            i++;
    }
}

/* Whether the page has been unmapped by somebody whom the runtime does not see, another process: then it is
 * forgotten. */
static bool
has_vanished(struct code_page *p)
{
    uint8_t byte;
    if (os_safe_read((const void *)p->start, sizeof(byte), &byte))
        return false;
    flush_range(p->start, p->start + CODE_PAGE);
    code_pages_drop_copy(p);
    code_pages_set(p, CODE_PAGE_NONE);
    app_map_remove(p->start, p->start + CODE_PAGE);
    return true;
}

/* A writable page, guarded or not: its fragments are suspended, the application writes. */
static void
open_page(struct code_page *p, const struct app_region *r)
{
    if (has_vanished(p))
        return;
    pages_visit(p->start, p->start + CODE_PAGE, visit_suspend, NULL);
    code_pages_take_copy(p);
    if (p->state == CODE_PAGE_GUARDED)
        os_mem_protect((void *)p->start, CODE_PAGE, r->prot);
    code_pages_set(p, CODE_PAGE_OPEN);
}

static void
make_checked(struct code_page *p, const struct app_region *r)
{
    LOG(FRAGMENT, 2, "page %p: checked from now on\n", (void *)p->start);
    flush_range(p->start, p->start + CODE_PAGE);
    code_pages_drop_copy(p);
    if (p->state == CODE_PAGE_GUARDED)
        os_mem_protect((void *)p->start, CODE_PAGE, r->prot);
    code_pages_set(p, CODE_PAGE_CHECKED);
    STATS_INC(checked_pages);
}

/* Whether a call of another thread that is under way may write there at its end. */
struct awaited {
    uintptr_t page;
    bool is_found;
};

static void
look_at_buffer(uintptr_t start, size_t size, void *arg)
{
    struct awaited *a = arg;
    a->is_found |= start < a->page + CODE_PAGE && start + size > a->page;
}

static bool
is_awaited(uintptr_t page)
{
    struct awaited a = { page, false };
    for (const struct thread *t = thread_list; t != NULL && !a.is_found; t = t->list_next) {
        if (ATOMIC_LOAD(&t->place) == PLACE_SAFE && t->tid != 0)
            os_app_syscall_awaited(&t->mc, look_at_buffer, &a);
    }
    return a.is_found;
}

/* Ends the OPEN state: from here on nobody writes unseen, and what differs is gone. */
static void
close_page(struct code_page *p)
{
    struct app_region r;
    if (p->state != CODE_PAGE_OPEN || !app_map_find(p->start, &r) || has_vanished(p))
        return;
    if ((r.prot & OS_PROT_WRITE) != 0 && is_awaited(p->start)) {
        make_checked(p, &r);
        return;
    }
    bool is_writable = (r.prot & OS_PROT_WRITE) != 0;
    if (is_writable)
        os_mem_protect((void *)p->start, CODE_PAGE, r.prot & ~OS_PROT_WRITE);
    code_pages_set(p, is_writable ? CODE_PAGE_GUARDED : CODE_PAGE_NONE);
    if (p->copy != NULL)
        flush_changed(p);
    code_pages_drop_copy(p);
}

/* Whether p alternates so often that it should be CHECKED. */
static bool
gets_hot(struct code_page *p)
{
    uint64_t now = os_time_monotonic_ns();
    bool is_quick = now - p->last_open < QUICK_NS;
    p->last_open = now;
    p->heat = is_quick ? (uint8_t)(p->heat + 1) : 0;
    return p->heat >= HOT;
}

static bool
is_near_page(app_addr pc, uintptr_t page)
{
    uintptr_t at = (uintptr_t)pc;
    return pc != NULL && at + LONGEST_INSTR > page && at < page + CODE_PAGE;
}

/* An instruction that lies on the page, or may: closing the page for it would undo the opening. */
static void
let_write(struct code_page *p, const struct app_region *r, app_addr pc)
{
    STATS_INC(write_faults);
    if (is_near_page(pc, p->start) || gets_hot(p))
        make_checked(p, r);
    else
        open_page(p, r);
}

enum write_fault
consistency_write_fault(uintptr_t fault_addr, app_addr pc)
{
    struct app_region r;
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    bool may_write = app_map_find(fault_addr, &r) && (r.prot & OS_PROT_WRITE) != 0;
    bool is_kept = may_write && os_app_code_is_kept(fault_addr);
    struct code_page *p = may_write && !is_kept ? code_pages_find(fault_addr) : NULL;
    if (p != NULL && p->state == CODE_PAGE_GUARDED)
        let_write(p, &r, pc);
    lock_release(&lock_build);
    lock_release(&lock_memory);
    return is_kept ? WRITE_KEPT : may_write ? WRITE_RETRY : WRITE_NOT_OURS;
}

static void
visit_let_write(struct code_page *p, void *arg)
{
    struct app_region r;
    UNUSED(arg);
    if (p->state == CODE_PAGE_GUARDED && app_map_find(p->start, &r) && !os_app_code_is_kept(p->start))
        let_write(p, &r, NULL);
}

void
consistency_before_write(uintptr_t start, size_t size)
{
    if (size == 0 || start + size < start || !code_pages_any_guarded())
        return;
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    code_pages_visit(start, start + size, visit_let_write, NULL);
    lock_release(&lock_build);
    lock_release(&lock_memory);
}

/* Code that can be written to on a page of its own. */
static bool
is_writable_code(const struct app_region *r)
{
    enum { BOTH = OS_PROT_WRITE | OS_PROT_EXEC };
    return (r->prot & BOTH) == BOTH && !r->shared;
}

void
consistency_expose(uintptr_t start, size_t size)
{
    struct app_region r;
    uintptr_t at = page_of(start), end = start + size;
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    while (at < end && app_map_find_next(at, &r) && r.start < end) {
        at = MAX(at, page_of(r.start));
        for (; is_writable_code(&r) && at < MIN(end, r.end); at += CODE_PAGE) {
            struct code_page *p = code_pages_get(at);
            if (p->state != CODE_PAGE_CHECKED)
                make_checked(p, &r);
        }
        at = r.end;
    }
    lock_release(&lock_build);
    lock_release(&lock_memory);
}

bool
consistency_is_delicate(app_addr tag)
{
    struct app_region r;
    return code_pages_any_open() ||
        (app_map_find((uintptr_t)tag, &r) && (r.prot & OS_PROT_WRITE) != 0);
}

static bool
is_executable(uintptr_t addr)
{
    struct app_region r;
    return app_map_find(addr, &r) && (r.prot & OS_PROT_EXEC) != 0;
}

/* All of f's pages must be closed before it may run. */
static void
visit_revive(struct fragment *f, void *arg)
{
    UNUSED(arg);
    if ((f->flags & FRAGMENT_SUSPENDED) == 0)
        return;
    for (unsigned i = 0; i < f->range_count; i++) {
        const struct app_range *r = &fragment_ranges(f)[i];
        uintptr_t end = MAX((uintptr_t)r->end, (uintptr_t)r->start + 1);
        for (uintptr_t at = page_of((uintptr_t)r->start); at < end; at += CODE_PAGE) {
            struct code_page *p = code_pages_find(at);
            if (!is_executable(at))
                return;
            if (p != NULL)
                close_page(p);
        }
    }
    flush_revive(f);
}

/* The kernel cannot write to a guarded page: code is compared where it puts its frames, or what a call of
 * another thread waits for. */
static void
expose_hit(uintptr_t first, uintptr_t end, uintptr_t sp)
{
    struct app_region r;
    for (uintptr_t at = page_of(first); at < end; at += CODE_PAGE) {
        if (app_map_find(at, &r) && is_writable_code(&r) && code_pages_state(at) == CODE_PAGE_NONE &&
            (os_events_may_hit(at, sp) || is_awaited(at)))
            make_checked(code_pages_get(at), &r);
    }
}

void
consistency_prepare(app_addr tag, uintptr_t sp)
{
    uintptr_t first = (uintptr_t)tag, end = first + LONGEST_INSTR;
    expose_hit(first, end, sp);
    if (!code_pages_any_open())
        return;
    for (uintptr_t at = page_of(first); at < end; at += CODE_PAGE) {
        struct code_page *p = code_pages_find(at);
        if (p == NULL || p->state != CODE_PAGE_OPEN || !is_executable(at))
            continue;
        close_page(p);
        pages_visit(at, at + CODE_PAGE, visit_revive, NULL);
    }
}

bool
consistency_check_failed(struct fragment *f)
{
    bool is_indirect_target = false;
    lock_acquire(&lock_build);
    STATS_INC(checks_failed);
    bool may_refresh = thread_count == 1 && (f->flags & FRAGMENT_CLIENT) == 0;
    if ((f->flags & FRAGMENT_REMOVED) == 0 && !(may_refresh && checked_refresh(f))) {
        is_indirect_target = ibl_find(f->tag) != NULL;
        flush_fragment(f);
        if (ibl_find(f->tag) != NULL) /* a landing apart */
            flush_range((uintptr_t)f->tag, (uintptr_t)f->tag + 1);
    }
    lock_release(&lock_build);
    return is_indirect_target;
}

/* Fragments of a page that is not executable any more: kept, but out of reach. */
static void
lose_exec(uintptr_t page, const struct app_region *r)
{
    struct code_page *p = code_pages_get(page);
    if (p->state == CODE_PAGE_CHECKED) {
        flush_range(page, page + CODE_PAGE);
        return;
    }
    pages_visit(page, page + CODE_PAGE, visit_suspend, NULL);
    if ((r->prot & OS_PROT_WRITE) != 0)
        code_pages_take_copy(p);
    code_pages_set(p, CODE_PAGE_OPEN);
}

/* What the runtime has written there must stay, and run, whatever else the application wants. */
static void
keep_page(uintptr_t page, const struct app_region *r)
{
    enum { ALL = OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC };
    bool is_writable = (r->prot & OS_PROT_WRITE) != 0;
    if ((r->prot & OS_PROT_READ) == 0)
        return;
    if ((r->prot & ALL) != (OS_PROT_READ | OS_PROT_EXEC))
        os_mem_protect((void *)page, CODE_PAGE, OS_PROT_READ | OS_PROT_EXEC);
    code_pages_set(code_pages_get(page), is_writable ? CODE_PAGE_GUARDED : CODE_PAGE_NONE);
}

/* The kernel has just given the page the application's protection. */
static void
page_protected(uintptr_t page, const struct app_region *r)
{
    struct code_page *p = code_pages_find(page);
    if (os_app_code_is_kept(page)) {
        keep_page(page, r);
        return;
    }
    enum code_page_state state = p == NULL ? CODE_PAGE_NONE : (enum code_page_state)p->state;
    bool has_code = pages_any(page, page + CODE_PAGE);
    bool is_writable = (r->prot & OS_PROT_WRITE) != 0;
    if (state == CODE_PAGE_CHECKED && !is_writable && !r->shared) {
        flush_range(page, page + CODE_PAGE);
        code_pages_set(p, CODE_PAGE_NONE);
        return;
    }
    if (!has_code) {
        if (state == CODE_PAGE_GUARDED || state == CODE_PAGE_OPEN) {
            code_pages_drop_copy(p);
            code_pages_set(p, CODE_PAGE_NONE);
        }
        return;
    }
    if ((r->prot & OS_PROT_EXEC) == 0)
        lose_exec(page, r);
    else if (state == CODE_PAGE_OPEN && is_writable)
        code_pages_take_copy(p);
    else if (state == CODE_PAGE_GUARDED && !is_writable)
        code_pages_set(p, CODE_PAGE_NONE);
    else if (state <= CODE_PAGE_GUARDED && is_writable) {
        p = code_pages_get(page);
        os_mem_protect((void *)page, CODE_PAGE, r->prot & ~OS_PROT_WRITE);
        code_pages_set(p, CODE_PAGE_GUARDED);
    }
}

static void
visit_page_protected(uintptr_t page, void *arg)
{
    struct app_region r;
    UNUSED(arg);
    if (app_map_find(page, &r))
        page_protected(page, &r);
}

static void
visit_entry_protected(struct code_page *p, void *arg)
{
    visit_page_protected(p->start, arg);
}

void
consistency_protected(uintptr_t start, uintptr_t end)
{
    pages_visit_numbers(start, end, visit_page_protected, NULL);
    code_pages_visit(start, end, visit_entry_protected, NULL); /* those without fragments */
    for (uintptr_t at = os_app_code_kept_from(start); at < end; at = os_app_code_kept_from(at + CODE_PAGE))
        visit_page_protected(at, NULL);
}

static void
visit_release(struct code_page *p, void *arg)
{
    struct app_region r;
    UNUSED(arg);
    if (p->state == CODE_PAGE_GUARDED && app_map_find(p->start, &r))
        os_mem_protect((void *)p->start, CODE_PAGE, r.prot);
}

void
consistency_release(uintptr_t start, uintptr_t end)
{
    flush_range(start, end);
    code_pages_visit(start, end, visit_release, NULL);
    code_pages_forget(start, end);
}

void
consistency_replaced(uintptr_t start, uintptr_t end)
{
    flush_range(start, end);
    code_pages_forget(start, end);
}
