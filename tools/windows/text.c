/* tools/windows/text.c - texts, paths and last words of the tools for Windows.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tools/windows/text.h"
#include "tools/windows/say.h"
#include <stdlib.h>
#include <windows.h>

void
die(int status, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    say_list(format, ap);
    va_end(ap);
    exit(status);
}

const char *
utf8(const wchar_t *text)
{
    int n = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *out = malloc((size_t)n + 1);
    if (out == NULL)
        die(EXIT_USAGE, "out of memory");
    WideCharToMultiByte(CP_UTF8, 0, text, -1, out, n, NULL, NULL);
    return out;
}

wchar_t *
join(const wchar_t *a, const wchar_t *b, const wchar_t *c, const wchar_t *d, const wchar_t *e)
{
    wchar_t *out = calloc(ROOM, sizeof(*out));
    if (out == NULL || wcslen(a) + wcslen(b) + wcslen(c) + wcslen(d) + wcslen(e) >= ROOM)
        die(EXIT_USAGE, "a path is too long");
    wcscpy(out, a);
    wcscat(out, b);
    wcscat(out, c);
    wcscat(out, d);
    return wcscat(out, e);
}

int
is_file(const wchar_t *path)
{
    DWORD a = GetFileAttributesW(path);
    return a != INVALID_FILE_ATTRIBUTES && (a & FILE_ATTRIBUTE_DIRECTORY) == 0;
}
