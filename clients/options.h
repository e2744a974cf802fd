/* clients/options.h - reading a client's options. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_OPTIONS_H
#define CLIENTS_OPTIONS_H

#include "dr_api.h"

static inline bool
option_is(const char *word, const char *name)
{
    while (*word != '\0' && *word == *name)
        word++, name++;
    return *word == *name;
}

/* The word behind word *AT, to which *AT is moved; without one the process ends with a message. */
static inline const char *
option_value(const char *client, int argc, const char *argv[], int *at)
{
    if (*at + 1 >= argc) {
        dr_fprintf(STDERR, "%s: option '%s' needs a value\n", client, argv[*at]);
        dr_abort_with_code(125);
    }
    return argv[++*at];
}

static inline void
option_unknown(const char *client, const char *word, const char *known)
{
    dr_fprintf(STDERR, "%s: unknown option '%s'; there are: %s\n", client, word, known);
    dr_abort_with_code(125);
}

#endif
