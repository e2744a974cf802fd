/* core/build/client_block.h - blocks that clients see and change, inside core/build/ only.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The instructions up to the first transfer of control become a list; the clients' block events
 * get it, last registered first; what they leave is emitted.  Application instructions run as in
 * any fragment, meta instructions as they are.  A fragment holds several such blocks in a row
 * (core/build/grow.h): each is shown and emitted for itself, and one block may stand in several
 * fragments.
 */
#ifndef CORE_BUILD_CLIENT_BLOCK_H
#define CORE_BUILD_CLIENT_BLOCK_H
#include "core/build/builder.h"

enum client_result {
    CLIENT_DONE,
    CLIENT_NOTHING, /* nothing can be decoded at the start */
    CLIENT_TOO_BIG, /* the list does not fit a fragment: again with fewer instructions */
};

/* Emits the blocks from b->pc on, of at most `most` application instructions, behind what the
 * writer has already. */
enum client_result client_block_translate(struct builder *b, unsigned most);

#endif
