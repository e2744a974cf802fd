/* os/base/ranges.c - a sorted array of address ranges. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Processes have hundreds of mappings, seldom thousands; looking up is what happens most, and an
 * array answers it fastest. A change moves the tail, which for a thousand ranges is 32 kilobytes.
 * Every change first makes sure of room for the two ranges that cutting can add, so that nothing
 * can fail half way.
 */
#include "os/base/ranges.h"

#include "os/base/assert.h"
#include "os/base/string.h"

void
ranges_init(struct ranges *map, const struct ranges_memory *memory)
{
    map->at = NULL;
    map->count = 0;
    map->room = 0;
    map->memory = *memory;
}

void
ranges_exit(struct ranges *map)
{
    if (map->at != NULL)
        map->memory.free(map->memory.context, map->at, map->room * sizeof *map->at);
    map->at = NULL;
    map->count = map->room = 0;
}

static bool
reserve(struct ranges *map, size_t more)
{
    size_t room = MAX(map->room * 2, (size_t)64);
    struct range *at;

    if (map->count + more <= map->room)
        return true;
    at = map->memory.alloc(map->memory.context, room * sizeof *at);
    if (at == NULL)
        return false;
    if (map->at != NULL) {
        memcpy(at, map->at, map->count * sizeof *at);
        map->memory.free(map->memory.context, map->at, map->room * sizeof *at);
    }
    map->at = at;
    map->room = room;
    return true;
}

/* Index of the first range that ends above ADDRESS. */
static size_t
index_from(const struct ranges *map, uintptr_t address)
{
    size_t low = 0, high = map->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->at[middle].end > address)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

const struct range *
ranges_find_from(const struct ranges *map, uintptr_t address)
{
    size_t i = index_from(map, address);

    return i < map->count ? &map->at[i] : NULL;
}

const struct range *
ranges_find(const struct ranges *map, uintptr_t address)
{
    const struct range *r = ranges_find_from(map, address);

    return r != NULL && r->start <= address ? r : NULL;
}

bool
ranges_overlap(const struct ranges *map, uintptr_t start, uintptr_t end)
{
    const struct range *r = ranges_find_from(map, start);

    return r != NULL && r->start < end;
}

bool
ranges_cover(const struct ranges *map, uintptr_t start, uintptr_t end)
{
    for (size_t i = index_from(map, start); i < map->count && map->at[i].start <= start; i++) {
        start = map->at[i].end;
        if (start >= end)
            return true;
    }
    return start >= end;
}

uintptr_t
ranges_find_gap(const struct ranges *map, uintptr_t from, uintptr_t to, size_t size, size_t align)
{
    size_t i = index_from(map, from);

    for (uintptr_t p = align_up(from, align); p >= from && p < to && to - p >= size;) {
        if (i >= map->count || (map->at[i].start >= p && map->at[i].start - p >= size))
            return p;
        if (map->at[i].end > p)
            p = align_up(map->at[i].end, align);
        i++;
    }
    return 0;
}

static void
insert_at(struct ranges *map, size_t i, const struct range *what)
{
    ASSERT(1, map->count < map->room);
    memmove(&map->at[i + 1], &map->at[i], (map->count - i) * sizeof *map->at);
    map->at[i] = *what;
    map->count++;
}

static void
remove_at(struct ranges *map, size_t from, size_t to)
{
    memmove(&map->at[from], &map->at[to], (map->count - to) * sizeof *map->at);
    map->count -= to - from;
}

/* Cuts the range that has ADDRESS inside it, so that a range starts there. Room is reserved. */
static void
cut(struct ranges *map, uintptr_t address)
{
    size_t i = index_from(map, address);
    struct range upper;

    if (i == map->count || map->at[i].start >= address)
        return;
    upper = map->at[i];
    upper.offset += address - upper.start;
    upper.start = address;
    map->at[i].end = address;
    insert_at(map, i + 1, &upper);
}

static bool
are_one(const struct range *low, const struct range *high)
{
    return low->end == high->start && low->attr == high->attr && low->id == high->id &&
           (low->id == 0 || low->offset + (low->end - low->start) == high->offset);
}

/* Joins neighbours among the ranges FROM to TO (indexes, inclusive) and those beside them. */
static void
join(struct ranges *map, size_t from, size_t to)
{
    size_t kept = from > 0 ? from - 1 : 0, last = MIN(to + 1, map->count - 1);
    size_t i = kept + 1;

    if (map->count == 0)
        return;
    for (; i <= last; i++) {
        if (are_one(&map->at[kept], &map->at[i]))
            map->at[kept].end = map->at[i].end;
        else
            map->at[++kept] = map->at[i];
    }
    remove_at(map, kept + 1, i);
}

bool
ranges_set(struct ranges *map, const struct range *what)
{
    size_t from, to;

    if (what->start >= what->end)
        return true;
    if (!reserve(map, 3))
        return false;
    cut(map, what->start);
    cut(map, what->end);
    from = index_from(map, what->start);
    to = index_from(map, what->end);
    /* After the cuts nothing straddles an end: [from, to) lies wholly inside. */
    if (to > from) {
        map->at[from] = *what;
        remove_at(map, from + 1, to);
    } else {
        insert_at(map, from, what);
    }
    join(map, from, from);
    return true;
}

bool
ranges_remove(struct ranges *map, uintptr_t start, uintptr_t end)
{
    if (start >= end || !ranges_overlap(map, start, end))
        return true;
    if (!reserve(map, 2))
        return false;
    cut(map, start);
    cut(map, end);
    remove_at(map, index_from(map, start), index_from(map, end));
    return true;
}

bool
ranges_change_attr(struct ranges *map, uintptr_t start, uintptr_t end, uint32_t keep, uint32_t set)
{
    size_t from, to;

    if (start >= end || !ranges_overlap(map, start, end))
        return true;
    if (!reserve(map, 2))
        return false;
    cut(map, start);
    cut(map, end);
    from = index_from(map, start);
    to = index_from(map, end);
    for (size_t i = from; i < to; i++)
        map->at[i].attr = (map->at[i].attr & keep) | set;
    join(map, from, to);
    return true;
}

bool
ranges_check(const struct ranges *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct range *r = &map->at[i];
        if (r->start >= r->end || (i > 0 && (r[-1].end > r->start || are_one(&r[-1], r))))
            return false;
    }
    return map->count <= map->room;
}
