/* tests/clients/many.S - many blocks that run once each, then exit(4). */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start
        .text
_start:
        xor     %edi, %edi
        .rept   3000
        test    %edi, %edi
        jz      1f
        ud2
1:
        .endr
        mov     $4, %edi
        mov     $231, %eax
        syscall
        .section .note.GNU-stack, "", @progbits
