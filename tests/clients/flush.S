/* tests/clients/flush.S - calls a function ten times, then another that leads to ten more. */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start, work, again, page_end
        .text
_start:
        xor     %edi, %edi
        mov     $10, %ecx
1:      call    work
        dec     %ecx
        jnz     1b
        lea     half(%rip), %rax
        jmp     *%rax
        .globl  half
half:   nop
        mov     $10, %ecx
2:      call    work
        dec     %ecx
        jnz     2b
        mov     $231, %eax              # exit_group(20)
        syscall
work:
        add     $1, %edi
        ret
        .section .note.GNU-stack, "", @progbits
