/* tests/windows/apps/jobs.c - ends from outside: threads and processes by handle, and jobs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include "own_event.h"

static char name[MAX_PATH];
static HANDLE ready;
static volatile LONG begun;

static DWORD WINAPI spin(void *arg)
{
    (void)arg;
    begun = 1;
    for (volatile int i = 0;; i++) {
    }
    return 0;
}

static DWORD WINAPI waits(void *arg)
{
    (void)arg;
    begun = 1;
    Sleep(INFINITE);
    return 0;
}

static DWORD WINAPI makes_code(void *arg)
{
    (void)arg;
    for (int i = 0;; i++) {
        unsigned char *p = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        for (int k = 0; k < 4096; k += 64) {
            p[k] = 0xc3;
            ((void (*)(void))(void *)(p + k))();
        }
        VirtualFree(p, 0, MEM_RELEASE);
    }
    return 0;
}

static int child(const char *how)
{
    ready = own_event("ready");
    int threads = strcmp(how, "many") == 0 ? 6 : 1;
    LPTHREAD_START_ROUTINE const f[] = {spin, waits, makes_code};
    for (int i = 0; i < threads; i++)
        CreateThread(NULL, 0, f[i % 3], NULL, 0, NULL);
    Sleep(30);
    SetEvent(ready);
    if (strcmp(how, "family") == 0) {
        char line[MAX_PATH + 64];
        STARTUPINFOA si = {.cb = sizeof(si)};
        PROCESS_INFORMATION pi;
        snprintf(line, sizeof(line), "\"%s\" one", name);
        CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &si, &pi);
        WaitForSingleObject(pi.hProcess, 60000);
    }
    makes_code(NULL);
    return 1;
}

static HANDLE begin(const char *how, DWORD flags, HANDLE *thread, DWORD *id)
{
    char line[MAX_PATH + 64];
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION pi;
    snprintf(line, sizeof(line), "\"%s\" %s", name, how);
    ResetEvent(ready);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, flags, NULL, NULL, &si, &pi)) {
        puts("cannot start");
        ExitProcess(3);
    }
    *thread = pi.hThread;
    *id = pi.dwProcessId;
    return pi.hProcess;
}

static DWORD ended(HANDLE p)
{
    DWORD code;
    if (WaitForSingleObject(p, 60000) != 0)
        puts("does not end");
    GetExitCodeProcess(p, &code);
    CloseHandle(p);
    return code;
}

static void processes(void)
{
    HANDLE thread;
    DWORD id;
    for (int i = 0; i < 4; i++) {
        HANDLE p = begin(i % 2 ? "many" : "one", 0, &thread, &id);
        WaitForSingleObject(ready, 60000);
        HANDLE other = OpenProcess(PROCESS_TERMINATE, FALSE, id);
        printf("terminate %d", TerminateProcess(other, 0xf0000000u + i));
        printf(", code %08lx\n", ended(p));
        CloseHandle(other);
    }
    HANDLE p = begin("one", CREATE_SUSPENDED, &thread, &id);
    printf("never begun: %d", TerminateProcess(p, 0x12345678));
    printf(", code %08lx\n", ended(p));
}

static void jobs(void)
{
    HANDLE thread, job = CreateJobObjectA(NULL, NULL), p[3];
    DWORD id;
    JOBOBJECT_BASIC_ACCOUNTING_INFORMATION a;
    for (int i = 0; i < 3; i++) {
        p[i] = begin(i == 0 ? "family" : "many", CREATE_SUSPENDED, &thread, &id);
        if (!AssignProcessToJobObject(job, p[i]))
            puts("cannot be in a job");
        ResumeThread(thread);
        WaitForSingleObject(ready, 60000);
    }
    while (QueryInformationJobObject(job, JobObjectBasicAccountingInformation, &a, sizeof(a), NULL) && a.ActiveProcesses < 4)
        Sleep(10);
    BOOL inside = FALSE;
    IsProcessInJob(p[0], job, &inside);
    printf("processes %lu, inside %d\n", a.ActiveProcesses, inside);
    printf("job ended %d:", TerminateJobObject(job, 0x77777777));
    for (int i = 0; i < 3; i++)
        printf(" %08lx", ended(p[i]));
    while (QueryInformationJobObject(job, JobObjectBasicAccountingInformation, &a, sizeof(a), NULL) && a.ActiveProcesses > 0)
        Sleep(10);
    printf("\nleft %lu\n", a.ActiveProcesses);
    CloseHandle(job);
}

static void threads(void)
{
    LPTHREAD_START_ROUTINE const f[] = {spin, waits, makes_code};
    int good = 0;
    for (int i = 0; i < 30; i++) {
        DWORD code = 0, id;
        begun = i % 5 == 0;
        HANDLE t = CreateThread(NULL, 0, f[i % 2], NULL, i % 5 == 0 ? CREATE_SUSPENDED : 0, &id), other = OpenThread(THREAD_TERMINATE, FALSE, id);
        while (!begun) /* before that it holds locks of the loader's */
            Sleep(0);
        if (i % 3 != 0)
            Sleep(1);
        TerminateThread(other, 0xa0000000u + i);
        WaitForSingleObject(t, 60000);
        GetExitCodeThread(t, &code);
        good += code == 0xa0000000u + i;
        CloseHandle(t);
        CloseHandle(other);
    }
    printf("threads %d\n", good);
}

int main(int argc, char **argv)
{
    GetModuleFileNameA(NULL, name, MAX_PATH);
    if (argc > 1)
        return child(argv[1]);
    ready = own_event("ready");
    processes();
    jobs();
    threads();
    return 41;
}
