/* tests/windows/apps/stacks.c - stacks that are executable and have run code: the kernel puts its frames there.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { ROOM = 3 * 4096, ROUNDS = 5 };

typedef int function(int *);

static int seen[4];
static DWORD last;

static LONG CALLBACK handler(EXCEPTION_POINTERS *p)
{
    CONTEXT *c = p->ContextRecord;
    last = p->ExceptionRecord->ExceptionCode;
    seen[0]++;
    switch (last) {
    case EXCEPTION_ILLEGAL_INSTRUCTION: c->Rip += 2; break; /* ud2 */
    case EXCEPTION_ACCESS_VIOLATION: c->Rip += 2; break;    /* mov eax, [rdx] */
    case EXCEPTION_BREAKPOINT: c->Rip = (DWORD64)p->ExceptionRecord->ExceptionAddress + 1; break;
    default: return EXCEPTION_CONTINUE_SEARCH;
    }
    return EXCEPTION_CONTINUE_EXECUTION;
}

static void CALLBACK procedure(ULONG_PTR what)
{
    seen[1] += (int)what;
}

/* Code in the middle of the frame: it returns 1 + n, after what is written in its middle. */
static function *write_code(unsigned char *to, int n, const char *middle)
{
    unsigned char code[] = {0xb8, 0, 0, 0, 0, 0x31, 0xd2, 0x90, 0x90, 0xff, 0xc0, 0xc3};
    memcpy(code + 1, &n, 4);
    memcpy(code + 7, middle, 2);
    memcpy(to, code, sizeof(code));
    return (function *)(void *)to;
}

static const char *const middles[] = {"\x90\x90", "\x0f\x0b", "\x8b\x02", "\xcc\x90"};

/* Its frame has code on each of its pages; what it calls has its frames on them as well. */
static __attribute__((noinline)) int work(int round)
{
    unsigned char room[ROOM];
    volatile unsigned char *touched = room;
    DWORD old;
    int sum = 0;
    memset(room, 0xcc, sizeof(room));
    int ok = VirtualProtect(room, sizeof(room), PAGE_EXECUTE_READWRITE, &old);
    for (int i = 0; i < ROUNDS; i++) {
        for (int m = 0; m < 4; m++) {
            int x = 1;
            function *f = write_code(room + 100 * m + (i % 3) * 4096 + 16, round + i, middles[m]);
            sum += f(&x);
        }
        QueueUserAPC(procedure, GetCurrentThread(), 1);
        SleepEx(0, TRUE);
        touched[17 + 4096 * (i % 3)]++; /* the number in the code */
        sum += ((function *)(void *)(room + 16 + (i % 3) * 4096))(NULL);
    }
    /* The same code, from which exceptions come while the stack pointer is right below it. */
    for (int m = 1; m < 4; m++)
        sum += write_code(room + 8, m, middles[m])(NULL);
    return ok ? sum : -1;
}

static DWORD WINAPI in_thread(void *arg)
{
    return (DWORD)work(*(int *)arg);
}

static void *fiber_back;
static int fiber_result;

static void CALLBACK in_fiber(void *arg)
{
    fiber_result = work(*(int *)arg);
    SwitchToFiber(fiber_back);
}

/* The code that a fiber has left on its stack is run from another stack; then the fiber goes on there. */
static function *left;
static int left_sum;

static void CALLBACK leaves_code(void *arg)
{
    unsigned char room[ROOM];
    DWORD old;
    (void)arg;
    VirtualProtect(room, sizeof(room), PAGE_EXECUTE_READWRITE, &old);
    left = write_code(room + 16, 70, middles[0]);
    SwitchToFiber(fiber_back);
    for (int m = 1; m < 4; m++)
        left_sum += write_code(room + 16, m, middles[m])(NULL);
    SwitchToFiber(fiber_back);
}

int main(void)
{
    int number = 10;
    DWORD code;
    AddVectoredExceptionHandler(1, handler);
    printf("main %d\n", work(number++));
    printf("exceptions %d procedures %d last %lx\n", seen[0], seen[1], last);
    HANDLE t = CreateThread(NULL, 0, in_thread, &number, 0, NULL);
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code);
    printf("thread %d\n", (int)code);
    number++;
    fiber_back = ConvertThreadToFiber(NULL);
    void *fiber = CreateFiber(0, in_fiber, &number);
    SwitchToFiber(fiber);
    printf("fiber %d\n", fiber_result);
    DeleteFiber(fiber);
    fiber = CreateFiber(0, leaves_code, NULL);
    SwitchToFiber(fiber);
    int sum = left(NULL);
    SwitchToFiber(fiber);
    printf("left %d and %d\n", sum, left_sum);
    printf("exceptions %d procedures %d last %lx\n", seen[0], seen[1], last);
    return 22;
}
