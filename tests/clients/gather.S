/* tests/clients/gather.S - gathers and scatters with known addresses, some elements masked out. */
/* SPDX-License-Identifier: Apache-2.0 */

/* With an argument, those of AVX-512 as well. Exits with 0 if the gathered values are right. */
        .globl  _start, data, out
        .text
_start:
        vmovdqu indices(%rip), %ymm1
        vmovdqu mask(%rip), %ymm2
        vpxor   %ymm0, %ymm0, %ymm0
        lea     data(%rip), %rbx
        vpgatherdd %ymm2, (%rbx, %ymm1, 4), %ymm0      # elements 0, 3, 5, 7
        vmovdqu %ymm0, out(%rip)
        mov     $1, %edi
        cmpl    $100, out(%rip)
        jne     1f
        cmpl    $0, out+4(%rip)
        jne     1f
        cmpl    $107, out+28(%rip)
        jne     1f
        cmpq    $1, (%rsp)
        je      2f
        mov     $0x8001, %eax
        kmovw   %eax, %k1
        vmovdqu64 wide(%rip), %zmm3
        vpternlogd $0xff, %zmm4, %zmm4, %zmm4
        vpscatterdd %zmm4, 8(%rbx, %zmm3, 4){%k1}      # elements 0 and 15
        cmpl    $-1, data+8+4*16(%rip)
        jne     1f
2:      xor     %edi, %edi
1:      mov     $231, %eax
        syscall
        .data
        .balign 64
data:   .long   100, 101, 102, 103, 104, 105, 106, 107
        .fill   256
indices: .long  0, 1, 2, 3, 4, 5, 6, 7
mask:   .long   -1, 0, 0, -1, 0, -1, 0, -1
wide:   .long   16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20
out:    .fill   64
        .section .note.GNU-stack, "", @progbits
