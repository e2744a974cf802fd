/* os/linux/mem.c - the runtime's memory through mmap.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/mem.h"
#include "os/mem_own.h"
#include "os/linux/sys.h"
#include <asm/mman.h>
#include <linux/mman.h>
#include <linux/resource.h>

#ifndef MAP_FIXED_NOREPLACE
#    define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MADV_POPULATE_WRITE
#    define MADV_POPULATE_WRITE 23
#endif

/* Steps by which a free place is looked for; coarse first tries are cheap, a mapping costs
 * about a microsecond. */
#define SEARCH_STEP ((uintptr_t)4 << 20)

static const struct mem_facts facts = { 4096, 4096, 0x10000, 0x7ffffffff000, 0x7f000000, false };

const struct mem_facts *
os_mem_facts(void)
{
    return &facts;
}

static size_t
whole_pages(size_t size)
{
    return (size + facts.page - 1) & ~(facts.page - 1);
}

static void *
map_anonymous(uintptr_t where, size_t size, int prot, int flags)
{
    intptr_t r = sys6(__NR_mmap, where, whole_pages(size), prot,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
    if (sys_failed(r))
        return NULL;
    mem_own_add((uintptr_t)r, (uintptr_t)r + whole_pages(size));
    return (void *)r;
}

void *
os_mem_alloc_at(uintptr_t where, size_t size, int prot)
{
    void *p = map_anonymous(where, size, prot, MAP_FIXED_NOREPLACE);
    if (p != NULL && (uintptr_t)p != where) { /* a kernel before 4.17 takes it as a hint */
        os_mem_free(p, size);
        return NULL;
    }
    return p;
}

/* Where the runtime's memory goes when its place does not matter: far from where the kernel puts
 * the application's, whose free places are thus the same as natively and stay free. */
#define OWN_TOP ((uintptr_t)0x7e8000000000)
#define OWN_BOTTOM ((uintptr_t)0x7d0000000000)

/* The next own range ends here; it grows downwards, round and round. */
static uintptr_t own_end = OWN_TOP;

static uintptr_t
next_own(size_t size)
{
    uintptr_t at = __atomic_sub_fetch(&own_end, size, __ATOMIC_RELAXED);
    if (at >= OWN_BOTTOM && at < OWN_TOP)
        return at;
    __atomic_store_n(&own_end, OWN_TOP - size, __ATOMIC_RELAXED);
    return OWN_TOP - size;
}

void *
os_mem_alloc(size_t size, int prot)
{
    enum { TRIES = 64 };
    size = whole_pages(size);
    for (unsigned i = 0; i < TRIES && size < OWN_TOP - OWN_BOTTOM; i++) {
        void *p = os_mem_alloc_at(next_own(size), size, prot);
        if (p != NULL)
            return p;
    }
    return map_anonymous(0, size, prot, 0);
}

void *
os_mem_alloc_within(uintptr_t lo, uintptr_t hi, uintptr_t near, size_t size, int prot)
{
    if (hi < size || lo > hi - size)
        return NULL;
    hi -= size;
    near &= ~(SEARCH_STEP - 1);
    uintptr_t down = near > hi ? hi & ~(SEARCH_STEP - 1) : near;
    for (uintptr_t at = down; at >= lo && at <= hi; at -= SEARCH_STEP) {
        void *p = os_mem_alloc_at(at, size, prot);
        if (p != NULL)
            return p;
        if (at < SEARCH_STEP)
            break;
    }
    uintptr_t up = near < lo ? (lo + SEARCH_STEP - 1) & ~(SEARCH_STEP - 1) : near + SEARCH_STEP;
    for (uintptr_t at = up; at <= hi; at += SEARCH_STEP) {
        void *p = os_mem_alloc_at(at, size, prot);
        if (p != NULL)
            return p;
    }
    return NULL;
}

void
os_mem_free(void *p, size_t size)
{
    if (p == NULL)
        return;
    /* In this order: as soon as it is unmapped, it may be somebody else's. */
    mem_own_remove((uintptr_t)p, (uintptr_t)p + whole_pages(size));
    sys2(__NR_munmap, p, whole_pages(size));
    uintptr_t end = (uintptr_t)p; /* the newest of its kind: its place is used again */
    __atomic_compare_exchange_n(&own_end, &end, end + whole_pages(size), false, __ATOMIC_RELAXED,
                                __ATOMIC_RELAXED);
}

bool
os_mem_protect(void *p, size_t size, int prot)
{
    return sys3(__NR_mprotect, p, whole_pages(size), prot) == 0;
}

size_t
os_mem_limit(void)
{
    struct rlimit64 limit;
    if (sys4(__NR_prlimit64, 0, RLIMIT_AS, 0, &limit) != 0 || limit.rlim_cur > SIZE_MAX)
        return SIZE_MAX;
    return (size_t)limit.rlim_cur;
}

void
os_mem_populate(void *p, size_t size)
{
    sys3(__NR_madvise, p, whole_pages(size), MADV_POPULATE_WRITE); /* Linux 5.14 */
}

void
os_mem_discard(void *p, size_t size)
{
    sys3(__NR_madvise, p, whole_pages(size), MADV_DONTNEED);
}

void
os_mem_give_away(void *p, size_t size)
{
    mem_own_remove((uintptr_t)p, (uintptr_t)p + whole_pages(size));
}
