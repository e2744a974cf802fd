/* tools/args.h - a growing argument vector, and the way tools end on a mistake of the user.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_ARGS_H
#define TOOLS_ARGS_H

#include <stddef.h>

/* What a shell answers for a program that it cannot start; everything else is EXIT_USAGE. */
enum { EXIT_USAGE = 1, EXIT_NOT_EXECUTABLE = 126, EXIT_NOT_FOUND = 127 };

/* ITEMS always ends with a null pointer. Strings are not copied. */
struct args {
    char **items;
    size_t count;
    size_t capacity;
};

void args_add(struct args *list, const char *item);

/* Adds the words of LINE, which are parted by blanks. */
void args_add_words(struct args *list, const char *line);

/* Returns the text in memory that is never freed: a tool lives for one execve. */
char *format(const char *pattern, ...) __attribute__((format(printf, 1, 2)));

/* The tool as its messages name it. */
extern const char *tool_name;

/* Prints "TOOL: MESSAGE" as one line on stderr and ends the program. */
void die(int status, const char *pattern, ...) __attribute__((format(printf, 2, 3), noreturn));

#endif
