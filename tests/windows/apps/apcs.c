/* tests/windows/apps/apcs.c - asynchronous procedure calls and what they interrupt.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static int depth;

static void CALLBACK inner(ULONG_PTR arg)
{
    printf("  inner %llu at depth %d\n", arg, depth);
}

static void CALLBACK outer(ULONG_PTR arg)
{
    depth++;
    printf(" outer %llu\n", arg);
    QueueUserAPC(inner, GetCurrentThread(), arg * 10);
    printf("  slept %lx\n", SleepEx(1000, TRUE));
    depth--;
}

static volatile LONG waits;

static DWORD WINAPI waiter(void *arg)
{
    waits = 1;
    DWORD r = WaitForSingleObjectEx(arg, INFINITE, TRUE);
    printf("thread: woken by %lx\n", r);
    r = WaitForSingleObjectEx(arg, INFINITE, TRUE);
    printf("thread: and by %lx\n", r);
    return 9;
}

static void CALLBACK timer(void *arg, DWORD low, DWORD high)
{
    (void)low, (void)high;
    printf("timer %s\n", (const char *)arg);
}

int main(void)
{
    for (ULONG_PTR i = 1; i <= 3; i++)
        QueueUserAPC(outer, GetCurrentThread(), i);
    printf("slept %lx\n", SleepEx(1000, TRUE));
    printf("slept %lx\n", SleepEx(1, TRUE));
    fflush(stdout);
    HANDLE e = CreateEvent(NULL, FALSE, FALSE, NULL), t = CreateThread(NULL, 0, waiter, e, 0, NULL);
    while (!waits)
        Sleep(1);
    Sleep(200);
    QueueUserAPC(inner, t, 77);
    Sleep(200);
    SetEvent(e);
    WaitForSingleObject(t, INFINITE);
    HANDLE w = CreateWaitableTimer(NULL, FALSE, NULL);
    LARGE_INTEGER due = {.QuadPart = -1000};
    SetWaitableTimer(w, &due, 0, timer, "once", FALSE);
    printf("slept %lx\n", SleepEx(2000, TRUE));
    puts("end");
    return 0;
}
