/* core/build/writer.h - a fragment while it is being made: bytes, exits, places, ranges.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_BUILD_WRITER_H
#define CORE_BUILD_WRITER_H
#include "core/cache/fragment.h"
#include "core/cache/unit.h"

/* Bounds of one fragment; the builder ends it before any is passed. */
enum { MOST_PLACES = 2048, MOST_EXITS_OF_ONE = 192, MOST_LANDINGS = 96, MOST_RANGES = 24 };

/* One writer exists, guarded by lock_build. */
struct writer {
    struct emitter e;
    struct unit *unit;
    app_addr tag;
    app_addr cur; /* where the place being written ends in the application */
    unsigned place_count, exit_count, landing_count, range_count;
    struct place places[MOST_PLACES];
    uint32_t exits[MOST_EXITS_OF_ONE];
    app_addr landings[MOST_LANDINGS];
    uint8_t *landing_ok[MOST_LANDINGS];
    struct app_range ranges[MOST_RANGES];
    bool is_covered; /* by writer_cover() */
    uint8_t *start; /* entry of direct branches */
};

/* Begins a fragment in a unit near tag; NULL: no space. */
struct writer *writer_begin(app_addr tag);

/* Notes that the code from here on belongs to the instruction at pc of length len. */
void writer_place(struct writer *w, app_addr pc, enum xl_kind kind, unsigned aux, unsigned len);

/* A block that clients have seen begins here and stands for [start, end), whatever its places say:
 * from the first such call on, only these make the fragment's ranges. */
void writer_cover(struct writer *w, app_addr start, app_addr end);

/* Changes the kind of the last place. */
void writer_set_kind(struct writer *w, enum xl_kind kind, unsigned aux);

/* An exit whose branch has just been emitted at site (NULL: stands inline, emitted here). */
void writer_exit(struct writer *w, app_addr target, uint8_t *site, uint32_t flags);

/* A landing for tag here. */
void writer_landing(struct writer *w, app_addr tag);

/* Where the writer stands, to go back when an instruction or a block turns out not to fit. */
struct writer_mark {
    struct emitter e;
    app_addr cur;
    unsigned place_count, exit_count, landing_count, range_count;
    struct app_range range;
};
struct writer_mark writer_mark(const struct writer *w);
void writer_rewind(struct writer *w, const struct writer_mark *m);

bool writer_has_room(const struct writer *w);

/* Ends the fragment: structures, stubs, tables, links. */
struct fragment *writer_end(struct writer *w, unsigned flags);

/* Drops it: nothing of it stays. */
void writer_cancel(struct writer *w);

#endif
