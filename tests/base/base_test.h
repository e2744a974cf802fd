/* tests/base/base_test.h - the host's C library, cmocka, and ours as base_*. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "tests/base/rename_end.h" /* ctype.h has macros of these names */
#include "tests/base/rename.h"

#include "os/base/assert.h"
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

#include "tests/base/rename_end.h"

/* Numbers that are the same in every run. */
static inline uint64_t
test_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif
