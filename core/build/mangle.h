/* core/build/mangle.h - one application instruction as it runs in the cache.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Shared by the two builders: blocks that nobody looks at (block.c) and blocks that clients have
 * seen (client_block.c). Whether a fragment goes on afterwards is theirs to decide.
 */
#ifndef CORE_BUILD_MANGLE_H
#define CORE_BUILD_MANGLE_H
#include "core/build/writer.h"

/* What has been emitted, and how the code goes on. */
enum mangled {
    MANGLED_ON,     /* falls through */
    MANGLED_BRANCH, /* a conditional branch: falls through otherwise */
    MANGLED_GOTO,   /* nothing leads on yet: the code goes on at scan.target */
    MANGLED_CALL,   /* a call that has left; the code after it is reached by its return */
    MANGLED_END,    /* nothing falls through */
};

/* One instruction: where its bytes are, the pc that they belong to (rip-relative operands count
 * from there), the application's instruction that it stands for and where that one ends. */
struct mangle_source {
    struct arch_source code;
    app_addr pc, next;
};

/* Indirect calls that enter the kernel count as system calls: s becomes one. */
void mangle_know_gateway(struct ir_scan *s, const uint8_t *bytes);

/* Emits the instruction at the writer's place. */
enum mangled mangle_instr(struct writer *w, const struct ir_scan *s,
                          const struct mangle_source *from);

/* The same for a call whose target, and for a return whose landing, follow right here: the code of
 * a small function stands in its caller's fragment. */
void mangle_call_inline(struct writer *w, const struct mangle_source *from);
void mangle_ret_inline(struct writer *w, const struct ir_scan *s, const struct mangle_source *from,
                       app_addr ret_addr);

/* Ends the fragment with a jump to `to`. */
void mangle_goto(struct writer *w, app_addr to);

/* Whether the runtime carries the instruction out: nothing of it runs in the cache. */
bool mangle_leaves(const struct ir_scan *s);

#endif
