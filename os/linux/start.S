/* os/linux/start.S - where the kernel enters the runtime, and how it leaves for a native program. */
/* SPDX-License-Identifier: Apache-2.0 */

        .section .note.GNU-stack, "", @progbits

        .text

/* The kernel's entry: rsp points to argc. Nothing is relocated yet.
 *
 * self_move() makes a relocated copy of the whole image elsewhere and returns its distance.
 * The rest runs in that copy, on a stack of its own, because the kernel's stack is going to be
 * rewritten for the application. */
        .globl  runtime_start_asm
        .hidden runtime_start_asm
        .type   runtime_start_asm, @function
runtime_start_asm:
        xor     %ebp, %ebp
        mov     %rsp, %rbx
        and     $-16, %rsp
        mov     %rbx, %rdi
        call    self_move
        lea     in_copy(%rip), %rcx
        add     %rax, %rcx
        mov     %rax, %rsi
        jmp     *%rcx
in_copy:
        lea     start_stack_end(%rip), %rsp
        mov     %rsi, %rdi
        call    self_drop_original
        mov     %rbx, %rdi
        call    runtime_start
        ud2
        .size   runtime_start_asm, . - runtime_start_asm

/* void start_enter(uintptr_t sp, app_pc entry): begins a program natively, with the registers
 * that the kernel would have given it. */
        .globl  start_enter
        .hidden start_enter
        .type   start_enter, @function
start_enter:
        mov     %rdi, %rsp
        push    %rsi            /* below the stack's end, where a new process has nothing */
        xor     %eax, %eax
        xor     %ebx, %ebx
        xor     %ecx, %ecx
        xor     %edx, %edx
        xor     %esi, %esi
        xor     %edi, %edi
        xor     %ebp, %ebp
        xor     %r8d, %r8d
        xor     %r9d, %r9d
        xor     %r10d, %r10d
        xor     %r11d, %r11d
        xor     %r12d, %r12d
        xor     %r13d, %r13d
        xor     %r14d, %r14d
        xor     %r15d, %r15d
        ret
        .size   start_enter, . - start_enter

        .bss
        .balign 4096
start_stack:
        .skip   65536
start_stack_end:
