/* tests/clients/calls_of_kernel.S - system calls that a client changes; their results are written. */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start
        .text
_start:
        .macro  CALL number, slot
        mov     $\number, %eax
        syscall
        mov     %rax, results+8*\slot(%rip)
        .endm
        CALL    102, 0                  # getuid: skipped, 4242
        CALL    110, 1                  # getppid: becomes getpid
        CALL    39, 2                   # getpid, whose result becomes 7777
        mov     $1, %edi
        lea     text(%rip), %rsi
        mov     $6, %edx
        CALL    1, 3                    # write: 3 bytes fewer, and once more
        CALL    104, 4                  # getgid: made to fail with EPERM
        mov     $-1, %edi
        CALL    3, 5                    # close(-1): fails; the client makes it succeed with 5
        mov     $39, %eax               # getpid that nobody watches
        syscall
        mov     %rax, results+48(%rip)
        mov     $1, %edi
        lea     results(%rip), %rsi
        mov     $56, %edx
        mov     $1, %eax                # write of the results: as it is
        syscall
        mov     $231, %eax
        xor     %edi, %edi
        syscall
        .data
text:   .ascii  "abcdef"
        .balign 8
results: .fill  56
        .section .note.GNU-stack, "", @progbits
