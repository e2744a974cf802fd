/* os/base/ranges.h - a sorted map from address ranges to a few words, with splitting and merging. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_RANGES_H
#define OS_BASE_RANGES_H

#include "os/base/types.h"

/* [start, end) with what is known of it. `offset` belongs to `start` and grows with the address, so
 * that cutting a file mapping in two keeps both parts right; it means nothing where `id` is 0. */
struct range {
    uintptr_t start;
    uintptr_t end;
    uint32_t attr;
    uint32_t id;
    uint64_t offset;
};

/* Where the map takes its memory; `alloc` returns NULL when there is none. */
struct ranges_memory {
    void *(*alloc)(void *context, size_t size);
    void (*free)(void *context, void *p, size_t size);
    void *context;
};

/* Ranges are sorted, do not overlap, are never empty, and neighbours that could be one are one.
 * The map has no lock; pointers to its ranges are good until the next change. */
struct ranges {
    struct range *at;
    size_t count;
    size_t room;
    struct ranges_memory memory;
};

void
ranges_init(struct ranges *map, const struct ranges_memory *memory);
void
ranges_exit(struct ranges *map);

/* The range that holds ADDRESS, or NULL. */
const struct range *
ranges_find(const struct ranges *map, uintptr_t address);

/* The first range that ends above ADDRESS (it may start above it, too), or NULL. */
const struct range *
ranges_find_from(const struct ranges *map, uintptr_t address);

bool
ranges_overlap(const struct ranges *map, uintptr_t start, uintptr_t end);

/* Whether all of [start, end) is in the map. */
bool
ranges_cover(const struct ranges *map, uintptr_t start, uintptr_t end);

/* Lowest address of at least SIZE free bytes in [from, to), a multiple of ALIGN; 0 if there is none. */
uintptr_t
ranges_find_gap(const struct ranges *map, uintptr_t from, uintptr_t to, size_t size, size_t align);

/* Puts the range in place of whatever is there.
 * Fails: no memory; the map is as before.
 */
MUST_USE bool
ranges_set(struct ranges *map, const struct range *what);

/* Takes out what lies in [start, end).
 * Fails: no memory (cutting a range in two takes one more); the map is as before.
 */
MUST_USE bool
ranges_remove(struct ranges *map, uintptr_t start, uintptr_t end);

/* Every range in [start, end), cut at both ends, gets attr = (attr & KEEP) | SET.
 * Fails: as ranges_remove.
 */
MUST_USE bool
ranges_change_attr(struct ranges *map, uintptr_t start, uintptr_t end, uint32_t keep, uint32_t set);

/* Asserts what the structure promises. */
bool
ranges_check(const struct ranges *map);

#endif
