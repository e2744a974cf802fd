/* tools/windows/text.h - texts, paths and last words of the tools for Windows.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_TEXT_H
#define TOOLS_WINDOWS_TEXT_H
#include <wchar.h>

enum { EXIT_USAGE = 1, EXIT_NOT_EXECUTABLE = 126, EXIT_NOT_FOUND = 127, ROOM = 32768 /* of any path or line */ };

/* One line on stderr, and the end. */
__attribute__((noreturn, format(printf, 2, 3))) void die(int status, const char *format, ...);

/* A copy as UTF-8, and one of several texts in a row: the empty text stands for none. */
const char *utf8(const wchar_t *text);
wchar_t *join(const wchar_t *a, const wchar_t *b, const wchar_t *c, const wchar_t *d, const wchar_t *e);

/* Whether there is such a file that is no folder. */
int is_file(const wchar_t *path);

#endif
