/* core/x86/run.S - void run_code(struct mcontext *mc, const uint8_t *code)
 * SPDX-License-Identifier: Apache-2.0
 *
 * Calls the code with the registers and flags in mc, but for the stack pointer, and puts back there what it has
 * made of them.
 */
#include "core/rt/tls_slots.h"

        FUNCTION run_code
run_code:
        .irp    r, rbx, rbp, rsi, rdi, r12, r13, r14, r15
        push    %\r
        .endr
        push    ARG2
        push    ARG1
        mov     ARG1, %rax
        push    MC_FLAGS(%rax)
        popfq
        mov     8*1(%rax), %rcx
        mov     8*2(%rax), %rdx
        mov     8*3(%rax), %rbx
        mov     8*5(%rax), %rbp
        mov     8*6(%rax), %rsi
        mov     8*7(%rax), %rdi
        .irp    n, 8, 9, 10, 11, 12, 13, 14, 15
        mov     8*\n(%rax), %r\n
        .endr
        mov     8*0(%rax), %rax
        call    *8(%rsp)
        push    %rax
        mov     8(%rsp), %rax
        mov     %rcx, 8*1(%rax)
        mov     %rdx, 8*2(%rax)
        mov     %rbx, 8*3(%rax)
        mov     %rbp, 8*5(%rax)
        mov     %rsi, 8*6(%rax)
        mov     %rdi, 8*7(%rax)
        .irp    n, 8, 9, 10, 11, 12, 13, 14, 15
        mov     %r\n, 8*\n(%rax)
        .endr
        pop     8*0(%rax)
        pushfq
        pop     MC_FLAGS(%rax)
        push    $2
        popfq
        add     $16, %rsp
        .irp    r, r15, r14, r13, r12, rdi, rsi, rbp, rbx
        pop     %\r
        .endr
        ret
        END     run_code
