/* core/build/block.h - application code to fragments, when no client asks to see it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_BUILD_BLOCK_H
#define CORE_BUILD_BLOCK_H
#include "core/cache/fragment.h"

enum build_result {
    BUILD_OK,
    BUILD_NO_SPACE,   /* the cache is full: flush and try again */
    BUILD_UNMAPPED,   /* nothing is mapped at tag */
    BUILD_NOT_EXEC,   /* it is mapped, but not executable */
    BUILD_UNKNOWN,    /* no instruction of known length at tag */
    BUILD_BREAKPOINT, /* somebody has a breakpoint at tag: only a fragment that runs once goes over it */
};

/* Translates the code at tag.  With `by_indirect` the fragment begins with a landing.
 * Locks: caller holds lock_build */
enum build_result block_build(app_addr tag, bool by_indirect, unsigned flags, struct fragment **out);

/* Makes sure that indirect branches reach tag, for which f was built: returns the landing's
 * checked entry.  NULL: the cache is full.  Locks: caller holds lock_build */
uint8_t *block_add_landing(struct fragment *f);

#endif
