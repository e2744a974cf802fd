/* os/linux/start.S - where the kernel enters the runtime. */
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

        .bss
        .balign 4096
start_stack:
        .skip   65536
start_stack_end:
