/* core/x86/try.S - int dr_try_start(void *buf): notes where to go on after a fault. */
/* SPDX-License-Identifier: Apache-2.0 */

/* It returns 0 here, and 1 once more from try_recover() in core/rt/try.c, which knows this order. */
#include "os/base/abi.h"

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
        xor     %eax, %eax
        ret
        END     dr_try_start
