/* tests/windows/apps/stack.c - stacks that grow, run out, and are mended.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

static CONTEXT back;
static volatile LONG overflows, guards, others;
static volatile DWORD seen[4];
static volatile int near_limit;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    DWORD code = p->ExceptionRecord->ExceptionCode;
    if (code != EXCEPTION_STACK_OVERFLOW) {
        guards += code == STATUS_GUARD_PAGE_VIOLATION;
        others += code != STATUS_GUARD_PAGE_VIOLATION;
        return code == STATUS_GUARD_PAGE_VIOLATION ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
    }
    char *low = *(char **)((char *)NtCurrentTeb() + 0x1478); /* where the stack was allocated */
    near_limit = (char *)p->ContextRecord->Rsp >= low && (char *)p->ContextRecord->Rsp < low + 0x10000;
    overflows++;
    DWORD flags = p->ContextRecord->ContextFlags;
    *p->ContextRecord = back;
    p->ContextRecord->ContextFlags = flags & ~0x40ul;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static int __attribute__((noinline)) deeper(volatile char *above, int n)
{
    volatile char here[2000];
    here[0] = above[0];
    here[1999] = (char)n;
    return deeper(here, n + 1) + here[0];
}

static int __attribute__((noinline)) exhaust(void)
{
    volatile char c = 1;
    volatile LONG before = overflows;
    RtlCaptureContext(&back);
    if (overflows != before)
        return 1; /* the handler has led back here */
    return deeper(&c, 0);
}

/* The limits that the block of the thread has: they follow the growing stack. */
static size_t committed(void)
{
    NT_TIB *tib = (NT_TIB *)NtCurrentTeb();
    return (size_t)((char *)tib->StackBase - (char *)tib->StackLimit);
}

static int __attribute__((noinline)) use(int pages)
{
    volatile char *p = _alloca((size_t)pages * 4096);
    for (int i = pages - 1; i >= 0; i--)
        p[i * 4096] = (char)i;
    return p[4096];
}

static DWORD WINAPI work(void *arg)
{
    size_t first = committed();
    char *base = ((NT_TIB *)NtCurrentTeb())->StackBase;
    int local;
    printf("on its stack %d, used %d\n", (char *)&local < base && base - (char *)&local < 0x10000, use(20));
    printf("has grown %d\n", committed() >= first && committed() >= 20 * 4096);
    for (int i = 0; i < (int)(INT_PTR)arg; i++) {
        int r = exhaust();
        printf("back %d, near the end %d, mended %d\n", r, near_limit, _resetstkoflw() != 0);
    }
    return 7;
}

static LONG WINAPI last_filter(EXCEPTION_POINTERS *p)
{
    printf("filter %lx\n", p->ExceptionRecord->ExceptionCode);
    fflush(stdout);
    return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
    DWORD code;
    AddVectoredExceptionHandler(1, look);
    for (int i = 0; i < 2; i++) {
        HANDLE t = CreateThread(NULL, i == 0 ? 0 : 256 * 1024, work, (void *)2, i == 0 ? 0 : STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
        WaitForSingleObject(t, INFINITE);
        GetExitCodeThread(t, &code);
        printf("thread ended %lu\n", code);
    }
    work((void *)1);
    printf("overflows %ld, others %ld\n", overflows, others);
    SetUnhandledExceptionFilter(last_filter);
    fflush(stdout);
    *(volatile int *)0x1230 = 1;
    return 1;
}
