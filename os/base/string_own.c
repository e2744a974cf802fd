/* os/base/string_own.c - functions for strings that the C library does not have. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/string.h"

bool
string_copy(char *dst, const char *src, size_t room)
{
    size_t n = strlen(src);

    if (room == 0)
        return false;
    memcpy(dst, src, MIN(n, room - 1));
    dst[MIN(n, room - 1)] = '\0';
    return n < room;
}

const char *
string_behind(const char *s, const char *separators)
{
    const char *last = s;

    for (const char *p = s; *p != '\0'; p++)
        if (strchr(separators, *p) != NULL)
            last = p + 1;
    return last;
}

const char *
string_basename(const char *path)
{
    return string_behind(path, "/");
}

bool
string_ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && memcmp(s + n - m, end, m) == 0;
}

bool
string_starts_with(const char *s, const char *start)
{
    return strncmp(s, start, strlen(start)) == 0;
}
