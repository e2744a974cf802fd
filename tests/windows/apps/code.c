/* tests/windows/apps/code.c - code that changes: written, protected, unloaded, hooked.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

typedef int function(void);

static void put(unsigned char *p, int value)
{
    p[0] = 0xb8; /* mov eax, value; ret */
    memcpy(p + 1, &value, 4);
    p[5] = 0xc3;
}

static int __attribute__((noinline, noclone)) victim(void)
{
    __asm__ volatile("nop; nop; nop; nop; nop; nop; nop; nop; nop; nop; nop; nop");
    return 1;
}

int main(void)
{
    DWORD old;
    int sum = 0;
    unsigned char *p = VirtualAlloc(NULL, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    for (int i = 0; i < 300; i++) {
        put(p, i);
        sum += ((function *)(void *)p)();
    }
    printf("written %d\n", sum);
    for (int i = 0, n = 0; i < 50; i++) {
        VirtualProtect(p, 4096, PAGE_READWRITE, &old);
        put(p + 64, i);
        VirtualProtect(p, 4096, PAGE_EXECUTE_READ, &old);
        n += ((function *)(void *)(p + 64))();
        if (i == 49)
            printf("protected %d %lx\n", n, old);
    }
    VirtualProtect(p, 4096, PAGE_EXECUTE_READWRITE, &old);
    for (int i = 0, n = 0; i < 50; i++) {
        put(p + 128, i * 2);
        FlushInstructionCache(GetCurrentProcess(), p + 128, 6);
        n += ((function *)(void *)(p + 128))();
        if (i == 49)
            printf("flushed %d\n", n);
    }
    VirtualFree(p, 0, MEM_RELEASE);
    unsigned char *q = VirtualAlloc(p, 65536, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    put(q, 99);
    printf("again %d %d\n", q == p, ((function *)(void *)q)());
    SIZE_T n;
    unsigned char code[6];
    put(code, 55);
    WriteProcessMemory(GetCurrentProcess(), q, code, 6, &n);
    printf("by the kernel %d\n", ((function *)(void *)q)());
    /* a hook, as such libraries write it: a jump over the beginning of a function */
    printf("victim %d\n", victim());
    put(q + 16, 77);
    unsigned char jump[14] = {0xff, 0x25, 0, 0, 0, 0};
    void *to = q + 16;
    memcpy(jump + 6, &to, 8);
    VirtualProtect((void *)victim, 16, PAGE_EXECUTE_READWRITE, &old);
    memcpy((void *)victim, jump, sizeof(jump));
    VirtualProtect((void *)victim, 16, old, &old);
    printf("hooked %d\n", victim());
    for (int i = 0; i < 20; i++) {
        HMODULE m = LoadLibraryA("version.dll");
        FARPROC f = GetProcAddress(m, "GetFileVersionInfoSizeA");
        DWORD zero = 0;
        int size = ((int (*)(const char *, DWORD *))(void *)f)("nosuch.dll", &zero);
        FreeLibrary(m);
        if (i == 19)
            printf("library %d %d\n", f != NULL, size);
    }
    return 0;
}
