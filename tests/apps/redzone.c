/* tests/apps/redzone.c - the 128 bytes below the stack pointer belong to the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A leaf function keeps values there while it branches directly and indirectly, makes
 * system calls, executes cpuid and string operations, and is interrupted by a timer.
 */
#include "probe.h"
#include <sys/time.h>

static volatile unsigned long ticks;
static void on_tick(int s)
{
    char scratch[512];
    memset(scratch, s, sizeof scratch);
    asm volatile("" ::"r"(scratch) : "memory");
    ticks++;
}

asm(".text\n"
    "leaf:\n" /* rdi rounds; returns the number of red zone words that changed */
    "    xor %eax, %eax\n"
    "1:  mov $-128, %rcx\n"
    "2:  lea (%rcx,%rdi,8), %rdx; mov %rdx, (%rsp,%rcx); add $8, %rcx; jnz 2b\n"
    "    jmp 3f; ud2\n"
    "3:  lea 4f(%rip), %rdx; jmp *%rdx; ud2\n"
    "4:  mov $30, %r8d\n"
    "5:  dec %r8d; jnz 5b\n"
    "    test $255, %edi; jnz 6f\n"
    "    mov %rax, %r9; mov %rdi, %r10; mov $39, %eax; syscall; mov %r9, %rax; mov %r10, %rdi\n"
    "    mov %rax, %r9; mov %rbx, %r10; xor %eax, %eax; xor %ecx, %ecx; cpuid; mov %r10, %rbx; mov %r9, %rax\n"
    "6:  mov $-128, %rcx\n"
    "7:  lea (%rcx,%rdi,8), %rdx; cmp %rdx, (%rsp,%rcx); je 8f; inc %eax\n"
    "8:  add $8, %rcx; jnz 7b\n"
    "    dec %rdi; jnz 1b\n"
    "    ret\n");
long leaf(long rounds);

int main(void)
{
    fact("undisturbed: %ld words changed", leaf(100000));
    signal(SIGALRM, on_tick);
    struct itimerval t = {{0, 1000}, {0, 1000}};
    setitimer(ITIMER_REAL, &t, NULL);
    long wrong = 0;
    while (ticks < 200)
        wrong += leaf(1000);
    fact("interrupted: %ld words changed", wrong);
    return 0;
}
