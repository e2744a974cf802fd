/* tests/windows/apps/gui.c - starts programs with windows, and closes them by messages.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

struct search {
    DWORD process;
    int closed;
};

static BOOL CALLBACK close_it(HWND w, LPARAM arg)
{
    struct search *s = (struct search *)arg;
    DWORD process;
    GetWindowThreadProcessId(w, &process);
    if (process == s->process && IsWindowVisible(w)) {
        s->closed += PostMessageA(w, WM_CLOSE, 0, 0);
    }
    return TRUE;
}

static void run(const char *name)
{
    char line[40];
    STARTUPINFOA how = {.cb = sizeof(how)};
    PROCESS_INFORMATION p;
    DWORD code = 99;
    strcpy(line, name);
    if (!CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &p)) {
        printf("%s: error %lu\n", name, GetLastError());
        return;
    }
    printf("%s: idle %lu\n", name, WaitForInputIdle(p.hProcess, 30000));
    struct search s = {p.dwProcessId, 0};
    for (int i = 0; i < 300 && s.closed == 0; i++) {
        EnumWindows(close_it, (LPARAM)&s);
        Sleep(50);
    }
    printf("%s: closed %d, ended %lu\n", name, s.closed != 0, WaitForSingleObject(p.hProcess, 30000));
    GetExitCodeProcess(p.hProcess, &code);
    printf("%s: code %lu\n", name, code);
}

int main(void)
{
    run("winemine.exe");
    run("notepad.exe");
    return 0;
}
