/* core/run/kept_code.c - the application and its code that the runtime has written over.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/kept_code.h"
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/arch.h"
#include "core/build/writer.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/run/flush.h"
#include "os/app_code.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"

enum { MARGIN = 1024, WINDOW = CODE_PAGE + 2 * MARGIN, LONGEST_INSTR = 15 };

/* The page that is stored to, with some of what is around it. */
struct store {
    struct arch_window w;
    uint8_t before[WINDOW], after[WINDOW];
    uint8_t code[LONGEST_INSTR + 1];
};

static void
read_window(struct store *s, uintptr_t addr)
{
    uintptr_t page = align_down(addr, CODE_PAGE);
    s->w = (struct arch_window){ page - MARGIN, WINDOW, s->after, 0 };
    os_app_code_read(page - MARGIN, s->before, MARGIN); /* what is around may be missing */
    os_app_code_read(page, s->before + MARGIN, CODE_PAGE);
    os_app_code_read(page + CODE_PAGE, s->before + MARGIN + CODE_PAGE, MARGIN);
    memcpy(s->after, s->before, WINDOW);
}

/* The next run of bytes that have changed, from *at on; 0: there is none. */
static size_t
next_change(const struct store *s, size_t *at)
{
    size_t n = 0;
    while (*at < WINDOW && s->before[*at] == s->after[*at])
        ++*at;
    while (*at + n < WINDOW && s->before[*at + n] != s->after[*at + n])
        n++;
    return n;
}

/* False: some of it is not the application's to write to, from *addr on. */
static bool
may_change(const struct store *s, uintptr_t *addr)
{
    struct app_region r;
    for (size_t at = 0, n; (n = next_change(s, &at)) != 0; at += n) {
        for (uintptr_t to = s->w.start + at; to < s->w.start + at + n; to = r.end) {
            if (app_map_find(to, &r) && (r.prot & OS_PROT_WRITE) != 0)
                continue;
            *addr = to;
            return false;
        }
    }
    return true;
}

static void
change(const struct store *s)
{
    for (size_t at = 0, n; (n = next_change(s, &at)) != 0; at += n) {
        os_app_code_write(s->w.start + at, s->after + at, n);
        flush_range(s->w.start + at, s->w.start + at + n);
    }
}

/* It has compared with what it reads there: with the runtime's bytes. */
static enum arch_redirected
compare_again(struct store *s, struct mcontext *mc, const struct ir_scan *scan,
              const struct arch_source *from, uintptr_t addr, uint8_t *room)
{
    size_t at = addr - s->w.start, size = s->w.compared;
    os_safe_copy(s->after + at, (const void *)addr, size);
    enum arch_redirected r = arch_redirect(mc, scan, from, &s->w, room);
    if (r == ARCH_REDIRECTED)
        os_app_code_exchange(addr, s->after + at, size);
    flush_range(addr, addr + size);
    memcpy(s->after, s->before, WINDOW);
    return r;
}

/* Locks: caller holds lock_build */
static bool
carry_out(struct thread *t, struct store *s, uintptr_t *addr)
{
    struct ir_scan scan;
    struct mcontext mc = t->mc;
    os_app_code_read((uintptr_t)t->next, s->code, LONGEST_INSTR);
    if (ir_scan_copy(s->code, (uintptr_t)t->next, LONGEST_INSTR, IR_ISA_AMD64, &scan) == 0)
        return false;
    struct writer *w = writer_begin(t->next);
    if (w == NULL) { /* once more when there is room */
        flush_full_units();
        return true;
    }
    const struct arch_source from = { s->code, t->next };
    enum arch_redirected r = arch_redirect(&mc, &scan, &from, &s->w, w->e.hot);
    if (r == ARCH_COMPARED_UNEQUAL) {
        mc = t->mc;
        r = compare_again(s, &mc, &scan, &from, *addr, w->e.hot);
    }
    writer_cancel(w);
    if (r == ARCH_NOT_REDIRECTED || !may_change(s, addr))
        return false;
    change(s);
    t->mc = mc;
    t->next = (app_addr)mc.pc;
    return true;
}

bool
kept_code_store(struct thread *t, uintptr_t *addr)
{
    struct store *s = heap_zalloc(sizeof(*s));
    lock_acquire(&lock_memory);
    lock_acquire(&lock_build);
    read_window(s, *addr);
    bool done = carry_out(t, s, addr);
    lock_release(&lock_build);
    lock_release(&lock_memory);
    heap_free(s, sizeof(*s));
    return done;
}

/* What stood there first, at another place: made when it is wanted. */
enum { MOST_COPIES = 8, COPY_ROOM = 256 };
static struct {
    uint8_t *memory; /* guarded by lock_memory */
    uintptr_t of[MOST_COPIES];
} copies;

static bool
make_memory(uintptr_t near)
{
    enum { REACH = 0x40000000 };
    size_t size = MOST_COPIES * COPY_ROOM;
    uintptr_t low = near > REACH ? near - REACH : 0;
    if (copies.memory != NULL)
        return true;
    copies.memory = os_mem_alloc_within(low, near + REACH, near, size, OS_PROT_READ | OS_PROT_EXEC);
    if (copies.memory == NULL)
        return false;
    app_map_add((uintptr_t)copies.memory, (uintptr_t)copies.memory + align_up(size, CODE_PAGE),
                OS_PROT_READ | OS_PROT_EXEC, false);
    return true;
}

static bool
make_copy(uint8_t *to, const struct os_app_code_first *f)
{
    os_mem_protect(copies.memory, CODE_PAGE, OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC);
    bool done = arch_relocate(to, f->bytes, f->size, f->at, f->covered);
    os_mem_protect(copies.memory, CODE_PAGE, OS_PROT_READ | OS_PROT_EXEC);
    return done;
}

/* Locks: caller holds lock_memory */
static uint8_t *
copy_of(const struct os_app_code_first *f)
{
    unsigned i = 0;
    if (!make_memory(f->at))
        return NULL;
    while (i < MOST_COPIES && copies.of[i] != 0 && copies.of[i] != f->at)
        i++;
    if (i == MOST_COPIES)
        return NULL;
    uint8_t *to = copies.memory + i * COPY_ROOM;
    if (copies.of[i] == 0 && !make_copy(to, f))
        return NULL;
    copies.of[i] = f->at;
    return to;
}

bool
kept_code_enter(struct thread *t)
{
    struct os_app_code_first first;
    if (!os_app_code_is_copied((uintptr_t)t->next, &first))
        return false;
    lock_acquire(&lock_memory);
    const uint8_t *copy = copy_of(&first);
    lock_release(&lock_memory);
    if (copy != NULL)
        t->next = copy;
    return copy != NULL;
}
