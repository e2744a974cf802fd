/* tests/unit/world.h - the fake operating system and the fake ISA that core/cache and core/app run on here.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Memory: the heap is malloc with the size checked at every free, so the sanitizer sees each
 * mistake; os_mem_* hands out parts of one real reservation. The ISA: glue, a landing check and a
 * stub are recognisable bytes; a branch is its 4-byte displacement. What waits for an epoch
 * is kept in a list until world_pass().
 */
#ifndef TESTS_UNIT_WORLD_H
#define TESTS_UNIT_WORLD_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/cache/unit.h"
#include "core/rt/options.h"

/* Repeats for ever with the same numbers. */
uint32_t world_random(uint32_t below);
void world_seed(uint64_t seed);

/* Every thread passes a safe point: what was deferred is called. Returns how many calls. */
size_t world_pass(void);

/* Blocks of the heap in use, and ranges of os_mem_*. */
size_t world_blocks(void);
size_t world_ranges(void);

/* The next allocation from the kernel fails. */
extern bool world_no_memory;

/* The stub that stands at an address belongs to this exit; 0: none. */
uint32_t world_stub_exit(const uint8_t *stub);

/* A fragment with `exits` exits to the given targets, put into a unit near its tag. */
struct fragment *world_fragment(app_addr tag, unsigned exit_count, const app_addr *targets);

#endif
