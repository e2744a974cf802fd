/* tools/windows/make_process.h - the application's process, before its first instruction.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_MAKE_PROCESS_H
#define TOOLS_WINDOWS_MAKE_PROCESS_H
#include <windows.h>

/* The program in file with this command line, its first thread suspended.  0: done; otherwise the system's
 * error. */
DWORD make_process(const wchar_t *file, const wchar_t *line, PROCESS_INFORMATION *out);

/* What there is to say about an error besides its number; "": nothing. */
const char *make_process_hint(DWORD error);

#endif
