/* tests/windows/apps/threads.c - threads by the thousand, thread-local storage, critical sections, pool, fibers.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static CRITICAL_SECTION lock;
static LONG counter, pool_counter;
static DWORD tls;
static __thread int own = 5;

static DWORD WINAPI work(void *arg)
{
    TlsSetValue(tls, arg);
    for (int i = 0; i < 100; i++) {
        EnterCriticalSection(&lock);
        counter++;
        LeaveCriticalSection(&lock);
    }
    own += (int)(ULONG_PTR)arg;
    return TlsGetValue(tls) == arg ? (DWORD)own : 0;
}

static void WINAPI pool_work(PTP_CALLBACK_INSTANCE i, void *arg, PTP_WORK w)
{
    (void)i, (void)w;
    InterlockedIncrement((LONG *)arg);
}

static void *main_fiber;

static void WINAPI fiber(void *arg)
{
    for (int i = 0;; i++) {
        printf("fiber %d %s\n", i, (const char *)arg);
        SwitchToFiber(main_fiber);
    }
}

int main(void)
{
    DWORD sum = 0, code;
    InitializeCriticalSection(&lock);
    tls = TlsAlloc();
    for (int round = 0; round < 60; round++) {
        HANDLE h[20];
        for (int i = 0; i < 20; i++)
            h[i] = CreateThread(NULL, 0, work, (void *)(ULONG_PTR)(i + 1), 0, NULL);
        WaitForMultipleObjects(20, h, TRUE, INFINITE);
        for (int i = 0; i < 20; i++) {
            GetExitCodeThread(h[i], &code);
            sum += code;
            CloseHandle(h[i]);
        }
    }
    printf("threads: %ld, codes %lu\n", counter, sum);
    PTP_WORK w = CreateThreadpoolWork(pool_work, &pool_counter, NULL);
    for (int i = 0; i < 500; i++)
        SubmitThreadpoolWork(w);
    WaitForThreadpoolWorkCallbacks(w, FALSE);
    CloseThreadpoolWork(w);
    printf("pool: %ld\n", pool_counter);
    main_fiber = ConvertThreadToFiber(NULL);
    void *a = CreateFiber(0, fiber, "a"), *b = CreateFiber(0, fiber, "b");
    for (int i = 0; i < 3; i++) {
        SwitchToFiber(a);
        SwitchToFiber(b);
    }
    DeleteFiber(a);
    DeleteFiber(b);
    puts("end");
    return 0;
}
