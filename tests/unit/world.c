/* tests/unit/world.c - the fake operating system and the fake ISA.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/unit/world.h"
#include "core/rt/epoch.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "os/app_maps.h"
#include "os/base/assert.h"
#include "os/mem.h"

#include <sys/mman.h>

struct options options;
struct stats stats;
uint32_t thread_count = 1;
int assert_level = 3;
struct lock lock_vmareas;
bool world_no_memory;

static uint64_t state = 1;
static size_t blocks, ranges;

void
world_seed(uint64_t seed)
{
    state = seed * 2 + 1;
}

uint32_t
world_random(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % below;
}

/* A heap whose blocks remember their size. */
struct head {
    size_t size, magic;
};

void *
heap_alloc(size_t size)
{
    struct head *h = malloc(sizeof(*h) + size);
    assert_non_null(h);
    *h = (struct head){ size, 0x4ea9 };
    memset(h + 1, 0xa5, size);
    blocks++;
    return h + 1;
}

void *
heap_zalloc(size_t size)
{
    return memset(heap_alloc(size), 0, size);
}

void
heap_free(void *p, size_t size)
{
    if (p == NULL) {
        assert_int_equal(size, 0);
        return;
    }
    struct head *h = (struct head *)p - 1;
    assert_int_equal(h->magic, 0x4ea9);
    assert_int_equal(h->size, size);
    h->magic = 0;
    free(h);
    blocks--;
}

void *
heap_resize(void *p, size_t old_size, size_t new_size)
{
    void *bigger = heap_alloc(new_size);
    if (old_size != 0)
        memcpy(bigger, p, old_size);
    heap_free(p, old_size);
    return bigger;
}

size_t
world_blocks(void)
{
    return blocks;
}

size_t
world_ranges(void)
{
    return ranges;
}

/* Memory of the "kernel". */
const struct mem_facts *
os_mem_facts(void)
{
    static const struct mem_facts facts = { 4096, 4096, 0x10000, (uintptr_t)1 << 47, 0x7f000000, false };
    return &facts;
}

size_t
os_mem_limit(void)
{
    return SIZE_MAX;
}

void *
os_mem_alloc(size_t size, int prot)
{
    (void)prot;
    if (world_no_memory) {
        world_no_memory = false;
        return NULL;
    }
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ranges += p != MAP_FAILED;
    return p == MAP_FAILED ? NULL : p;
}

void *
os_mem_alloc_within(uintptr_t lo, uintptr_t hi, uintptr_t near, size_t size, int prot)
{
    (void)prot;
    if (world_no_memory) {
        world_no_memory = false;
        return NULL;
    }
    for (uintptr_t at = near & ~(uintptr_t)0xffff; at >= lo && at > size; at -= 16 << 20) {
        if (at + size > hi)
            continue;
        void *p = mmap((void *)at, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
        if (p != MAP_FAILED) {
            ranges++;
            return p;
        }
    }
    return NULL;
}

void
os_mem_free(void *p, size_t size)
{
    assert_int_equal(munmap(p, size), 0);
    ranges--;
}

void
os_mem_populate(void *p, size_t size)
{
    (void)p;
    (void)size;
}

bool
os_mem_protect(void *p, size_t size, int prot)
{
    (void)p, (void)size, (void)prot;
    return true;
}

void
os_maps_iterate(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    static const struct os_map_line lines[] = {
        { 0x1000, 0x3000, 5, false, 0, 0, "" },
        { 0x8000, 0x9000, 3, true, 0, 0, "" },
    };
    for (size_t i = 0; i < 2; i++)
        visit(&lines[i], arg);
}

/* Locks are held or not: one thread runs. */
void
lock_acquire(struct lock *l)
{
    assert_int_equal(l->word, 0);
    l->word = 1;
}

void
lock_release(struct lock *l)
{
    assert_int_equal(l->word, 1);
    l->word = 0;
}

/* Epochs. */
static struct deferred {
    void (*fn)(void *p, size_t size);
    void *p;
    size_t size;
} waiting[100000];
static size_t waiting_count;

void
epoch_defer(void (*fn)(void *p, size_t size), void *p, size_t size)
{
    assert_true(waiting_count < sizeof(waiting) / sizeof(*waiting));
    waiting[waiting_count++] = (struct deferred){ fn, p, size };
}

void
epoch_free_heap(void *p, size_t size)
{
    heap_free(p, size);
}

size_t
world_pass(void)
{
    size_t n = waiting_count;
    for (size_t i = 0; i < n; i++)
        waiting[i].fn(waiting[i].p, waiting[i].size);
    waiting_count = 0;
    return n;
}

/* The ISA. */
size_t
arch_glue_size(void)
{
    return 100;
}

void
arch_glue_write(uint8_t *unit_base)
{
    memset(unit_base, 'G', arch_glue_size());
}

uintptr_t
arch_landing_none(void)
{
    return 0x1234;
}

struct arch_landing_index
arch_landing_index(void)
{
    return (struct arch_landing_index){ .shift = 1, .bits = 16 };
}

void
arch_set_landing_table(uintptr_t base)
{
    assert_true(base < (uintptr_t)1 << 31);
    memset((void *)(base - 8), 0, 8);
}

bool
arch_branch_reaches(const uint8_t *site, const uint8_t *target)
{
    int64_t distance = target - (site + 4);
    return distance == (int32_t)distance;
}

void
arch_patch_branch(uint8_t *site, const uint8_t *target)
{
    int64_t distance = target - (site + 4);
    assert_true(distance == (int32_t)distance);
    int32_t d = (int32_t)distance;
    memcpy(site, &d, sizeof(d));
}

uint8_t *
arch_branch_target(const uint8_t *site)
{
    int32_t d;
    memcpy(&d, site, sizeof(d));
    return (uint8_t *)site + 4 + d;
}

void
arch_write_stub(uint8_t *at, const uint8_t *unit_base, uint32_t exit_id)
{
    assert_true(at > unit_base);
    memset(at, 'S', ARCH_STUB_SIZE);
    memcpy(at + 8, &exit_id, sizeof(exit_id));
}

uint32_t
world_stub_exit(const uint8_t *stub)
{
    uint32_t id;
    memcpy(&id, stub + 8, sizeof(id));
    return stub[12] == 'S' ? id : 0;
}

/* What went wrong ends the test, not the process. */
void
base_assert_failed(const char *expr, const char *file, int line)
{
    print_error("assertion: %s\n", expr);
    _fail(file, line);
    abort();
}

void
base_fatal(const char *fmt, ...)
{
    fail_msg("FATAL: %s", fmt);
    abort();
}

struct fragment *
world_fragment(app_addr tag, unsigned exit_count, const app_addr *targets)
{
    struct unit *u = unit_for(tag);
    if (u == NULL)
        return NULL;
    struct fragment *f = heap_zalloc(sizeof(*f));
    f->tag = tag;
    f->unit = u;
    f->code = u->hot;
    f->start = LANDING_CHECK_SIZE;
    f->code_size = (uint16_t)(LANDING_CHECK_SIZE + 8 + 6 * exit_count);
    memset(f->code, 'C', f->code_size);
    u->hot += f->code_size;
    uint32_t exits[256];
    assert_true(exit_count <= sizeof(exits) / sizeof(exits[0]));
    for (unsigned i = 0; i < exit_count; i++) {
        exits[i] = exit_create(targets[i], f->code, fragment_start(f) + 8 + 6 * i, 0);
        exit_set_owner(exits[i], f);
        link_to_stub(exits[i], u);
    }
    const struct app_range range = { tag, tag + 16 };
    fragment_set_parts(f, &range, 1, exits, exit_count, NULL, 0);
    unit_add_fragment(u, f);
    return f;
}
