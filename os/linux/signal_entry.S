/* os/linux/signal_entry.S - the restorer of our handler, the real sigreturn, saving vector state.
 * SPDX-License-Identifier: Apache-2.0
 */
        .section .note.GNU-stack, "", @progbits
        .text
        .globl  signal_restorer
        .hidden signal_restorer
        .type   signal_restorer, @function
signal_restorer:
        mov     $15, %eax
        syscall
        .size   signal_restorer, . - signal_restorer

/* void signal_return_here(struct k_frame *f): lets the kernel take over the whole state in f,
 * except that the general registers stay ours: returns as if nothing had happened. */
        .globl  signal_return_here
        .hidden signal_return_here
        .type   signal_return_here, @function
signal_return_here:
        push    %rbx
        push    %rbp
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        mov     %rsp, 8+40+120(%rdi)    /* uc.mc.sp */
        lea     1f(%rip), %rax
        mov     %rax, 8+40+128(%rdi)    /* uc.mc.ip */
        lea     8(%rdi), %rsp           /* the kernel finds the frame one word below */
        mov     $15, %eax
        syscall
1:      pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rbp
        pop     %rbx
        ret
        .size   signal_return_here, . - signal_return_here

/* void signal_xsave(void *area, uint64_t features) */
        .globl  signal_xsave
        .hidden signal_xsave
        .type   signal_xsave, @function
signal_xsave:
        mov     %esi, %eax
        mov     %rsi, %rdx
        shr     $32, %rdx
        xsave64 (%rdi)
        ret
        .size   signal_xsave, . - signal_xsave
