/* tests/clients/check.h - counts what holds and says what does not. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CLIENTS_CHECK_H
#define TESTS_CLIENTS_CHECK_H

#include "dr_api.h"

static int checks, failures;

#define CHECK(cond)                                                             \
    do {                                                                        \
        checks++;                                                               \
        if (!(cond)) {                                                          \
            failures++;                                                         \
            dr_fprintf(STDERR, "line %d does not hold: %s\n", __LINE__, #cond); \
        }                                                                       \
    } while (0)

#endif
