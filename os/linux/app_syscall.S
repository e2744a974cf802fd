/* os/linux/app_syscall.S - the one place where system calls of the application enter the kernel.
 * SPDX-License-Identifier: Apache-2.0
 *
 * bool app_syscall_enter(struct mcontext *mc, volatile uintptr_t *stop)
 *
 * A signal between app_syscall_check and app_syscall_done has come before the call, or asks for
 * its restart: the handler then lets the thread go on at app_syscall_stopped.
 */
        .section .note.GNU-stack, "", @progbits
        .text

        .globl  app_syscall_enter, app_syscall_check, app_syscall_done, app_syscall_stopped
        .hidden app_syscall_enter, app_syscall_check, app_syscall_done, app_syscall_stopped
        .type   app_syscall_enter, @function
app_syscall_enter:
        push    %rbx
        push    %r12
        mov     %rdi, %rbx
        mov     %rsi, %r12
        mov     8*0(%rbx), %rax
        mov     8*2(%rbx), %rdx
        mov     8*6(%rbx), %rsi
        mov     8*7(%rbx), %rdi
        mov     8*8(%rbx), %r8
        mov     8*9(%rbx), %r9
        mov     8*10(%rbx), %r10
app_syscall_check:
        cmpq    $0, (%r12)
        jne     app_syscall_stopped
        syscall
app_syscall_done:
        mov     %rax, 8*0(%rbx)
        mov     $1, %eax
        pop     %r12
        pop     %rbx
        ret
app_syscall_stopped:
        xor     %eax, %eax
        pop     %r12
        pop     %rbx
        ret
        .size   app_syscall_enter, . - app_syscall_enter
