/* tools/windows/runtime.c - the installation that a tool belongs to.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tools/windows/runtime.h"
#include "tools/windows/text.h"
#include <stdlib.h>
#include <windows.h>

const wchar_t *
runtime_own_root(void)
{
    wchar_t *path = calloc(ROOM, sizeof(*path));
    if (path == NULL || GetModuleFileNameW(NULL, path, ROOM) == 0)
        die(EXIT_USAGE, "cannot find the own program file; use -root");
    for (int up = 0; up < 2; up++) {
        wchar_t *slash = wcsrchr(path, L'\\');
        if (slash != NULL)
            *slash = 0;
    }
    return path;
}

wchar_t *
runtime_find(const wchar_t *root, const wchar_t **kind)
{
    static const wchar_t *const kinds[] = { L"release", L"debug" };
    wchar_t *file = NULL;
    for (int i = 0; i < 2; i++) {
        if (*kind != NULL && wcscmp(*kind, kinds[i]) != 0)
            continue;
        file = join(root, L"\\lib64\\", kinds[i], L"\\dynamorio.dll", L"");
        if (is_file(file)) {
            *kind = kinds[i];
            return file;
        }
    }
    die(EXIT_USAGE, "no runtime: %s is not there", utf8(file));
}
