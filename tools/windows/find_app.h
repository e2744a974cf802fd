/* tools/windows/find_app.h - the file that Windows would start for a name.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_FIND_APP_H
#define TOOLS_WINDOWS_FIND_APP_H
#include <wchar.h>

/* The full path of the program, in a static buffer; or the status to end with, and a line on stderr. */
int find_app(const wchar_t *name, const wchar_t **path);

#endif
