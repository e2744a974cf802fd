/* tests/windows/apps/hooked.c - a child whose system calls are hooked before it runs, as sandboxes do it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The parent makes it suspended and writes jumps over stubs in its ntdll, which count and go on behind
 * themselves; among them the last ones by address, so that nothing readable stands behind those.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include "own_event.h"

enum { MOST = 64, SLOT = 64, LAST = 9 };

static const char *const names[] = {
    "NtAllocateVirtualMemory", "NtFreeVirtualMemory", "NtProtectVirtualMemory", "NtQueryVirtualMemory", "NtClose",
    "NtCreateFile", "NtReadFile", "NtWriteFile", "NtMapViewOfSection", "NtUnmapViewOfSection", "NtContinue",
    "NtCreateThreadEx", "NtTerminateThread", "NtDelayExecution", "NtQueryInformationProcess",
};
enum { NAMED = sizeof(names) / sizeof(names[0]) };

static unsigned char *hooked[MOST];
static int count;

static int is_stub(const unsigned char *p)
{
    return memcmp(p, "\x4c\x8b\xd1\xb8", 4) == 0;
}

static int by_address(const void *a, const void *b)
{
    const unsigned char *x = *(unsigned char *const *)a, *y = *(unsigned char *const *)b;
    return x < y ? -1 : x > y;
}

/* The stubs that are to be hooked: those of the list, then the last by address. */
static void choose(unsigned char *ntdll)
{
    static unsigned char *all[8192];
    int n = 0;
    IMAGE_NT_HEADERS *h = (void *)(ntdll + ((IMAGE_DOS_HEADER *)ntdll)->e_lfanew);
    IMAGE_EXPORT_DIRECTORY *e = (void *)(ntdll + h->OptionalHeader.DataDirectory[0].VirtualAddress);
    DWORD *functions = (void *)(ntdll + e->AddressOfFunctions);
    for (DWORD i = 0; i < e->NumberOfFunctions && n < 8192; i++) {
        if (is_stub(ntdll + functions[i]))
            all[n++] = ntdll + functions[i];
    }
    qsort(all, n, sizeof(all[0]), by_address);
    for (int i = 0; i < NAMED; i++) {
        hooked[count] = (unsigned char *)GetProcAddress((HMODULE)ntdll, names[i]);
        count += is_stub(hooked[count]);
    }
    for (int i = n - LAST; i < n; i++)
        hooked[count++] = all[i];
}

/* lock inc [counter]; the stub's first two instructions; jmp behind them */
static void make_slot(unsigned char *out, unsigned char *there, unsigned char *counter, const unsigned char *stub)
{
    unsigned char text[] = {0xf0, 0xff, 0x05, 0, 0, 0, 0};
    int at = (int)(counter - (there + 7));
    memcpy(text + 3, &at, 4);
    memcpy(out, text, 7);
    memcpy(out + 7, stub, 8);
    out[15] = 0xe9;
    at = (int)(stub + 8 - (there + 20));
    memcpy(out + 16, &at, 4);
}

static unsigned char *room_near(HANDLE process, unsigned char *ntdll)
{
    for (unsigned char *at = ntdll - 0x1000000; at > ntdll - 0x40000000; at -= 0x100000) {
        unsigned char *p = VirtualAllocEx(process, at, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        if (p != NULL)
            return p;
    }
    return NULL;
}

static unsigned char *hook_all(HANDLE process)
{
    unsigned char *ntdll = (unsigned char *)GetModuleHandleA("ntdll.dll");
    DWORD old;
    choose(ntdll);
    unsigned char *room = room_near(process, ntdll);
    for (int i = 0; i < count; i++) {
        unsigned char slot[SLOT] = {0}, jump[8] = {0xe9, 0, 0, 0, 0, 0x90, 0x90, 0x90}, *there = room + 4096 + i * SLOT;
        make_slot(slot, there, room + 4 * i, hooked[i]);
        int distance = (int)(there - (hooked[i] + 5));
        memcpy(jump + 1, &distance, 4);
        WriteProcessMemory(process, there, slot, sizeof(slot), NULL);
        VirtualProtectEx(process, hooked[i], 8, PAGE_EXECUTE_READWRITE, &old);
        if (!WriteProcessMemory(process, hooked[i], jump, 8, NULL))
            puts("cannot hook");
        VirtualProtectEx(process, hooked[i], 8, PAGE_EXECUTE_READ, &old);
    }
    return room;
}

static DWORD WINAPI work(void *arg)
{
    void *p = VirtualAlloc(NULL, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    DWORD old, n;
    char buffer[64], name[MAX_PATH];
    VirtualProtect(p, 4096, PAGE_READONLY, &old);
    VirtualFree(p, 0, MEM_RELEASE);
    GetModuleFileNameA(NULL, name, MAX_PATH);
    HANDLE f = CreateFileA(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    int ok = ReadFile(f, buffer, 2, &n, NULL) && n == 2 && memcmp(buffer, "MZ", 2) == 0;
    CloseHandle(f);
    unsigned char *code = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    for (int i = 0; i < 100; i++) {
        memcpy(code, "\xb8\x01\x00\x00\x00\xc3", 6);
        code[1] = (unsigned char)i;
        ok += ((int (*)(void))(void *)code)() == i;
    }
    Sleep(1);
    *(int *)arg = ok;
    return 0;
}

static int child(void)
{
    int results[3] = {0};
    for (int i = 0; i < 3; i++) {
        HANDLE t = CreateThread(NULL, 0, work, &results[i], 0, NULL);
        WaitForSingleObject(t, INFINITE);
        CloseHandle(t);
    }
    unsigned char *close = (unsigned char *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtClose");
    printf("worked %d %d %d, hooked %d\n", results[0], results[1], results[2], close[0] == 0xe9);
    fflush(stdout);
    HANDLE done = own_event("done"), go = own_event("go");
    SetEvent(done);
    WaitForSingleObject(go, 60000);
    return 21;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        return child();
    char line[MAX_PATH + 16], name[MAX_PATH];
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION pi;
    DWORD code = 0;
    HANDLE done = own_event("done"), go = own_event("go");
    GetModuleFileNameA(NULL, name, MAX_PATH);
    snprintf(line, sizeof(line), "\"%s\" child", name);
    if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &si, &pi))
        return 1;
    unsigned char *room = hook_all(pi.hProcess);
    ResumeThread(pi.hThread);
    HANDLE either[2] = {done, pi.hProcess};
    WaitForMultipleObjects(2, either, FALSE, 60000);
    int counters[MOST] = {0};
    ReadProcessMemory(pi.hProcess, room, counters, sizeof(counters), NULL);
    for (int i = 0; i < NAMED; i++)
        printf("%s was %s\n", names[i], counters[i] > 0 ? "called" : "not called");
    SetEvent(go);
    WaitForSingleObject(pi.hProcess, 60000);
    GetExitCodeProcess(pi.hProcess, &code);
    printf("code %lu\n", code);
    return (int)code;
}
