/* tests/windows/apps/names.c - what a program is told of its own name, its arguments and its folder.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static void show(const char *what, const wchar_t *text)
{
    char utf8[4096];
    WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof(utf8), NULL, NULL);
    printf("%s %s\n", what, utf8);
}

int main(void)
{
    wchar_t text[2048], folder[2048];
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    for (int i = 1; i < count; i++)
        show("word", words[i]);
    GetModuleFileNameW(NULL, text, 2048);
    show("module", text);
    GetCurrentDirectoryW(2048, folder);
    show("folder", folder);
    HANDLE f = CreateFileW(text, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    printf("opened %d\n", f != INVALID_HANDLE_VALUE);
    STARTUPINFOW si = {.cb = sizeof(si)};
    PROCESS_INFORMATION pi;
    DWORD code = 0;
    if (count > 1 && CreateProcessW(text, NULL, NULL, NULL, FALSE, 0, NULL, NULL, &si, &pi)) { /* a child of the same name */
        WaitForSingleObject(pi.hProcess, 20000);
        GetExitCodeProcess(pi.hProcess, &code);
    }
    printf("child %lx\n", code);
    return count > 1 ? 71 : 72;
}
