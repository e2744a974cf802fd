/* tests/windows/apps/contexts.c - threads that look at each other: suspended, their contexts read and set.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static volatile LONG running, stop;
static char *image;
static DWORD image_size;

static DWORD WINAPI spin(void *arg)
{
    (void)arg;
    running = 1;
    while (!stop)
        __asm__ volatile("mov $0x1111, %%r12; mov $0x2222, %%r13; add $1, %%r12; sub $1, %%r12" : : : "r12", "r13");
    return 3;
}

static void landed(void)
{
    stop = 2;
    ExitThread(44);
}

int main(void)
{
    DWORD id, code;
    image = (char *)GetModuleHandle(NULL);
    image_size = ((IMAGE_NT_HEADERS *)(image + ((IMAGE_DOS_HEADER *)image)->e_lfanew))->OptionalHeader.SizeOfImage;
    HANDLE t = CreateThread(NULL, 0, spin, NULL, 0, &id);
    while (!running)
        Sleep(1);
    int inside = 0, good = 0;
    for (int i = 0; i < 50; i++) {
        static CONTEXT c;
        c.ContextFlags = CONTEXT_FULL;
        SuspendThread(t);
        BOOL ok = GetThreadContext(t, &c);
        ResumeThread(t);
        inside += ok && (char *)c.Rip >= image && (char *)c.Rip < image + image_size;
        good += ok && (c.R13 == 0x2222 || c.R12 == 0x1111 || c.R12 == 0x1112);
        Sleep(0);
    }
    printf("inside the program %d, registers %d\n", inside, good);
    static CONTEXT c;
    c.ContextFlags = CONTEXT_FULL;
    SuspendThread(t);
    GetThreadContext(t, &c);
    c.Rip = (ULONG_PTR)landed;
    c.Rsp = (c.Rsp & ~15ull) - 0x108;
    printf("set %d\n", SetThreadContext(t, &c));
    ResumeThread(t);
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code);
    printf("stop %ld code %lu\n", stop, code);
    stop = 0;
    running = 0;
    t = CreateThread(NULL, 0, spin, NULL, 0, &id);
    while (!running)
        Sleep(1);
    TerminateThread(t, 66);
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code);
    printf("terminated %lu\n", code);
    static CONTEXT own;
    RtlCaptureContext(&own);
    printf("own %d\n", (char *)own.Rip >= image && (char *)own.Rip < image + image_size);
    t = CreateThread(NULL, 0, spin, NULL, CREATE_SUSPENDED, &id);
    printf("suspended %d\n", running == 1);
    stop = 1;
    ResumeThread(t);
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code);
    printf("ended %lu\n", code);
    return 0;
}
