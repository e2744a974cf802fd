/* core/build/builder.h - reading application code for a fragment, inside core/build/ only.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_BUILD_BUILDER_H
#define CORE_BUILD_BUILDER_H
#include "core/app/code_pages.h"
#include "core/build/checked.h"
#include "core/build/writer.h"

struct builder {
    struct writer *w;
    app_addr pc;              /* of the instruction that comes next */
    const uint8_t *bytes;     /* of the one read last, as the application has them */
    struct app_region region; /* the executable region around pc */
    unsigned instrs, branches, calls;
    unsigned most; /* instructions */
    bool ends_in_ret;
    app_addr inlined_ret; /* where the small function being copied returns to; NULL: none */
    bool superblocks;
    bool is_for_clients; /* they see each of its blocks */
    bool is_held; /* the last instruction has the next one in its shadow */
    uintptr_t sound_page; /* known to be readable; 0: none */
    enum code_kind kind;  /* of all its code */
    struct checked check; /* for CODE_CHECKED */
    /* Of the block that clients see: what each of its instructions is, in their order. */
    struct seen *seen;
    unsigned seen_count;
};

struct seen {
    app_addr pc;
    struct ir_scan scan;
};

/* Whether clients want to see the block at pc. */
bool builder_is_shown(app_addr pc);

/* Makes region the one around pc; false: nothing can be executed there. */
bool builder_enter_region(struct builder *b, app_addr pc);

/* Bytes that may be read at pc: over the end of the region when the next one is executable. */
size_t builder_readable(const struct builder *b, app_addr pc);

/* Looks at the instruction at b->pc and counts it; writes to it are noticed from now on. */
enum read_result {
    READ_DONE,
    READ_OTHER_KIND, /* the fragment ends here */
    READ_NOTHING,    /* no instruction of known length is there, or no memory */
};
enum read_result builder_read(struct builder *b, struct ir_scan *s);

/* Writes a line about the first instruction that the decoder did not know, if there was one. */
void builder_report(void);

#endif
