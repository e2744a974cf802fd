/* tests/windows/apps/guards.c - guard pages: once each, for reads, writes, calls of the system and code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static unsigned char *pages;
static volatile LONG count;
static char text[4096];

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    const EXCEPTION_RECORD *r = p->ExceptionRecord;
    CONTEXT *c = p->ContextRecord;
    size_t n = strlen(text);
    if (r->ExceptionCode == STATUS_GUARD_PAGE_VIOLATION || r->ExceptionCode == EXCEPTION_ACCESS_VIOLATION)
        snprintf(text + n, sizeof(text) - n, " %lx/%llx/%llx", r->ExceptionCode & 0xffff, r->ExceptionInformation[0],
                 r->ExceptionInformation[1] - (ULONG_PTR)pages);
    count++;
    if (r->ExceptionCode == EXCEPTION_ACCESS_VIOLATION)
        c->Rip = c->Rbx;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static void arm(int page, DWORD protect)
{
    DWORD old;
    VirtualProtect(pages + 4096 * page, 4096, protect | PAGE_GUARD, &old);
}

static DWORD protection(int page)
{
    MEMORY_BASIC_INFORMATION m;
    VirtualQuery(pages + 4096 * page, &m, sizeof(m));
    return m.Protect;
}

static void say(const char *what)
{
    printf("%s:%s, %ld, protection %lx %lx\n", what, text, count, protection(0), protection(1));
    text[0] = 0;
    count = 0;
}

int main(void)
{
    DWORD n;
    char name[MAX_PATH];
    pages = VirtualAlloc(NULL, 16384, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    AddVectoredExceptionHandler(1, look);
    arm(0, PAGE_READWRITE);
    say("armed");
    pages[16] = 1;
    pages[17] = 2;
    say("write");
    arm(0, PAGE_READWRITE);
    volatile unsigned char v = pages[16];
    say("read");
    arm(0, PAGE_READONLY);
    v += pages[16];
    __asm__ volatile("lea 2f(%%rip), %%rbx; movb $5, 16(%0); 2:" : : "r"(pages) : "rbx", "memory");
    say("read, then a write that is refused");
    arm(0, PAGE_READWRITE);
    arm(1, PAGE_READWRITE);
    *(volatile unsigned long long *)(pages + 4092) = 1;
    say("write across two");
    arm(0, PAGE_READWRITE);
    memset(pages, 7, 8192);
    say("fill");
    memcpy(pages + 64, "\xb8\x21\x00\x00\x00\xc3", 6);
    DWORD old;
    VirtualProtect(pages, 4096, PAGE_EXECUTE_READWRITE, &old);
    int r = ((int (*)(void))(void *)(pages + 64))();
    arm(0, PAGE_EXECUTE_READWRITE);
    r += ((int (*)(void))(void *)(pages + 64))();
    printf("called %x\n", r);
    say("call");
    pages[65] = 0x22;
    r = ((int (*)(void))(void *)(pages + 64))();
    printf("changed %x\n", r);
    say("after a change");
    arm(0, PAGE_EXECUTE_READWRITE);
    pages[65] = 0x23;
    r = ((int (*)(void))(void *)(pages + 64))();
    printf("changed %x\n", r);
    say("change of guarded code");
    GetModuleFileNameA(NULL, name, MAX_PATH);
    HANDLE f = CreateFileA(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    arm(1, PAGE_READWRITE);
    BOOL ok = ReadFile(f, pages + 4096, 16, &n, NULL);
    printf("by the system %d %lu\n", ok, ok ? 0 : GetLastError());
    say("the system's write");
    return v == 2 ? 12 : 13;
}
