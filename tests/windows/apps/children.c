/* tests/windows/apps/children.c - processes that start processes: arguments, environment, handles, codes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static DWORD start(const char *line, BOOL inherit, STARTUPINFOA *how)
{
    char own[2000], path[600];
    PROCESS_INFORMATION p;
    DWORD code = 0xffff;
    GetModuleFileNameA(NULL, path, sizeof(path));
    snprintf(own, sizeof(own), "\"%s\" %s", path, line);
    fflush(stdout);
    if (!CreateProcessA(path, own, NULL, NULL, inherit, 0, NULL, NULL, how, &p)) {
        printf("error %lu\n", GetLastError());
        return code;
    }
    WaitForSingleObject(p.hProcess, INFINITE);
    GetExitCodeProcess(p.hProcess, &code);
    CloseHandle(p.hProcess);
    CloseHandle(p.hThread);
    return code;
}

int main(int argc, char **argv)
{
    STARTUPINFOA how = {.cb = sizeof(how)};
    if (argc > 1 && strcmp(argv[1], "args") == 0) {
        for (int i = 1; i < argc; i++)
            printf("  [%s]\n", argv[i]);
        printf("  env %s\n", getenv("FROM_PARENT"));
        return 200;
    }
    if (argc > 1 && strcmp(argv[1], "deep") == 0) {
        int n = atoi(argv[2]);
        char line[40];
        snprintf(line, sizeof(line), "deep %d", n - 1);
        return n == 0 ? 7 : (int)start(line, FALSE, &how) + 1;
    }
    if (argc > 1 && strcmp(argv[1], "code") == 0)
        ExitProcess((UINT)strtoul(argv[2], NULL, 16));
    if (argc > 1 && strcmp(argv[1], "crash") == 0)
        *(volatile int *)8 = 1;
    SetEnvironmentVariableA("FROM_PARENT", "a b=c");
    printf("code %lu\n", start("args \"one two\" three\\\" \"four\\\\\" \"\"", TRUE, &how));
    printf("code %lu\n", start("deep 4", FALSE, &how));
    printf("code %lx\n", start("code fedcba98", FALSE, &how));
    printf("code %lx\n", start("crash", FALSE, &how));
    HANDLE r, w;
    SECURITY_ATTRIBUTES all = {sizeof(all), NULL, TRUE};
    CreatePipe(&r, &w, &all, 0);
    how.dwFlags = STARTF_USESTDHANDLES;
    how.hStdOutput = w;
    how.hStdError = w;
    DWORD code = start("args piped", TRUE, &how), n = 0;
    char text[200] = "";
    CloseHandle(w);
    ReadFile(r, text, sizeof(text) - 1, &n, NULL);
    printf("code %lu, pipe has\n%s", code, text);
    return system("cmd /c exit 33");
}
