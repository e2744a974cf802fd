/* os/linux/app_clone.S - the system calls after which there is one thread more, or one less.
 * SPDX-License-Identifier: Apache-2.0
 */
        .section .note.GNU-stack, "", @progbits

/* Runs in a copy (app_gate.h). */
        .section app_gate, "ax", @progbits

/* intptr_t app_clone_enter(const uintptr_t call[7], const struct app_child *child)
 *
 * The kernel gives a child the parent's registers, with rax = 0 and perhaps rsp = the new stack
 * of the application, which is nothing to us.  So rbx, rbp and r12 carry what the child needs; it
 * must not read the parent's stack, which the parent is using at the same time. */
        .globl  app_clone_enter
        .hidden app_clone_enter
        .type   app_clone_enter, @function
app_clone_enter:
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        mov     %rsp, %r13
        xor     %ebx, %ebx
        test    %rsi, %rsi
        jz      1f
        mov     0(%rsi), %rbx
        mov     8(%rsi), %rbp
        mov     16(%rsi), %r12
1:      mov     %rdi, %r11
        mov     8*0(%r11), %rax
        mov     8*1(%r11), %rdi
        mov     8*2(%r11), %rsi
        mov     8*3(%r11), %rdx
        mov     8*4(%r11), %r10
        mov     8*5(%r11), %r8
        mov     8*6(%r11), %r9
        syscall
        test    %rax, %rax
        jnz     2f
        test    %rbx, %rbx
        jnz     3f
2:      mov     %r13, %rsp              /* a child with memory of its own may have a new stack */
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        ret
3:      mov     %rbx, %rsp
        mov     %rbp, %rax
        mov     %r12, %rdi
        xor     %ebp, %ebp
        call    *%rax
        ud2
        .size   app_clone_enter, . - app_clone_enter

/* The last call of a thread, without a stack: its number in rbx, its argument in rbp. */
        .globl  app_last_call
        .hidden app_last_call
app_last_call:
        mov     %rbx, %rax
        mov     %rbp, %rdi
        syscall
        ud2

/* void app_exit_enter(uintptr_t number, uintptr_t code, uintptr_t stack, size_t size,
 *                     const char *last_call)
 *
 * From munmap on there is no stack.  Nothing can interrupt: signals are blocked.  To unmap it is
 * the runtime's call. */
        .text
        .globl  app_exit_enter
        .hidden app_exit_enter
        .type   app_exit_enter, @function
app_exit_enter:
        mov     %rdi, %rbx
        mov     %rsi, %rbp
        mov     %r8, %r12
        test    %rcx, %rcx
        jz      1f
        mov     %rdx, %rdi
        mov     %rcx, %rsi
        mov     $11, %eax               /* munmap */
        syscall
1:      jmp     *%r12
        .size   app_exit_enter, . - app_exit_enter
