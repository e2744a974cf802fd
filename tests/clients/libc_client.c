/* tests/clients/libc_client.c - C library functions that the runtime answers for clients. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Compiled as any program would be, with fortified functions and a stack protector. */
#include "dr_api.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int constructed;

__attribute__((constructor)) static void
construct(void)
{
    constructed = 42;
}

static int
by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void
say_goodbye(void)
{
    fputs("goodbye\n", stderr);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    int numbers[] = { 5, 3, 9, 1 }, two = 0, key = 9;
    char text[64], *copy, *end;
    double half = 0;

    (void)id;
    fprintf(stderr, "constructed %d, %d words, last '%s'\n", constructed, argc - 1, argv[argc - 1]);
    qsort(numbers, 4, sizeof numbers[0], by_value);
    snprintf(text, sizeof text, "%d %d %d %d %.3f %5s|", numbers[0], numbers[1], numbers[2], numbers[3], 2.5, "x");
    copy = strdup(text);
    copy = realloc(copy, 1000);
    strcat(copy, "!");
    fprintf(stderr, "%s %zu\n", copy, strlen(copy));
    free(copy);
    sscanf("7 0.5", "%d %lf", &two, &half);
    fprintf(stderr, "%d %g %ld %g\n", two, half, strtol("0x1f;", &end, 0), strtod("1e-3", NULL));
    fprintf(stderr, "%c %d %d\n", *end, isdigit((unsigned char)argv[0][0]) != 0, toupper('a'));
    memset(text, 'z', (size_t)argc);
    memcpy(text + argc, argv[0], 2);
    text[argc + 2] = '\0';
    fprintf(stderr, "%s %s\n", text, bsearch(&key, numbers, 4, sizeof numbers[0], by_value) == &numbers[3] ? "found" : "lost");
    copy = calloc(3, 3);
    fprintf(stderr, "%d\n", copy[8]);
    free(copy);
    atexit(say_goodbye);
}
