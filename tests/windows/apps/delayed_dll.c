/* tests/windows/apps/delayed_dll.c - a library that is loaded at the first call of one of its functions.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static int attached, threads;

/* Runs before DllMain, for each thread too. */
static void NTAPI callback(void *image, DWORD why, void *reserved)
{
    (void)image;
    (void)reserved;
    attached += why == DLL_PROCESS_ATTACH;
    threads += why == DLL_THREAD_ATTACH;
}
PIMAGE_TLS_CALLBACK delayed_callback __attribute__((section(".CRT$XLC"), used)) = callback;

BOOL WINAPI DllMain(HINSTANCE image, DWORD why, void *reserved)
{
    (void)image;
    if (why == DLL_PROCESS_ATTACH)
        printf("library: attach, called back %d\n", attached);
    if (why == DLL_PROCESS_DETACH)
        printf("library: detach %s\n", reserved != NULL ? "at the end" : "unloaded");
    fflush(stdout);
    return TRUE;
}

__declspec(dllexport) int delayed_sum(int a, int b)
{
    return a + b;
}

__declspec(dllexport) int delayed_threads(void)
{
    return threads;
}
