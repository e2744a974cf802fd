/* tests/clients/rdtsc.S - exits with 1 if the time-stamp counter is 0x300000039, else with 0. */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start
        .text
_start:
        rdtsc
        xor     %edi, %edi
        cmp     $0x39, %eax
        jne     1f
        cmp     $3, %edx
        jne     1f
        inc     %edi
1:      mov     $60, %eax
        syscall
        .section .note.GNU-stack, "", @progbits
