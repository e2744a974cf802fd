/* core/x86/try.S - int dr_try_start(void *buf): notes where to go on after a fault. */
/* SPDX-License-Identifier: Apache-2.0 */

/* It returns 0 here, and 1 once more by way of try_resume.  core/rt/try.h has the order. */
#include "os/base/abi.h"

#define VECTORS 88 /* behind the other registers */

        EXPORTED dr_try_start
dr_try_start:
        mov     %rbx, (ARG1)
        mov     %rbp, 8(ARG1)
        mov     %r12, 16(ARG1)
        mov     %r13, 24(ARG1)
        mov     %r14, 32(ARG1)
        mov     %r15, 40(ARG1)
        lea     8(%rsp), %rax
        mov     %rax, 48(ARG1)
        mov     (%rsp), %rax
        mov     %rax, 56(ARG1)
        mov     %rsi, 64(ARG1)
        mov     %rdi, 72(ARG1)
        lea     try_resume(%rip), %rax
        mov     %rax, 80(ARG1)
        .irp    n, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        .if     \n >= ABI_FIRST_KEPT_XMM
        movups  %xmm\n, VECTORS+16*(\n-6)(ARG1)
        .endif
        .endr
        xor     %eax, %eax
        ret
        END     dr_try_start

/* After a fault, with ARG1 as it was and the general registers restored. */
        FUNCTION try_resume
try_resume:
        .irp    n, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        .if     \n >= ABI_FIRST_KEPT_XMM
        movups  VECTORS+16*(\n-6)(ARG1), %xmm\n
        .endif
        .endr
        mov     $1, %eax
        jmp     *56(ARG1)
        END     try_resume
