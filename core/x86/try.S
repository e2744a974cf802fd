/* core/x86/try.S - int dr_try_start(void *buf): notes where to go on after a fault. */
/* SPDX-License-Identifier: Apache-2.0 */

/* It returns 0 here, and 1 once more from try_recover() in core/rt/try.c, which knows this order. */
        .section .note.GNU-stack, "", @progbits
        .text
        .globl  dr_try_start
        .type   dr_try_start, @function
dr_try_start:
        mov     %rbx, (%rdi)
        mov     %rbp, 8(%rdi)
        mov     %r12, 16(%rdi)
        mov     %r13, 24(%rdi)
        mov     %r14, 32(%rdi)
        mov     %r15, 40(%rdi)
        lea     8(%rsp), %rax
        mov     %rax, 48(%rdi)
        mov     (%rsp), %rax
        mov     %rax, 56(%rdi)
        xor     %eax, %eax
        ret
        .size   dr_try_start, . - dr_try_start
