/* tests/windows/apps/memory.c - what a process can find out about its own memory.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <tlhelp32.h>

static int modules(void)
{
    MODULEENTRY32 m = {.dwSize = sizeof(m)};
    HANDLE h = CreateToolhelp32Snapshot(TH32CS_SNAPMODULE, 0);
    int n = 0;
    for (BOOL ok = Module32First(h, &m); ok; ok = Module32Next(h, &m))
        n++;
    CloseHandle(h);
    return n;
}

static int threads(void)
{
    THREADENTRY32 t = {.dwSize = sizeof(t)};
    HANDLE h = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    int n = 0;
    for (BOOL ok = Thread32First(h, &t); ok; ok = Thread32Next(h, &t))
        n += t.th32OwnerProcessID == GetCurrentProcessId();
    CloseHandle(h);
    return n;
}

int main(void)
{
    MEMORY_BASIC_INFORMATION m;
    int writable_code = 0, gaps = 0, unnamed = 0;
    char *expected = NULL;
    for (char *p = NULL; VirtualQuery(p, &m, sizeof(m)) == sizeof(m); p = (char *)m.BaseAddress + m.RegionSize) {
        gaps += (char *)m.BaseAddress != expected;
        expected = (char *)m.BaseAddress + m.RegionSize;
        writable_code += m.State == MEM_COMMIT && m.Protect == PAGE_EXECUTE_READWRITE;
        unnamed += m.State == MEM_COMMIT && m.Type == MEM_PRIVATE && (m.Protect & 0xf0) != 0;
    }
    printf("gaps %d, writable code %d, code without a file %d\n", gaps, writable_code, unnamed);
    printf("modules %d, threads %d\n", modules(), threads());
    const char *names[] = {"KiUserExceptionDispatcher", "KiUserApcDispatcher", "KiUserCallbackDispatcher", "LdrInitializeThunk"};
    for (int i = 0; i < 4; i++) {
        unsigned char bytes[8];
        SIZE_T n = 0;
        FARPROC f = GetProcAddress(GetModuleHandleA("ntdll.dll"), names[i]);
        ReadProcessMemory(GetCurrentProcess(), (void *)f, bytes, 8, &n);
        printf("%s", names[i]);
        for (int k = 0; k < 8; k++)
            printf(" %02x", bytes[k]);
        puts("");
    }
    unsigned char *p = VirtualAlloc(NULL, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    memset(p, 0xc3, 65536);
    ((void (*)(void))(p + 8192))();
    VirtualQuery(p, &m, sizeof(m));
    printf("size %lx protect %lx state %lx type %lx\n", (long)m.RegionSize, m.Protect, m.State, m.Type);
    VirtualQuery(p + 8192, &m, sizeof(m));
    printf("size %lx protect %lx from the base %lx\n", (long)m.RegionSize, m.Protect, (long)((unsigned char *)m.AllocationBase - p));
    /* A handle of the own process that allows nothing but this. */
    HANDLE self = OpenProcess(PROCESS_VM_OPERATION | PROCESS_VM_WRITE, FALSE, GetCurrentProcessId());
    static const unsigned char one[] = {0xb8, 1, 0, 0, 0, 0xc3}, two[] = {0xb8, 2, 0, 0, 0, 0xc3};
    SIZE_T n = 0;
    memcpy(p, one, sizeof(one));
    int first = ((int (*)(void))p)();
    BOOL ok = WriteProcessMemory(self, p, two, sizeof(two), &n);
    printf("written by a handle: %d, %d then %d\n", ok, first, ((int (*)(void))p)());
    return 0;
}
