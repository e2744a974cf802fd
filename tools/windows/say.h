/* tools/windows/say.h - messages for whoever started drrun.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_SAY_H
#define TOOLS_WINDOWS_SAY_H
#include <stdarg.h>

extern const char *tool_name;

/* One line, UTF-8, on the standard error, behind the name of the tool. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_list(const char *format, va_list ap);

#endif
