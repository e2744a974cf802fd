/* tests/windows/apps/stopped.c - threads in loops, in waits and in callbacks, for a client that stops them all.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each has its number in r13 and the sum of r12 and r14 is the same before each turn of its loop; the client finds
 * the loop by the names that the program exports, and says by `is_done` that it has seen enough.  With an argument
 * nobody is waited for.
 */
#include <stdio.h>
#include <windows.h>

enum { LOOPS = 2, WAITS = 2, IN_CALLBACKS = 2, THREADS = LOOPS + WAITS + IN_CALLBACKS, MARK = 0x51110000 };

#define EXPORTED __declspec(dllexport)
EXPORTED volatile LONG is_done, turns[THREADS], waiting[THREADS];

/* void loop(int number, volatile LONG *turns): until is_done. */
void loop(int mark, volatile LONG *turn, volatile LONG *done);
extern char loop_begin[], loop_middle[], loop_end[];
__asm__(".globl loop, loop_begin, loop_middle, loop_end\n"
        "loop: push %r12\n push %r13\n push %r14\n push %r15\n"
        "mov %ecx, %r13d\n xor %r12d, %r12d\n mov $0x7777, %r14d\n mov %rdx, %r15\n"
        "loop_begin: incl (%r15)\n inc %r12\n"
        "loop_middle: dec %r14\n cmpl $0, (%r8)\n je loop_begin\n"
        "loop_end: pop %r15\n pop %r14\n pop %r13\n pop %r12\n ret\n"
        ".section .drectve\n.ascii \" -export:loop_begin -export:loop_middle -export:loop_end\"\n.text\n");

static HANDLE never, started;

/* The system calls the procedure of a window that is being made. */
static LRESULT CALLBACK on_message(HWND w, UINT msg, WPARAM a, LPARAM b)
{
    INT_PTR n = msg == WM_NCCREATE ? (INT_PTR)((CREATESTRUCTA *)b)->lpCreateParams : 0;
    if (n != 0) {
        waiting[n] = n % 2;
        ReleaseSemaphore(started, 1, NULL);
        if (n % 2 != 0)
            WaitForSingleObject(never, INFINITE);
        else
            loop(MARK + (int)n, &turns[n], &is_done);
    }
    return DefWindowProc(w, msg, a, b);
}

static DWORD WINAPI in_loop(void *arg)
{
    ReleaseSemaphore(started, 1, NULL);
    loop(MARK + (int)(INT_PTR)arg, &turns[(INT_PTR)arg], &is_done);
    return 0;
}

static DWORD WINAPI in_wait(void *arg)
{
    INT_PTR n = (INT_PTR)arg;
    waiting[n] = 1;
    ReleaseSemaphore(started, 1, NULL);
    if (n % 2 == 0)
        WaitForSingleObject(never, INFINITE);
    while (!is_done)
        Sleep(1);
    return 0;
}

static DWORD WINAPI in_callback(void *arg)
{
    HWND w = CreateWindowA("stopped", "", 0, 0, 0, 1, 1, NULL, NULL, GetModuleHandle(NULL), arg);
    DestroyWindow(w);
    return 0;
}

int main(int argc, char **argv)
{
    static LPTHREAD_START_ROUTINE const kinds[] = {in_loop, in_wait, in_callback};
    WNDCLASSA c = {.lpfnWndProc = on_message, .hInstance = GetModuleHandle(NULL), .lpszClassName = "stopped"};
    HANDLE t[THREADS];
    (void)argv;
    never = CreateEventA(NULL, TRUE, FALSE, NULL);
    started = CreateSemaphoreA(NULL, 0, 100, NULL);
    RegisterClassA(&c);
    for (INT_PTR i = 0; i < THREADS; i++)
        t[i] = CreateThread(NULL, 0, kinds[i / 2], (void *)i, 0, NULL);
    for (int i = 0; i < THREADS; i++)
        WaitForSingleObject(started, INFINITE);
    if (argc > 1)
        is_done = 1;
    for (int i = 0; i < 4000 && !is_done; i++)
        Sleep(10);
    printf("done %ld\n", is_done);
    is_done = 1;
    SetEvent(never);
    printf("ended %lx\n", WaitForMultipleObjects(THREADS, t, TRUE, 20000));
    for (int i = 0; i < THREADS; i++)
        printf("thread %d: loop %d, wait %ld\n", i, turns[i] != 0, waiting[i]);
    return 27;
}
