/* tools/windows/say.c - messages for whoever started drrun.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A console has a code page of its own, which is seldom UTF-8: there the text is written as UTF-16.
 */
#include "tools/windows/say.h"
#include <stdio.h>
#include <windows.h>

enum { MOST = 16384 };

const char *tool_name = "drrun";

static int
to_console(const char *text)
{
    static wchar_t wide[MOST];
    HANDLE h = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode, written;
    if (!GetConsoleMode(h, &mode))
        return 0;
    int n = MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, MOST);
    return n > 0 && WriteConsoleW(h, wide, (DWORD)n - 1, &written, NULL);
}

void
say_list(const char *format, va_list ap)
{
    static char line[MOST];
    int head = snprintf(line, sizeof(line), "%s: ", tool_name);
    int n = vsnprintf(line + head, sizeof(line) - (size_t)head - 1, format, ap);
    size_t length = (size_t)head + (size_t)(n < 0 ? 0 : n);
    if (length > sizeof(line) - 2)
        length = sizeof(line) - 2;
    line[length] = '\n';
    line[length + 1] = '\0';
    if (!to_console(line))
        fputs(line, stderr);
}

void
say(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    say_list(format, ap);
    va_end(ap);
}
