/* tools/args.c - a growing argument vector, and the way tools end on a mistake of the user.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tools/args.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *tool_name = "drrun";

void die(int status, const char *pattern, ...)
{
    va_list ap;

    fprintf(stderr, "%s: ", tool_name);
    va_start(ap, pattern);
    vfprintf(stderr, pattern, ap);
    va_end(ap);
    fputc('\n', stderr);
    exit(status);
}

void args_add(struct args *list, const char *item)
{
    if (list->count + 1 >= list->capacity) {
        list->capacity = list->capacity * 2 + 16;
        list->items = realloc(list->items, list->capacity * sizeof(*list->items));
        if (list->items == NULL)
            die(EXIT_USAGE, "out of memory");
    }
    /* execve takes char *const[] for historical reasons and changes nothing. */
    list->items[list->count++] = (char *)(size_t)item;
    list->items[list->count] = NULL;
}

void args_add_words(struct args *list, const char *line)
{
    char *copy = format("%s", line);
    char *rest = NULL;

    for (char *word = strtok_r(copy, " \t\n", &rest); word != NULL;
         word = strtok_r(NULL, " \t\n", &rest))
        args_add(list, word);
}

char *format(const char *pattern, ...)
{
    va_list ap;
    char *text;

    va_start(ap, pattern);
    if (vasprintf(&text, pattern, ap) < 0)
        die(EXIT_USAGE, "out of memory");
    va_end(ap);
    return text;
}
