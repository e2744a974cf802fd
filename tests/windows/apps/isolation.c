/* tests/windows/apps/isolation.c - the blocks of thread and process while code runs for the first time: nobody writes there.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

/* Behind the slots stands the list of all threads' blocks, in which neighbours come and go; Wine's kernel has
 * the area for GDI. */
enum { TEB_SIZE = 0x1838, PEB_SIZE = 0x380, SLOTS_AT = 0x1480, SLOTS_END = 0x1690, GDI_AT = 0x2f0, GDI_END = 0x7d8, ROUNDS = 15 };

static DWORD fls;
static volatile LONG bad;

static char *word(size_t at)
{
    return *(char **)((char *)NtCurrentTeb() + at);
}

/* Nothing here calls the system. */
static int __attribute__((noinline)) run_code(unsigned char *code, int round)
{
    int sum = 0;
    for (int at = 0; at < 4096; at += 64)
        sum += ((int (*)(int))(void *)(code + at))(round + at);
    return sum;
}

static DWORD WINAPI work(void *arg)
{
    unsigned char before[TEB_SIZE], peb[PEB_SIZE];
    int base = (int)(INT_PTR)arg, differences = 0;
    FlsSetValue(fls, arg);
    for (int i = 0; i < ROUNDS; i++) {
        unsigned char *code = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        for (int at = 0; at < 4096; at += 64)
            memcpy(code + at, "\x8d\x41\x01\xc3", 4); /* lea eax, [rcx + 1]; ret */
        SetLastError(0x1000 + base + i);
        memcpy(before, NtCurrentTeb(), sizeof(before));
        memcpy(peb, word(0x60), sizeof(peb));
        int sum = run_code(code, i);
        unsigned char after[TEB_SIZE];
        memcpy(after, NtCurrentTeb(), sizeof(after));
        for (int at = 0; at < TEB_SIZE; at++)
            if ((at < GDI_AT || at >= GDI_END) && (at < SLOTS_AT || at >= SLOTS_END) && before[at] != after[at]) {
                differences++;
                fprintf(stderr, "block of the thread, %x: %x, now %x\n", at, before[at], after[at]);
            }
        differences += memcmp(peb, word(0x60), sizeof(peb)) != 0;
        differences += GetLastError() != (DWORD)(0x1000 + base + i) || sum != 64 * i + 64 + 64 * 63 * 32;
        differences += FlsGetValue(fls) != arg;
        VirtualFree(code, 0, MEM_RELEASE);
    }
    InterlockedExchangeAdd(&bad, differences);
    return 0;
}

int main(void)
{
    HANDLE t[3];
    fls = FlsAlloc(NULL);
    for (int i = 0; i < 3; i++)
        t[i] = CreateThread(NULL, 0, work, (void *)(INT_PTR)(i * 256), 0, NULL);
    WaitForMultipleObjects(3, t, TRUE, INFINITE);
    RTL_CRITICAL_SECTION *loader = *(RTL_CRITICAL_SECTION **)(word(0x60) + 0x110);
    printf("differences %ld, loader's lock is held %d\n", bad, loader->OwningThread != NULL);
    return 16;
}
