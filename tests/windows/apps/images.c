/* tests/windows/apps/images.c - images that come and go: callbacks of thread-local storage, a library that
 * is loaded at the first call, the same library loaded and unloaded again and again; where libraries are loaded.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

__declspec(dllimport) int delayed_sum(int a, int b);
__declspec(dllimport) int delayed_threads(void);

static int process_calls, thread_calls, thread_ends;

static void NTAPI callback(void *image, DWORD why, void *reserved)
{
    (void)reserved;
    process_calls += why == DLL_PROCESS_ATTACH && image == (void *)GetModuleHandleA(NULL);
    if (why == DLL_THREAD_ATTACH)
        InterlockedIncrement((volatile LONG *)&thread_calls);
    if (why == DLL_THREAD_DETACH)
        InterlockedIncrement((volatile LONG *)&thread_ends);
}
PIMAGE_TLS_CALLBACK images_callback __attribute__((section(".CRT$XLC"), used)) = callback;

static DWORD WINAPI nothing(void *arg)
{
    return (DWORD)(UINT_PTR)arg;
}

static void run_threads(int count)
{
    HANDLE t[16];
    for (int i = 0; i < count; i++)
        t[i] = CreateThread(NULL, 0, nothing, NULL, 0, NULL);
    WaitForMultipleObjects((DWORD)count, t, TRUE, INFINITE);
    for (int i = 0; i < count; i++)
        CloseHandle(t[i]);
}

/* A library is loaded where it is linked for, if nothing is there; so are those that are loaded before the program begins. */
static void show_places(void)
{
    static const char *const names[] = { "ntdll", "kernel32", "kernelbase", "msvcrt" };
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        printf("%s at %p\n", names[i], (void *)GetModuleHandleA(names[i]));
    printf("program at %p\n", (void *)GetModuleHandleA(NULL));
}

int main(void)
{
    static const char name[] = "delayed.dll";
    printf("main, called back %d\n", process_calls);
    show_places();
    printf("loaded before the call: %d\n", GetModuleHandleA(name) != NULL);
    fflush(stdout);
    printf("sum %d\n", delayed_sum(40, 2));
    printf("loaded by the call: %d\n", GetModuleHandleA(name) != NULL);
    run_threads(16);
    printf("threads: %d began, %d ended, %d in the library\n", thread_calls, thread_ends, delayed_threads());
    fflush(stdout);
    /* Another copy of it is another library: loaded and unloaded, mostly at the same place. */
    char from[MAX_PATH], copy[MAX_PATH + 40];
    GetModuleFileNameA(GetModuleHandleA(name), from, sizeof(from));
    snprintf(copy, sizeof(copy), "%s.%lu.dll", from, GetCurrentProcessId());
    CopyFileA(from, copy, FALSE);
    int sum = 0;
    for (int i = 0; i < 30; i++) {
        HMODULE m = LoadLibraryA(copy);
        int (*f)(int, int) = (int (*)(int, int))(void *)GetProcAddress(m, "delayed_sum");
        sum += f(i, 1);
        FreeLibrary(m);
    }
    DeleteFileA(copy);
    printf("loaded thirty times: %d\n", sum);
    fflush(stdout);
    return sum == 465 ? 9 : 1;
}
