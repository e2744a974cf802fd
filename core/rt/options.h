/* core/rt/options.h - what the user asked for on the command line.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RT_OPTIONS_H
#define CORE_RT_OPTIONS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef bool option_BOOL;
typedef uint32_t option_UINT;
typedef size_t option_SIZE;
typedef const char *option_TEXT;

enum { MAX_CLIENTS = 16 };

/* One client library and its own words, as `-client PATH N WORD...` gave them. */
struct client_spec {
    const char *path;
    int argc;
    char **argv;
};

struct options {
#define OPTION(type, name, value, help, test) option_##type name;
#include "core/rt/options.def"
#undef OPTION
    struct client_spec clients[MAX_CLIENTS];
    int client_count;
    char **raw; /* the words as they came, to hand on to children */
    int raw_count;
};
extern struct options options;

/* Reads words up to the end of the vector.  False with one line in err when something is wrong. */
bool options_parse(int count, char **words, char *err, size_t err_size);

/* Writes a description of every option to fd. */
void options_help(int fd);

#endif
