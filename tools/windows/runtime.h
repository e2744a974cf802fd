/* tools/windows/runtime.h - the installation that a tool belongs to.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_RUNTIME_H
#define TOOLS_WINDOWS_RUNTIME_H
#include <wchar.h>

/* ROOT for a tool at ROOT/bin64/tool.exe. */
const wchar_t *runtime_own_root(void);

/* The runtime's file: of *kind ("release", "debug"), or of the first kind that is there, which *kind is
 * then. */
wchar_t *runtime_find(const wchar_t *root, const wchar_t **kind);

#endif
