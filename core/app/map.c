/* core/app/map.c - a sorted array of regions.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/app/map.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/app_maps.h"
#include "os/mem.h"

/* Guarded by lock_vmareas. */
static struct app_region *regions;
static size_t count, room;

/* Index of the first region that ends after addr. */
static size_t
first_after(uintptr_t addr)
{
    size_t lo = 0, hi = count;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (regions[mid].end <= addr)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void
insert_at(size_t i, struct app_region r)
{
    if (count == room) {
        size_t more = room == 0 ? 256 : room * 2;
        regions = heap_resize(regions, room * sizeof(*regions), more * sizeof(*regions));
        room = more;
    }
    memmove(&regions[i + 1], &regions[i], (count - i) * sizeof(*regions));
    regions[i] = r;
    count++;
}

static void
delete_at(size_t i, size_t n)
{
    memmove(&regions[i], &regions[i + n], (count - i - n) * sizeof(*regions));
    count -= n;
}

/* Makes addr a border between regions. */
static void
split_at(uintptr_t addr)
{
    size_t i = first_after(addr);
    if (i == count || regions[i].start >= addr)
        return;
    struct app_region low = regions[i];
    low.end = addr;
    regions[i].start = addr;
    insert_at(i, low);
}

static void
remove_locked(uintptr_t start, uintptr_t end)
{
    split_at(start);
    split_at(end);
    size_t i = first_after(start), n = 0;
    while (i + n < count && regions[i + n].end <= end)
        n++;
    if (n != 0)
        delete_at(i, n);
}

static bool
joins(const struct app_region *a, const struct app_region *b)
{
    return a->end == b->start && a->prot == b->prot && a->shared == b->shared;
}

static void
merge_around(size_t i)
{
    if (i + 1 < count && joins(&regions[i], &regions[i + 1])) {
        regions[i].end = regions[i + 1].end;
        delete_at(i + 1, 1);
    }
    if (i > 0 && joins(&regions[i - 1], &regions[i])) {
        regions[i - 1].end = regions[i].end;
        delete_at(i, 1);
    }
}

void
app_map_add(uintptr_t start, uintptr_t end, int prot, bool shared)
{
    if (start >= end)
        return;
    lock_acquire(&lock_vmareas);
    remove_locked(start, end);
    size_t i = first_after(start);
    insert_at(i, (struct app_region){ start, end, prot, shared });
    merge_around(i);
    lock_release(&lock_vmareas);
}

void
app_map_remove(uintptr_t start, uintptr_t end)
{
    lock_acquire(&lock_vmareas);
    remove_locked(start, end);
    lock_release(&lock_vmareas);
}

void
app_map_protect(uintptr_t start, uintptr_t end, int prot)
{
    lock_acquire(&lock_vmareas);
    split_at(start);
    split_at(end);
    for (size_t i = first_after(start); i < count && regions[i].end <= end; i++)
        regions[i].prot = prot;
    size_t i = first_after(start);
    while (i < count && regions[i].start <= end) {
        size_t before = count;
        merge_around(i);
        if (count == before)
            i++;
        else
            i = i > 0 ? i - 1 : 0;
    }
    lock_release(&lock_vmareas);
}

bool
app_map_find_next(uintptr_t addr, struct app_region *out)
{
    lock_acquire(&lock_vmareas);
    size_t i = first_after(addr);
    bool found = i < count;
    if (found)
        *out = regions[i];
    lock_release(&lock_vmareas);
    return found;
}

bool
app_map_find(uintptr_t addr, struct app_region *out)
{
    return app_map_find_next(addr, out) && out->start <= addr;
}

static void
add_initial(const struct os_map_line *m, void *arg)
{
    UNUSED(arg);
    if (m->start >= os_mem_facts()->highest) /* the kernel's own page of old entries */
        return;
    app_map_add(m->start, m->end, m->prot, m->is_shared);
}

void
app_map_init(void)
{
    os_maps_iterate(add_initial, NULL);
}

void
app_map_check(void)
{
    for (size_t i = 0; i < count; i++) {
        ASSERT(3, regions[i].start < regions[i].end);
        ASSERT(3, i == 0 || regions[i - 1].end <= regions[i].start);
    }
}
