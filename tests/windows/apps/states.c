/* tests/windows/apps/states.c - states of threads, vector registers included: read, set, set again, of others and one's own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static volatile LONG running, stop, seen;
static unsigned long long result[4];
static char *image;

/* Spins with known values until somebody has changed them. */
static DWORD WINAPI spin(void *arg)
{
    (void)arg;
    unsigned long long six = 0x6666, fifteen = 0xffff, r12 = 0x1212;
    seen = 0;
    __asm__ volatile("movq %0, %%xmm6; movq %1, %%xmm15; mov %2, %%r12;"
                     "movl $1, %3; 1: cmpl $0, %4; je 1b; movq %%xmm6, %0; movq %%xmm15, %1; mov %%r12, %2"
                     : "+r"(six), "+r"(fifteen), "+r"(r12), "=m"(running) : "m"(stop) : "xmm6", "xmm15", "r12", "memory");
    result[0] = six;
    result[1] = fifteen;
    result[2] = r12;
    return 5;
}

static DWORD WINAPI sleeper(void *arg)
{
    HANDLE event = arg;
    unsigned long long six = 0x6666;
    __asm__ volatile("movq %0, %%xmm6" : : "r"(six) : "xmm6");
    running = 1;
    DWORD r = WaitForSingleObject(event, 20000);
    seen = 1;
    return 100 + r;
}

static HANDLE begin(LPTHREAD_START_ROUTINE f, void *arg)
{
    stop = running = 0;
    HANDLE t = CreateThread(NULL, 0, f, arg, 0, NULL);
    while (!running)
        Sleep(0);
    return t;
}

static DWORD finish(HANDLE t)
{
    DWORD code = 0;
    if (WaitForSingleObject(t, 20000) != 0)
        puts("does not end");
    GetExitCodeThread(t, &code);
    CloseHandle(t);
    return code;
}

/* Registers of a suspended thread, changed in parts: the parts add up. */
static void others(void)
{
    static CONTEXT c, again;
    HANDLE t = begin(spin, NULL);
    SuspendThread(t);
    c.ContextFlags = CONTEXT_FULL;
    GetThreadContext(t, &c);
    printf("xmm6 %llx, xmm15 %llx, r12 %llx, inside %d\n", c.FltSave.XmmRegisters[6].Low, c.FltSave.XmmRegisters[15].Low,
           c.R12, (char *)c.Rip >= image && (char *)c.Rip < image + 0x100000);
    c.FltSave.XmmRegisters[6].Low = 0x7777;
    c.ContextFlags = CONTEXT_FLOATING_POINT;
    printf("set vectors %d\n", SetThreadContext(t, &c));
    c.R12 = 0x3434;
    c.ContextFlags = CONTEXT_INTEGER;
    printf("set integers %d\n", SetThreadContext(t, &c));
    again.ContextFlags = CONTEXT_FULL;
    GetThreadContext(t, &again);
    printf("again xmm6 %llx, xmm15 %llx, r12 %llx, same pc %d\n", again.FltSave.XmmRegisters[6].Low,
           again.FltSave.XmmRegisters[15].Low, again.R12, again.Rip == c.Rip);
    ResumeThread(t);
    stop = 1;
    printf("ended %lu:", finish(t));
    printf(" %llx %llx %llx\n", result[0], result[1], result[2]);
}

/* Handles that allow these calls and nothing else. */
static void rights(void)
{
    static CONTEXT c;
    HANDLE t = begin(spin, NULL);
    DWORD id = GetThreadId(t);
    HANDLE stops = OpenThread(THREAD_SUSPEND_RESUME, FALSE, id), reads = OpenThread(THREAD_GET_CONTEXT, FALSE, id),
           sets = OpenThread(THREAD_SET_CONTEXT, FALSE, id);
    SuspendThread(stops);
    c.ContextFlags = CONTEXT_FULL;
    int ok = GetThreadContext(reads, &c);
    printf("read %d, r12 %llx, inside %d\n", ok, c.R12, (char *)c.Rip >= image && (char *)c.Rip < image + 0x100000);
    c.R12 = 0x5656;
    c.ContextFlags = CONTEXT_INTEGER;
    printf("set %d\n", SetThreadContext(sets, &c));
    ResumeThread(stops);
    stop = 1;
    printf("ended %lu:", finish(t));
    printf(" %llx\n", result[2]);
}

static void many(void)
{
    int good = 0;
    for (int i = 0; i < 60; i++) {
        static CONTEXT c;
        HANDLE t = begin(spin, NULL);
        SuspendThread(t);
        c.ContextFlags = CONTEXT_FLOATING_POINT | CONTEXT_INTEGER;
        GetThreadContext(t, &c);
        c.FltSave.XmmRegisters[15].Low = 1000 + i;
        c.R12 = 2000 + i;
        SetThreadContext(t, &c);
        ResumeThread(t);
        if (i % 2 == 0)
            Sleep(0);
        stop = 1;
        good += finish(t) == 5 && result[0] == 0x6666 && result[1] == 1000u + i && result[2] == 2000u + i;
    }
    printf("good %d\n", good);
}

/* In the middle of a call of the system. */
static void waiting(void)
{
    static CONTEXT c;
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL), t = begin(sleeper, event);
    Sleep(50);
    SuspendThread(t);
    c.ContextFlags = CONTEXT_CONTROL | CONTEXT_INTEGER;
    int ok = GetThreadContext(t, &c);
    printf("waiting %d, outside the program %d\n", ok, (char *)c.Rip < image || (char *)c.Rip >= image + 0x100000);
    ResumeThread(t);
    SetEvent(event);
    DWORD code = finish(t);
    printf("ended %lu, seen %ld\n", code, seen);
}

static volatile int passes;

static void own(void)
{
    static CONTEXT c;
    c.ContextFlags = CONTEXT_FULL;
    int ok = GetThreadContext(GetCurrentThread(), &c);
    char *low = (char *)&low;
    printf("own %d, stack near %d\n", ok, (char *)c.Rsp < low + 4096 && (char *)c.Rsp > low - 4096);
    RtlCaptureContext(&c);
    unsigned long long fifteen = 0;
    __asm__ volatile("movq %%xmm15, %0" : "=r"(fifteen));
    passes++;
    printf("pass %d\n", passes);
    if (passes >= 3) {
        printf("xmm15 %llx\n", fifteen);
        return;
    }
    c.FltSave.XmmRegisters[15].Low = 0xabcd0000 + passes;
    c.ContextFlags = CONTEXT_FULL;
    ok = SetThreadContext(GetCurrentThread(), &c);
    printf("not reached %d\n", ok);
}

int main(void)
{
    image = (char *)GetModuleHandle(NULL);
    others();
    rights();
    many();
    waiting();
    own();
    return 14;
}
