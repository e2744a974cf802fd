/* tests/windows/apps/steps.c - a program that steps itself through its own code, one instruction at a time.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

enum { MOST = 64 };

extern const char stepped_begin[], stepped_end[];
static volatile LONG count, total, wanted;
static short offsets[MOST];
static DWORD codes;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    CONTEXT *c = p->ContextRecord;
    if (p->ExceptionRecord->ExceptionCode != EXCEPTION_SINGLE_STEP)
        return EXCEPTION_CONTINUE_SEARCH;
    if (count < MOST)
        offsets[count] = (short)((char *)c->Rip - stepped_begin);
    codes ^= (DWORD)(c->Rax * 31 + c->EFlags);
    count++;
    if (count < wanted)
        c->EFlags |= 0x100;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static int __attribute__((noinline)) stepped(int n)
{
    int r;
    __asm__ volatile("pushf; orl $0x100, (%%rsp); popf;"
                     "stepped_begin: xor %%eax, %%eax; xor %%edx, %%edx;"
                     "1: add %%ecx, %%eax; inc %%edx; test $1, %%ecx; jz 2f; lea 1(%%rax), %%rax;"
                     "2: call 3f; dec %%ecx; jnz 1b; jmp 4f;"
                     "3: push %%rcx; pop %%rcx; ret; 4: nop; stepped_end: nop"
                     : "=a"(r), "+c"(n) : : "rdx", "cc", "memory");
    return r;
}

static void run(int wanted_steps, int n)
{
    count = 0;
    wanted = wanted_steps;
    codes = 0;
    int r = stepped(n);
    printf("result %d, steps %ld, sum %lx:", r, count, codes);
    for (int i = 0; i < count && i < MOST; i++)
        printf(" %d", offsets[i]);
    puts("");
}

int main(void)
{
    AddVectoredExceptionHandler(1, look);
    run(1, 3);
    run(2, 3);
    run(7, 3);
    run(40, 5);
    run(30, 200);
    printf("length %d\n", (int)(stepped_end - stepped_begin));
    return 11;
}
