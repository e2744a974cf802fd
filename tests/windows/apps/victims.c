/* tests/windows/apps/victims.c - threads that another process ends or suspends, while theirs goes on.
 * SPDX-License-Identifier: Apache-2.0
 *
 * With an argument, a client looks at the threads that are left, and says when it has.
 */
#include "own_event.h"
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { THREADS = 4, ROUNDS = 2000 };

__declspec(dllexport) volatile LONG are_ended, is_looked_at;
static volatile LONG running, turns[THREADS];

static DWORD WINAPI spin(void *arg)
{
    volatile LONG *mine = &turns[(INT_PTR)arg];
    InterlockedIncrement(&running);
    for (;;)
        ++*mine;
    return 0;
}

/* Code that changes all the time: what it was must be given up while nobody can be in it. */
static int change_code(void)
{
    unsigned char *code = VirtualAlloc(NULL, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    int sum = 0;
    DWORD old;
    for (int i = 0; i < ROUNDS; i++) {
        unsigned char *at = code + (i % 16) * 4096;
        memcpy(at, "\xb8\x01\x00\x00\x00\xc3", 6);
        at[1] = (unsigned char)i;
        VirtualProtect(at, 4096, PAGE_EXECUTE_READ, &old);
        sum += ((int (*)(void))(void *)at)() == (i & 0xff);
        VirtualProtect(at, 4096, PAGE_EXECUTE_READWRITE, &old);
    }
    VirtualFree(code, 0, MEM_RELEASE);
    return sum;
}

static int child(int is_looked)
{
    HANDLE ready = own_event("ready"), go = own_event("go"), t[THREADS];
    DWORD id[THREADS];
    for (INT_PTR i = 0; i < THREADS; i++)
        t[i] = CreateThread(NULL, 0, spin, (void *)i, 0, &id[i]);
    while (running < THREADS)
        Sleep(1);
    printf("%lu %lu %lu %lu\n", id[0], id[1], id[2], id[3]);
    fflush(stdout);
    SetEvent(ready);
    WaitForSingleObject(go, 60000);
    int ended = 0, codes = 0;
    for (int i = 0; i < THREADS - 1; i++) {
        DWORD code = 0;
        ended += WaitForSingleObject(t[i], 10000) == WAIT_OBJECT_0 && GetExitCodeThread(t[i], &code);
        codes += (int)code;
    }
    are_ended = 1;
    if (is_looked) {
        ResumeThread(t[THREADS - 1]);
        for (int i = 0; i < 5000 && !is_looked_at; i++)
            Sleep(10);
        SuspendThread(t[THREADS - 1]);
    }
    LONG before = turns[THREADS - 1];
    Sleep(20);
    int stands = before == turns[THREADS - 1];
    DWORD64 start = GetTickCount64();
    int sum = change_code();
    int is_quick = GetTickCount64() - start < 20000;
    DWORD suspended = ResumeThread(t[THREADS - 1]);
    before = turns[THREADS - 1];
    while (before == turns[THREADS - 1])
        Sleep(1);
    return ended == 3 && codes == 99 && stands && sum == ROUNDS && is_quick && suspended == 1 ? 28 : 1000 + ended * 100 + sum % 100;
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return child(strcmp(argv[2], "looked") == 0);
    char line[MAX_PATH + 16], name[MAX_PATH], text[128] = "";
    SECURITY_ATTRIBUTES inherit = {sizeof(inherit), NULL, TRUE};
    STARTUPINFOA si = {.cb = sizeof(si), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION pi;
    HANDLE ready = own_event("ready"), go = own_event("go"), from, to;
    DWORD n, code = 0, id[THREADS];
    CreatePipe(&from, &to, &inherit, 0);
    si.hStdOutput = to;
    si.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    GetModuleFileNameA(NULL, name, MAX_PATH);
    snprintf(line, sizeof(line), "\"%s\" child %s", name, argc > 1 ? argv[1] : "alone");
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si, &pi))
        return 1;
    WaitForSingleObject(ready, 60000);
    ReadFile(from, text, sizeof(text) - 1, &n, NULL);
    sscanf(text, "%lu %lu %lu %lu", &id[0], &id[1], &id[2], &id[3]);
    for (int i = 0; i < THREADS; i++) {
        HANDLE t = OpenThread(THREAD_ALL_ACCESS, FALSE, id[i]);
        printf("thread %d: %d\n", i, i < THREADS - 1 ? TerminateThread(t, 33) : (int)SuspendThread(t));
        CloseHandle(t);
    }
    SetEvent(go);
    WaitForSingleObject(pi.hProcess, 60000);
    GetExitCodeProcess(pi.hProcess, &code);
    printf("child %lu\n", code);
    return (int)code;
}
