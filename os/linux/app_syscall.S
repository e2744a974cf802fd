/* os/linux/app_syscall.S - the one place where system calls of the application enter the kernel.
 * SPDX-License-Identifier: Apache-2.0
 *
 * bool app_syscall_enter(struct mcontext *mc, volatile uintptr_t *stop)
 *
 * A signal between app_syscall_check and app_syscall_done has come before the call, or asks for
 * its restart: the handler then lets the thread go on at app_syscall_stopped.
 */
        .section .note.GNU-stack, "", @progbits

/* Everything here runs in a copy (app_gate.h): it uses registers and its own labels only. */
        .section app_gate, "ax", @progbits

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

/* int app_other_call_enter(struct mcontext *mc, volatile uintptr_t *stop): the same by int 0x80,
 * which faults where the kernel has no 32-bit calls.  0: ran, 1: stopped, 2: faulted. */
        .globl  app_other_call_enter, app_other_call_check, app_other_call_done
        .globl  app_other_call_stopped, app_other_call_insn, app_other_call_fault
        .hidden app_other_call_enter, app_other_call_check, app_other_call_done
        .hidden app_other_call_stopped, app_other_call_insn, app_other_call_fault
        .type   app_other_call_enter, @function
app_other_call_enter:
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        mov     %rdi, %r13
        mov     %rsi, %r12
        mov     8*0(%r13), %rax
        mov     8*1(%r13), %rcx
        mov     8*2(%r13), %rdx
        mov     8*3(%r13), %rbx
        mov     8*5(%r13), %rbp
        mov     8*6(%r13), %rsi
        mov     8*7(%r13), %rdi
app_other_call_check:
        cmpq    $0, (%r12)
        jne     app_other_call_stopped
app_other_call_insn:
        int     $0x80
app_other_call_done:
        mov     %rax, 8*0(%r13)
        xor     %eax, %eax
1:      pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        ret
app_other_call_stopped:
        mov     $1, %eax
        jmp     1b
app_other_call_fault:
        mov     $2, %eax
        jmp     1b
        .size   app_other_call_enter, . - app_other_call_enter

/* intptr_t app_plain_call(uintptr_t number, const uintptr_t args[6]) */
        .globl  app_plain_call
        .hidden app_plain_call
        .type   app_plain_call, @function
app_plain_call:
        mov     %rdi, %rax
        mov     %rsi, %r11
        mov     8*0(%r11), %rdi
        mov     8*1(%r11), %rsi
        mov     8*2(%r11), %rdx
        mov     8*3(%r11), %r10
        mov     8*4(%r11), %r8
        mov     8*5(%r11), %r9
        syscall
        ret
        .size   app_plain_call, . - app_plain_call
