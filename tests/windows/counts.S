/* tests/windows/counts.S - a program whose own instructions are known, as tests/clients/counts.S has them. */
/* SPDX-License-Identifier: Apache-2.0 */

/* main 2, 100 times 8 instructions and the callee's 2, 9 for strings, 3 for the end.
 * Blocks: 100 times two and the callee's, and the rest. */
        .globl  start
        .text
start:
        mov     $100, %ecx
        xor     %esi, %esi
loop:
        mov     value(%rip), %rax
        add     %rax, total(%rip)
        push    %rcx
        call    callee
        pop     %rcx
        inc     %esi
        add     $1, %edi
        prefetcht0 value(%rip)
        dec     %ecx
        jnz     loop
        lea     from(%rip), %rsi
        lea     to(%rip), %rdi
        mov     $16, %ecx
        cld
        rep movsb
        lea     from(%rip), %rdi
        mov     $16, %ecx
        mov     $'e', %al
        repne scasb
        sub     $40, %rsp
        mov     $7, %ecx
        call    *__imp_ExitProcess(%rip)
callee:
        nop
        ret

        .data
        .balign 8
value:  .quad   3
total:  .quad   0
from:   .ascii  "abcdefghijklmnop"
to:     .fill   16
