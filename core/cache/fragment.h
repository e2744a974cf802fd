/* core/cache/fragment.h - a piece of translated code, and the table that finds it by its tag.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A fragment has one entry (`start`) and leaves through exits or an indirect branch.  It may
 * cover several ranges of application code, as it goes on through direct jumps.
 */
#ifndef CORE_CACHE_FRAGMENT_H
#define CORE_CACHE_FRAGMENT_H
#include "core/cache/places.h"

struct unit;

struct app_range {
    app_addr start, end;
};

enum fragment_flags {
    FRAGMENT_IS_TRACE = 1,
    FRAGMENT_CLIENT = 2,      /* clients have seen it: only where a block begins is a clean point */
    FRAGMENT_ONE_SHOT = 4,    /* never linked, never found: runs once, over modified code */
    FRAGMENT_LANDING_ONLY = 16, /* a landing and a jump; found through the landing tables only */
    FRAGMENT_REMOVED = 8,     /* unlinked and out of the tables; a thread may still be inside */
    FRAGMENT_SUSPENDED = 32,  /* cut off and out of the tables, but may come back */
    FRAGMENT_CHECKED = 64,    /* compares its source before it runs */
    FRAGMENT_LEAF = 256,      /* a small function that calls nothing */
    FRAGMENT_EMPTY = 128,     /* only the structure is left, for those who walk the unit */
};

struct fragment {
    app_addr tag;
    uint8_t *code; /* first byte, landing check included */
    struct unit *unit;
    void *parts;    /* in one piece of memory: ranges, numbers of exits, packed places */
    uint32_t first_in; /* exits that are linked to this fragment, chained by exit.next_in */
    uint16_t code_size;
    uint16_t start; /* offset in code: where direct branches enter */
    uint16_t flags;
    uint16_t exit_count, places_size;
    uint8_t range_count;
};

static inline uint8_t *
fragment_start(const struct fragment *f)
{
    return f->code + f->start;
}

static inline struct app_range *
fragment_ranges(const struct fragment *f)
{
    return f->parts;
}

static inline uint32_t *
fragment_exits(const struct fragment *f)
{
    return (uint32_t *)(void *)(fragment_ranges(f) + f->range_count);
}

/* Gives f its ranges, exits and places, of which it has none yet. */
void fragment_set_parts(struct fragment *f, const struct app_range *ranges, unsigned range_count,
                        const uint32_t *exits, unsigned exit_count, const uint8_t *places,
                        size_t places_size);

/* At the first place. */
struct place_cursor fragment_places(const struct fragment *f);

/* The table of fragments.  Lookups never lock; changes hold lock_build. */
struct fragment *fragment_find(app_addr tag);
void fragment_add(struct fragment *f);
void fragment_take_out(struct fragment *f);
void fragment_table_clear(void);
size_t fragment_table_count(void);
void fragment_table_init(void);

/* Frees all but the structure itself, which the unit keeps; its code must be out of use. */
void fragment_empty(struct fragment *f);
void fragment_destroy(struct fragment *f);

/* Calls for each landing of f: its tag and the address behind its check. */
void fragment_visit_landings(struct fragment *f, void (*visit)(app_addr tag, uint8_t *ok, void *arg),
                             void *arg);

static inline bool
fragment_holds(const struct fragment *f, const uint8_t *cache_pc)
{
    return cache_pc >= f->code && cache_pc < f->code + f->code_size;
}

/* The application pc that belongs to a cache pc inside f, with what stands there.
 * Context: any, fault handlers included */
struct xl_place {
    app_addr pc;
    enum xl_kind kind;
    uint8_t aux;
    size_t into;    /* bytes from the beginning of this step to the cache pc */
    uint8_t app_len;
    app_addr block; /* of a fragment that clients have seen: the block around the cache pc */
    uint32_t block_offset; /* where that one begins */
};
bool fragment_translate(const struct fragment *f, uintptr_t pc, struct xl_place *out);

/* Whether f is for clients and one of its blocks begins at tag. */
bool fragment_has_block(const struct fragment *f, app_addr tag);

void fragment_check(const struct fragment *f);

#endif
