/* tests/windows/apps/watch.c - a breakpoint of the processor's on data, set from another thread.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static volatile LONG hits;
static volatile int watched;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    if (p->ExceptionRecord->ExceptionCode != EXCEPTION_SINGLE_STEP)
        return EXCEPTION_CONTINUE_SEARCH;
    hits++;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static DWORD WINAPI writer(void *arg)
{
    (void)arg;
    for (int i = 0; i < 5; i++)
        watched = i;
    return 0;
}

static void watch(void)
{
    static CONTEXT c, again;
    AddVectoredExceptionHandler(1, look);
    HANDLE t = CreateThread(NULL, 0, writer, NULL, CREATE_SUSPENDED, NULL);
    c.ContextFlags = CONTEXT_DEBUG_REGISTERS;
    c.Dr0 = (ULONG_PTR)&watched;
    c.Dr7 = 0x000d0001; /* four bytes, writes, enabled */
    int ok = SetThreadContext(t, &c);
    again.ContextFlags = CONTEXT_DEBUG_REGISTERS;
    GetThreadContext(t, &again);
    printf("debug registers %d %d\n", ok, again.Dr0 == c.Dr0);
    ResumeThread(t);
    WaitForSingleObject(t, INFINITE);
    printf("hits %ld\n", hits);
}

int main(void)
{
    watch();
    return 17;
}
