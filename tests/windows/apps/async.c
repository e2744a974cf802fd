/* tests/windows/apps/async.c - a child whose standard error is a pipe whose calls go on after they have returned.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

/* How many of the lines that came are about a count of instructions. */
static int counted(HANDLE from)
{
    static char text[65536];
    DWORD n, all = 0;
    int lines = 0;
    while (all < sizeof(text) - 1 && ReadFile(from, text + all, sizeof(text) - 1 - all, &n, NULL) && n > 0)
        all += n;
    text[all] = 0;
    for (char *p = strstr(text, "inscount: "); p != NULL; p = strstr(p + 1, "inscount: "))
        lines++;
    return lines;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        return 8;
    char pipe_name[64], name[MAX_PATH], line[MAX_PATH + 16];
    snprintf(pipe_name, sizeof(pipe_name), "\\\\.\\pipe\\dr_async_%lu", GetCurrentProcessId());
    SECURITY_ATTRIBUTES all = {sizeof(all), NULL, TRUE};
    HANDLE from = CreateNamedPipeA(pipe_name, PIPE_ACCESS_INBOUND, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 16, 16, 0, NULL);
    HANDLE to = CreateFileA(pipe_name, GENERIC_WRITE, 0, &all, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    STARTUPINFOA si = {.cb = sizeof(si), .dwFlags = STARTF_USESTDHANDLES, .hStdError = to};
    PROCESS_INFORMATION pi;
    DWORD code = 0;
    si.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    si.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    GetModuleFileNameA(NULL, name, MAX_PATH);
    snprintf(line, sizeof(line), "\"%s\" child", name);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si, &pi))
        return 1;
    CloseHandle(to);
    WaitForSingleObject(pi.hProcess, 1000); /* who does not wait until all is written ends now, and it is lost */
    int lines = counted(from);
    WaitForSingleObject(pi.hProcess, 20000);
    GetExitCodeProcess(pi.hProcess, &code);
    printf("ended %lu, lines of a client %d\n", code, lines);
    return 28;
}
