/* tests/windows/apps/exceptions.c - every kind of exception, through a vectored handler that looks and goes on.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

/* The instruction under test stands between the labels; rbx says where to go on. */
#define TRY(text) __asm__ volatile("lea 2f(%%rip), %%rbx; " text "; 2:" : : : "rax", "rbx", "rcx", "rdx", "r8", "memory", "cc")

static unsigned char *guard_page;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    const EXCEPTION_RECORD *r = p->ExceptionRecord;
    CONTEXT *c = p->ContextRecord;
    printf("  %08lx flags %lx, address %s, parameters %lu:", r->ExceptionCode, r->ExceptionFlags,
           r->ExceptionAddress == (void *)c->Rip ? "is pc" : "differs", r->NumberParameters);
    for (DWORD i = 0; i < r->NumberParameters && i < 2; i++)
        printf(" %llx", r->ExceptionInformation[i] - (r->ExceptionInformation[i] >> 12 == (ULONG_PTR)guard_page >> 12 ? (ULONG_PTR)guard_page : 0));
    printf("; rcx %llx tf %lu\n", guard_page == NULL || c->Rcx < 10 ? c->Rcx : 0, c->EFlags >> 8 & 1);
    switch (r->ExceptionCode) {
    case STATUS_BREAKPOINT: c->Rip++; return EXCEPTION_CONTINUE_EXECUTION;
    case STATUS_SINGLE_STEP:
    case STATUS_GUARD_PAGE_VIOLATION:
    case 0xe0001234: return EXCEPTION_CONTINUE_EXECUTION;
    default: c->Rip = c->Rbx; return EXCEPTION_CONTINUE_EXECUTION;
    }
}

int main(void)
{
    AddVectoredExceptionHandler(1, look);
    puts("write");
    TRY("mov $0x1234, %%eax; mov $7, %%ecx; mov $8, %%r8d; movl $1, (%%rax)");
    puts("read");
    TRY("mov $0x4321, %%eax; mov $9, %%ecx; mov (%%rax), %%eax");
    puts("read of an address that no pointer can be");
    TRY("movabs $0x123456789abcdef0, %%rax; mov $9, %%ecx; mov (%%rax), %%eax");
    puts("ud2");
    TRY("mov $1, %%ecx; ud2");
    puts("divide");
    TRY("xor %%edx, %%edx; xor %%ecx, %%ecx; mov $5, %%eax; div %%ecx");
    puts("overflow of a division");
    TRY("mov $-1, %%edx; mov $1, %%ecx; xor %%eax, %%eax; idiv %%ecx");
    puts("int3");
    TRY("mov $2, %%ecx; int3");
    puts("hlt");
    TRY("mov $3, %%ecx; hlt");
    puts("jump to nowhere");
    TRY("mov $4, %%ecx; mov $0x12340, %%eax; jmp *%%rax");
    puts("single step");
    TRY("mov $5, %%ecx; pushf; orl $0x100, (%%rsp); popf; nop; nop");
    puts("raised by software");
    ULONG_PTR info[2] = {5, 6};
    RaiseException(0xe0001234, 0, 2, info);
    puts("guard page");
    guard_page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE | PAGE_GUARD);
    guard_page[5] = 1;
    printf("read only\n");
    DWORD old;
    VirtualProtect(guard_page, 4096, PAGE_READONLY, &old);
    __asm__ volatile("lea 2f(%%rip), %%rbx; mov $6, %%ecx; movb $1, (%0); 2:" : : "r"(guard_page) : "rbx", "rcx", "memory");
    printf("value %d old %lx\n", guard_page[5], old);
    puts("not executable");
    __asm__ volatile("lea 2f(%%rip), %%rbx; jmp *%0; 2:" : : "r"(guard_page) : "rbx", "rcx", "memory");
    puts("end");
    return 0;
}
