/* core/build/grow.h - how far a superblock goes on, inside core/build/ only.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Shared by the two builders (block.c, client_block.c): each of the functions decides whether the
 * fragment holds what comes next as well; if so it emits what leads there and moves b->pc.
 */
#ifndef CORE_BUILD_GROW_H
#define CORE_BUILD_GROW_H
#include "core/build/builder.h"
#include "core/build/mangle.h"

/* A function of at most so many instructions is copied into its callers. */
enum { LEAF_INSTRS = 14 };

enum step { STEP_GO_ON, STEP_DONE, STEP_GIVE_UP };

/* Control falls through to pc, or jumps there: the fragment goes on there or leaves for it. */
enum step grow_to(struct builder *b, app_addr pc);

/* Behind a call that has left: the landing of its return, then the code there. */
enum step grow_past_call(struct builder *b, app_addr ret_addr);

/* Whether the function at the target of a call is small, and has run before. */
bool grow_is_leaf(struct builder *b, app_addr target);

/* The call of such a function, and its return to where the call comes from. */
enum step grow_into_leaf(struct builder *b, app_addr target, const struct mangle_source *from);
enum step grow_out_of_leaf(struct builder *b, const struct ir_scan *s,
                           const struct mangle_source *from);

#endif
