/* tests/windows/apps/handles.c - handles that a child inherits, or must not, and redirected input and output.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static HANDLE inheritable(HANDLE h, BOOL is_so)
{
    SetHandleInformation(h, HANDLE_FLAG_INHERIT, is_so ? HANDLE_FLAG_INHERIT : 0);
    return h;
}

static int child(char **argv)
{
    HANDLE h[4];
    char line[64], folder[MAX_PATH], value[64] = "";
    DWORD n;
    for (int i = 0; i < 4; i++)
        h[i] = (HANDLE)(ULONG_PTR)strtoull(argv[2 + i], NULL, 16);
    while (fgets(line, sizeof(line), stdin) != NULL)
        printf("got %s", line);
    fprintf(stderr, "to the other one\n");
    printf("event %lu, not inherited %lu\n", WaitForSingleObject(h[0], 0), WaitForSingleObject(h[1], 0));
    int *shared = MapViewOfFile(h[2], FILE_MAP_WRITE, 0, 0, 4096);
    if (shared != NULL)
        shared[0] += 1;
    SetFilePointer(h[3], 5, NULL, FILE_BEGIN);
    WriteFile(h[3], "child", 5, &n, NULL);
    GetCurrentDirectoryA(sizeof(folder), folder);
    GetEnvironmentVariableA("DR_TEST_VALUE", value, sizeof(value));
    printf("folder ends with %s, value %s, arguments %s|%s\n", strrchr(folder, '\\'), value, argv[6], argv[7]);
    return 0x1234;
}

static DWORD pump(HANDLE from, char *to, size_t room)
{
    DWORD n, all = 0;
    while (all < room - 1 && ReadFile(from, to + all, room - 1 - all, &n, NULL) && n > 0)
        all += n;
    to[all] = 0;
    return all;
}

int main(int argc, char **argv)
{
    if (argc > 7 && strcmp(argv[1], "child") == 0)
        return child(argv);
    char name[MAX_PATH], line[2 * MAX_PATH], text[4096], file_name[MAX_PATH], temp[MAX_PATH];
    HANDLE in[2], out[2], err[2];
    STARTUPINFOA si = {.cb = sizeof(si), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION pi;
    DWORD n, code;
    SECURITY_ATTRIBUTES all = {sizeof(all), NULL, TRUE};
    GetTempPathA(sizeof(temp), temp);
    GetTempFileNameA(temp, "drt", 0, file_name);
    HANDLE event = CreateEventA(&all, TRUE, TRUE, NULL), other = CreateEventA(NULL, TRUE, TRUE, NULL),
           section = CreateFileMappingA(INVALID_HANDLE_VALUE, &all, PAGE_READWRITE, 0, 4096, NULL),
           file = CreateFileA(file_name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, &all, CREATE_ALWAYS,
                              FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    WriteFile(file, "parent----", 10, &n, NULL);
    CreatePipe(&in[0], &in[1], &all, 0);
    CreatePipe(&out[0], &out[1], &all, 0);
    CreatePipe(&err[0], &err[1], &all, 0);
    inheritable(in[1], FALSE);
    inheritable(out[0], FALSE);
    inheritable(err[0], FALSE);
    si.hStdInput = in[0];
    si.hStdOutput = out[1];
    si.hStdError = err[1];
    SetEnvironmentVariableA("DR_TEST_VALUE", "with spaces = \"and\" signs");
    GetModuleFileNameA(NULL, name, MAX_PATH);
    snprintf(line, sizeof(line), "\"%s\" child %llx %llx %llx %llx \"a \\\"quoted\\\" word\" tr\\ail\\", name,
             (unsigned long long)event, (unsigned long long)other, (unsigned long long)section, (unsigned long long)file);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, "C:\\windows\\system32", &si, &pi))
        return 1;
    CloseHandle(in[0]);
    CloseHandle(out[1]);
    CloseHandle(err[1]);
    WriteFile(in[1], "one\r\ntwo\r\n", 10, &n, NULL);
    CloseHandle(in[1]);
    n = pump(out[0], text, sizeof(text));
    printf("%lu bytes:\n%s", n, text);
    n = pump(err[0], text, sizeof(text));
    printf("%lu bytes:\n%s", n, text);
    WaitForSingleObject(pi.hProcess, 20000);
    GetExitCodeProcess(pi.hProcess, &code);
    int *shared = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 4096);
    SetFilePointer(file, 0, NULL, FILE_BEGIN);
    ReadFile(file, text, 10, &n, NULL);
    printf("code %lx, shared %d, file %.10s\n", code, shared[0], text);
    return 51;
}
