/* tests/clients/life.S - forks once; the child exits with 3, and so does the parent then. */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start
        .text
_start:
        mov     $57, %eax               # fork
        syscall
        test    %eax, %eax
        jz      child
        mov     %eax, %edi
        lea     status(%rip), %rsi
        xor     %edx, %edx
        xor     %r10d, %r10d
        mov     $61, %eax               # wait4
        syscall
        movzbl  status+1(%rip), %edi
        mov     $231, %eax
        syscall
child:
        mov     $3, %edi
        mov     $60, %eax               # exit: the only thread's is the process's
        syscall
        .bss
status: .fill   4
        .section .note.GNU-stack, "", @progbits
