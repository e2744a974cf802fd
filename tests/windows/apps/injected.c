/* tests/windows/apps/injected.c - a process that is changed from outside: memory, registers, threads.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The parent writes code into its child before the child has begun, sets where it begins, and later makes threads
 * in it, again and again at the same place with other code.
 */
#include "own_event.h"
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { PAGE = 4096, ROUNDS = 6 };

static char name[MAX_PATH];

static HANDLE begin(const char *how, DWORD flags, PROCESS_INFORMATION *p)
{
    char line[MAX_PATH + 64];
    STARTUPINFOA si = {.cb = sizeof(si)};
    snprintf(line, sizeof(line), "\"%s\" %s", name, how);
    fflush(stdout);
    if (!CreateProcessA(name, line, NULL, NULL, FALSE, flags, NULL, NULL, &si, p)) {
        printf("cannot start: %lu\n", GetLastError());
        ExitProcess(3);
    }
    return p->hProcess;
}

static DWORD ended(HANDLE p)
{
    DWORD code = 0;
    if (WaitForSingleObject(p, 60000) != 0)
        puts("does not end");
    GetExitCodeProcess(p, &code);
    return code;
}

/* mov eax, value; ret, and what a process ends with when that is its beginning. */
static unsigned char *code_for(unsigned value)
{
    static unsigned char code[] = {0xb8, 0, 0, 0, 0, 0xc3};
    memcpy(code + 1, &value, sizeof(value));
    return code;
}

/* Where the child's program begins is written over. */
static void other_code(void)
{
    PROCESS_INFORMATION p;
    HANDLE child = begin("child", CREATE_SUSPENDED, &p);
    CONTEXT c __attribute__((aligned(16))) = {.ContextFlags = CONTEXT_FULL};
    unsigned char before[6], after[6];
    SIZE_T n = 0;
    DWORD old;
    printf("context %d, ", GetThreadContext(p.hThread, &c));
    void *base = NULL;
    ReadProcessMemory(child, (char *)c.Rdx + 0x10, &base, sizeof(base), &n); /* rdx: the block of the process */
    printf("image's base %d, ", base == (void *)GetModuleHandleA(NULL));
    IMAGE_DOS_HEADER *dos = (void *)GetModuleHandleA(NULL);
    IMAGE_NT_HEADERS *nt = (void *)((char *)dos + dos->e_lfanew);
    char *entry = (char *)base + nt->OptionalHeader.AddressOfEntryPoint;
    printf("entry %d, ", c.Rcx == (DWORD64)entry);
    ReadProcessMemory(child, entry, before, 6, &n);
    printf("as here %d, ", memcmp(before, (char *)dos + nt->OptionalHeader.AddressOfEntryPoint, 6) == 0);
    VirtualProtectEx(child, entry, 6, PAGE_EXECUTE_READWRITE, &old);
    WriteProcessMemory(child, entry, code_for(0x1234567), 6, &n);
    VirtualProtectEx(child, entry, 6, old, &old);
    FlushInstructionCache(child, entry, 6);
    ReadProcessMemory(child, entry, after, 6, &n);
    printf("written %d, ", memcmp(after, code_for(0x1234567), 6) == 0);
    ResumeThread(p.hThread);
    printf("code %lx\n", ended(child));
}

/* The child begins elsewhere, in memory that it has been given. */
static void other_beginning(void)
{
    PROCESS_INFORMATION p;
    HANDLE child = begin("child", CREATE_SUSPENDED, &p);
    CONTEXT c __attribute__((aligned(16))) = {.ContextFlags = CONTEXT_FULL};
    SIZE_T n = 0;
    char *there = VirtualAllocEx(child, NULL, PAGE, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    WriteProcessMemory(child, there, code_for(0x7654321), 6, &n);
    GetThreadContext(p.hThread, &c);
    c.Rcx = (DWORD64)there;
    printf("set %d, ", SetThreadContext(p.hThread, &c));
    ResumeThread(p.hThread);
    printf("code %lx\n", ended(child));
}

static DWORD remote(HANDLE child, void *at, void *arg)
{
    DWORD code = 0xdead;
    HANDLE t = CreateRemoteThread(child, NULL, 0, (LPTHREAD_START_ROUTINE)at, arg, 0, NULL);
    if (t == NULL || WaitForSingleObject(t, 60000) != 0)
        printf("no thread: %lu\n", GetLastError());
    GetExitCodeThread(t, &code);
    CloseHandle(t);
    return code;
}

static void threads(void)
{
    PROCESS_INFORMATION p;
    HANDLE ready = own_event("up"), child = begin("waits", 0, &p);
    SIZE_T n = 0;
    WaitForSingleObject(ready, 60000);
    void *library = VirtualAllocEx(child, NULL, PAGE, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    WriteProcessMemory(child, library, "winmm.dll", 10, &n);
    printf("library %d,", remote(child, (void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "LoadLibraryA"), library) != 0);
    /* New memory each time, mostly at the same address. */
    for (int i = 0; i < ROUNDS; i++) {
        void *there = VirtualAllocEx(child, NULL, PAGE, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        WriteProcessMemory(child, there, code_for(100 + i), 6, &n);
        printf(" %lu", remote(child, there, NULL));
        VirtualFreeEx(child, there, 0, MEM_RELEASE);
    }
    /* The same memory, with other code. */
    void *there = VirtualAllocEx(child, NULL, PAGE, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    for (int i = 0; i < ROUNDS; i++) {
        WriteProcessMemory(child, there, code_for(200 + i), 6, &n);
        FlushInstructionCache(child, there, 6);
        printf(" %lu", remote(child, there, NULL));
    }
    printf(", it ends by %lx\n", (remote(child, (void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "ExitProcess"), (void *)0x3344), ended(child)));
}

/* The child waits in a loop that the parent rewrites while its thread does not run. */
static void other_registers(void)
{
    PROCESS_INFORMATION p;
    HANDLE ready = own_event("up"), child = begin("spins", 0, &p);
    CONTEXT c __attribute__((aligned(16))) = {.ContextFlags = CONTEXT_FULL};
    SIZE_T n = 0;
    WaitForSingleObject(ready, 60000);
    printf("suspended %lu, ", SuspendThread(p.hThread));
    printf("context %d, ", GetThreadContext(p.hThread, &c));
    char *there = VirtualAllocEx(child, NULL, PAGE, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    /* sub rsp, 40; mov ecx, 0x5566; mov rax, ExitProcess; call rax */
    unsigned char code[] = {0x48, 0x83, 0xe4, 0xf0, 0x48, 0x83, 0xec, 0x20, 0xb9, 0x66, 0x55, 0, 0, 0x48, 0xb8,
                            0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd0};
    void *exits = (void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "ExitProcess");
    memcpy(code + 15, &exits, sizeof(exits));
    WriteProcessMemory(child, there, code, sizeof(code), &n);
    c.ContextFlags = CONTEXT_CONTROL;
    c.Rip = (DWORD64)there;
    printf("set %d, ", SetThreadContext(p.hThread, &c));
    ResumeThread(p.hThread);
    printf("code %lx\n", ended(child));
}

int main(int argc, char **argv)
{
    GetModuleFileNameA(NULL, name, MAX_PATH);
    if (argc > 1 && strcmp(argv[1], "child") == 0)
        return 9;
    if (argc > 1) {
        SetEvent(own_event("up"));
        for (volatile int i = 0; strcmp(argv[1], "spins") == 0; i++) {
        }
        Sleep(60000);
        return 8;
    }
    other_code();
    other_beginning();
    threads();
    other_registers();
    return 23;
}
