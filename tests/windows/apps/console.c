/* tests/windows/apps/console.c - Ctrl-C and Ctrl-Break: handlers, none, and several of them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The parent makes a console of its own, starts itself there, and sends to all; it does not mind itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include "own_event.h"

static HANDLE ready, got;
static volatile LONG events;
static DWORD main_thread;

static BOOL WINAPI first_handler(DWORD event)
{
    (void)event;
    InterlockedIncrement(&events);
    return FALSE;
}

static BOOL WINAPI handler(DWORD event)
{
    LONG n = InterlockedIncrement(&events);
    printf("  handler: event %lu, count %ld, other thread %d\n", event, n, GetCurrentThreadId() != main_thread);
    fflush(stdout);
    SetEvent(got);
    return TRUE;
}

static BOOL WINAPI ending_handler(DWORD event)
{
    ExitProcess(0x4000 + event);
}

static void spin(void)
{
    for (volatile int i = 0;; i++) {
    }
}

static int child(const char *how)
{
    main_thread = GetCurrentThreadId();
    ready = own_event("ready");
    got = own_event("got");
    if (strcmp(how, "handles") == 0 || strcmp(how, "spins") == 0) {
        SetConsoleCtrlHandler(handler, TRUE);
        SetConsoleCtrlHandler(first_handler, TRUE);
    } else if (strcmp(how, "ends") == 0)
        SetConsoleCtrlHandler(ending_handler, TRUE);
    SetEvent(ready);
    if (strcmp(how, "spins") == 0 || strcmp(how, "spins-default") == 0)
        spin();
    for (int i = 0; i < 400; i++)
        Sleep(50);
    return 77;
}

static BOOL WINAPI ignore(DWORD event)
{
    (void)event;
    return TRUE;
}

static void run(const char *name, const char *how, DWORD event, int sent)
{
    char line[MAX_PATH + 64];
    STARTUPINFOA si = {.cb = sizeof(si), .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION pi;
    DWORD code = 0;
    si.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    si.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    ResetEvent(ready);
    ResetEvent(got);
    snprintf(line, sizeof(line), "\"%s\" %s", name, how);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si, &pi)) {
        puts("cannot start");
        return;
    }
    WaitForSingleObject(ready, 20000);
    HANDLE either[2] = {got, pi.hProcess};
    for (int i = 0; i < sent; i++) {
        if (!GenerateConsoleCtrlEvent(event, 0))
            printf("cannot send %lu\n", GetLastError());
        WaitForMultipleObjects(2, either, FALSE, 6000);
    }
    BOOL must_be_ended = strcmp(how, "handles") == 0 || strcmp(how, "spins") == 0;
    if (must_be_ended)
        TerminateProcess(pi.hProcess, 0xabcd1234);
    if (WaitForSingleObject(pi.hProcess, 6000) != 0)
        puts("does not end");
    TerminateProcess(pi.hProcess, 0xdead);
    GetExitCodeProcess(pi.hProcess, &code);
    printf("%s, event %lu: %08lx\n", how, event, code);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char name[MAX_PATH];
    if (argc > 1)
        return child(argv[1]);
    HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
    FreeConsole();
    if (!AllocConsole()) {
        printf("no console %lu\n", GetLastError());
        return 2;
    }
    SetStdHandle(STD_OUTPUT_HANDLE, out); /* what was redirected stays so */
    ready = own_event("ready");
    got = own_event("got");
    GetModuleFileNameA(NULL, name, MAX_PATH);
    SetConsoleCtrlHandler(ignore, TRUE);
    BOOL has_break = GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, 0); /* Wine has not */
    printf("break %d\n", has_break);
    for (DWORD event = CTRL_C_EVENT; event <= (has_break ? CTRL_BREAK_EVENT : CTRL_C_EVENT); event++) {
        run(name, "default", event, 1);
        run(name, "spins-default", event, 1);
        run(name, "ends", event, 1);
        run(name, "handles", event, 3);
        run(name, "spins", event, 3);
    }
    return 31;
}
