/* core/cache/places.h - what stands where in a fragment, and which application instruction it is.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Most places are application instructions that stand in the cache as they are: one byte each.
 */
#ifndef CORE_CACHE_PLACES_H
#define CORE_CACHE_PLACES_H
#include "core/arch.h"

/* One step of the way through a fragment; it reaches to the offset of the next one. */
struct place {
    app_addr pc;     /* the application instruction */
    uint32_t offset; /* of the first byte, from fragment.code */
    uint8_t kind;    /* enum xl_kind */
    uint8_t aux;     /* 0 to 15 */
    uint8_t app_len; /* bytes of the application that the step stands for, 0 to 15 */
};

/* Most bytes that n places take. */
enum { PLACE_MOST_BYTES = 1 + 8 + 1 + 1 + 3 };

/* Packs n places in the order of their offsets, the first of which is 0, into `out`; returns the
 * number of bytes.  A place begins where the one before it ends: the last ends at code_size. */
size_t places_pack(const struct place *p, unsigned n, app_addr tag, uint32_t code_size,
                   uint8_t *out);

/* Walks packed places in order. */
struct place_cursor {
    const uint8_t *at, *end;
    app_addr pc;
    uint32_t offset;
};

/* False: that was the last. */
bool place_next(struct place_cursor *c, struct place *out);

#endif
