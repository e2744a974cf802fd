/* tests/windows/apps/raises.c - exceptions that calls raise: by the program's own wish, and at the end of a call.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The system raises one at the end of a call in processes that are debugged: closing what is no handle.  So the
 * program debugs a copy of itself, to which it leaves every exception.
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <winternl.h>

enum { OWN = 0xe0001234, INVALID = (int)0xc0000008, ROUNDS = 5 };

NTSTATUS NTAPI NtRaiseException(EXCEPTION_RECORD *record, CONTEXT *context, BOOLEAN is_first);

static volatile LONG own, invalid, others, in_place;
static void *expected;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    DWORD code = p->ExceptionRecord->ExceptionCode;
    if (code == (DWORD)OWN)
        own++;
    else if (code == (DWORD)INVALID)
        invalid++;
    else if (code == EXCEPTION_BREAKPOINT || code == 0x40010006)
        return EXCEPTION_CONTINUE_SEARCH;
    else
        others++;
    if (code == (DWORD)OWN && (void *)p->ContextRecord->Rip == expected)
        in_place++;
    return EXCEPTION_CONTINUE_EXECUTION;
}

/* The context is one of this function's own, with other values in two registers. */
static __attribute__((noinline)) int raise_own(int n)
{
    EXCEPTION_RECORD r = {.ExceptionCode = (DWORD)OWN, .NumberParameters = 1, .ExceptionInformation = {(ULONG_PTR)n}};
    CONTEXT c;
    volatile int passed = 0;
    c.ContextFlags = CONTEXT_FULL;
    RtlCaptureContext(&c);
    if (passed++ == 0) {
        expected = (void *)c.Rip;
        r.ExceptionAddress = expected;
        NtRaiseException(&r, &c, TRUE);
        return -1;
    }
    return passed * 10 + n;
}

static int raises(void)
{
    int sum = 0, refused = 0;
    AddVectoredExceptionHandler(1, look);
    for (int i = 0; i < ROUNDS; i++) {
        sum += raise_own(i);
        refused += !CloseHandle((HANDLE)(ULONG_PTR)(0x123450 + 4 * i));
        RaiseException((DWORD)OWN, 0, 0, NULL);
    }
    printf("own %ld in place %ld, sum %d; invalid %ld refused %d; others %ld\n", own, in_place, sum, invalid, refused, others);
    fflush(stdout);
    return 26;
}

/* Every exception is the program's; only the breakpoint at the beginning is for the debugger. */
static int debug_loop(DWORD process, int *seen)
{
    DEBUG_EVENT e;
    int code = -1, breakpoints = 0;
    while (code == -1 && WaitForDebugEvent(&e, 60000)) {
        DWORD how = DBG_CONTINUE;
        if (e.dwDebugEventCode == EXCEPTION_DEBUG_EVENT) {
            DWORD exception = e.u.Exception.ExceptionRecord.ExceptionCode;
            *seen += exception == (DWORD)INVALID;
            if (exception != EXCEPTION_BREAKPOINT || breakpoints++ > 0)
                how = DBG_EXCEPTION_NOT_HANDLED;
        }
        if (e.dwDebugEventCode == EXIT_PROCESS_DEBUG_EVENT && e.dwProcessId == process)
            code = (int)e.u.ExitProcess.dwExitCode;
        ContinueDebugEvent(e.dwProcessId, e.dwThreadId, how);
    }
    return code;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        return raises();
    char line[MAX_PATH + 16], name[MAX_PATH];
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION pi;
    int seen = 0;
    GetModuleFileNameA(NULL, name, MAX_PATH);
    snprintf(line, sizeof(line), "\"%s\" child", name);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, DEBUG_ONLY_THIS_PROCESS, NULL, NULL, &si, &pi))
        return 1;
    int code = debug_loop(pi.dwProcessId, &seen);
    printf("child %d, seen %d\n", code, seen);
    return raises();
}
