/* tests/windows/same.S - the same instructions for Linux and for Windows; same_test.py knows how many. */
/* SPDX-License-Identifier: Apache-2.0 */

        .text
#ifdef _WIN32
        .globl  start
start:
        call    counted
        sub     $40, %rsp
        mov     $7, %ecx
        call    *__imp_ExitProcess(%rip)
#else
        .globl  _start
_start:
        call    counted
        mov     $231, %eax
        mov     $7, %edi
        syscall
#endif

/* 2 instructions; 50 times 15, and 2 more or 1 more in turn; 10. */
counted:
        mov     $50, %ecx
        xor     %esi, %esi
again:
        mov     value(%rip), %rax
        add     %rax, total(%rip)
        push    %rcx
        call    callee
        pop     %rcx
        lea     table(%rip), %rdx
        mov     %ecx, %eax
        and     $1, %eax
        jmp     *(%rdx,%rax,8)
even:
        inc     %esi
        jmp     both
odd:
        add     $2, %esi
both:
        movups  from(%rip), %xmm0
        movups  %xmm0, to(%rip)
        dec     %ecx
        jnz     again
        lea     from(%rip), %rsi
        lea     to(%rip), %rdi
        mov     $16, %ecx
        cld
        rep movsb
        lea     from(%rip), %rdi
        mov     $16, %ecx
        mov     $'e', %al
        repne scasb
        ret
callee:
        nop
        ret

        .data
        .balign 16
        .globl  data_begin, data_end
data_begin:
value:  .quad   3
total:  .quad   0
from:   .ascii  "abcdefghijklmnop"
to:     .fill   16
table:  .quad   even, odd
data_end:
