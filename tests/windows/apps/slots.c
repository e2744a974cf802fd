/* tests/windows/apps/slots.c - thread-local slots, of every kind: more than the runtime leaves alone below 64.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

enum { SLOTS = 300, THREADS = 4 };

static DWORD slot[SLOTS], local[64];
static volatile LONG callbacks;
static __thread int threads_own = 5;
static __thread char large[3000];

static void WINAPI fiber_ends(void *value)
{
    InterlockedExchangeAdd(&callbacks, (LONG)(ULONG_PTR)value);
}

static DWORD WINAPI work(void *arg)
{
    ULONG_PTR base = (ULONG_PTR)arg;
    int good = 0;
    for (int i = 0; i < SLOTS; i++)
        good += TlsGetValue(slot[i]) == NULL && GetLastError() == 0;
    for (int i = 0; i < SLOTS; i++)
        TlsSetValue(slot[i], (void *)(base * 1000 + i));
    for (int i = 0; i < 64; i++)
        good += FlsGetValue(local[i]) == NULL;
    for (int i = 0; i < 64; i++)
        FlsSetValue(local[i], (void *)base);
    threads_own += (int)base;
    large[2999] = (char)base;
    Sleep(5);
    for (int i = 0; i < SLOTS; i++)
        good += TlsGetValue(slot[i]) == (void *)(base * 1000 + i);
    for (int i = 0; i < 64; i++)
        good += FlsGetValue(local[i]) == (void *)base;
    return good + threads_own - (int)base + large[2999] - (int)base;
}

int main(void)
{
    HANDLE t[THREADS];
    int different = 0;
    for (int i = 0; i < SLOTS; i++) {
        slot[i] = TlsAlloc();
        for (int k = 0; k < i; k++)
            different += slot[k] != slot[i];
    }
    printf("first");
    for (int i = 0; i < 36; i++)
        printf(" %lu", slot[i]);
    printf("\nall different %d\n", different == SLOTS * (SLOTS - 1) / 2);
    for (int i = 0; i < 64; i++)
        local[i] = FlsAlloc(fiber_ends);
    SetLastError(0);
    for (int i = 0; i < THREADS; i++)
        t[i] = CreateThread(NULL, 0, work, (void *)(ULONG_PTR)(i + 1), 0, NULL);
    WaitForMultipleObjects(THREADS, t, TRUE, INFINITE);
    for (int i = 0; i < THREADS; i++) {
        DWORD code;
        GetExitCodeThread(t[i], &code);
        printf("thread %d: %lu\n", i, code);
    }
    printf("callbacks %ld\n", callbacks);
    int good = 0;
    for (int i = 0; i < SLOTS; i++)
        good += TlsFree(slot[i]);
    DWORD again = TlsAlloc();
    printf("freed %d, again %d\n", good, again == slot[0]);
    return 15;
}
