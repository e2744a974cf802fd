/* core/build/checked.h - fragments that compare their source before they run.
 * SPDX-License-Identifier: Apache-2.0
 *
 * For code that may be written to unseen.  Such a fragment is a plain block, and ends behind each
 * store, which might hit the block itself; what follows is compared when it is entered.
 */
#ifndef CORE_BUILD_CHECKED_H
#define CORE_BUILD_CHECKED_H
#include "core/build/writer.h"

enum { MOST_CHECKED_BYTES = 80 };

struct checked {
    app_addr source;
    unsigned instrs; /* as many as the fragment has */
    size_t size;     /* bytes of them; 0: nothing can be decoded */
    uint8_t bytes[MOST_CHECKED_BYTES];
    uint8_t *failed; /* where a failing comparison goes */
};

/* A checked fragment begins with the bytes that it was made from, of its only range. */

/* Looks at the code at source, of which `readable` bytes may be read, for at most `most`
 * instructions. */
void checked_scan(struct checked *c, app_addr source, size_t readable, unsigned most);

/* The exit for a failed comparison: first of all. */
void checked_emit_exit(struct checked *c, struct writer *w);

/* The comparison: where direct branches enter. */
void checked_emit(struct checked *c, struct writer *w);

/* The source of f has changed, and no thread is inside: if only the operands of plain instructions
 * are others, f is changed in place; false otherwise. */
bool checked_refresh(struct fragment *f);

/* Whether the source is still what the comparison expects. */
bool checked_is_current(const struct checked *c);

#endif
