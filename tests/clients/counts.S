/* tests/clients/counts.S - a program whose every instruction is known; clients_test.py counts them. */
/* SPDX-License-Identifier: Apache-2.0 */

/* By parts: instructions, blocks, reads, writes (each part is entered from the one before).
 * main       2 +
 * loop     100 times: 8 instructions and the callee's 2; 2 blocks and 1 of the callee
 * string     5, with one rep movsb of 16 bytes and one repne scasb that stops at the 5th byte
 * system     getpid three times, write, exit
 */
        .globl  _start
        .text
_start:
        mov     $100, %ecx              # 1
        xor     %esi, %esi              # 2
loop:
        mov     value(%rip), %rax       # reads 8
        add     %rax, total(%rip)       # reads 8, writes 8
        push    %rcx                    # writes 8
        call    callee                  # writes 8; ends the block
        pop     %rcx                    # reads 8
        inc     %esi                    # carry is read by nobody: add follows
        add     $1, %edi
        prefetcht0 value(%rip)
        dec     %ecx
        jnz     loop
        lea     from(%rip), %rsi
        lea     to(%rip), %rdi
        mov     $16, %ecx
        cld
        rep movsb                       # reads 16 and writes 16 single bytes
        lea     from(%rip), %rdi
        mov     $16, %ecx
        mov     $'e', %al
        repne scasb                     # reads 5 single bytes
        mov     $3, %ebx
again:
        mov     $39, %eax               # getpid
        syscall
        dec     %ebx
        jnz     again
        mov     $1, %eax                # write(1, text, 5)
        mov     $1, %edi
        lea     text(%rip), %rsi
        mov     $5, %edx
        syscall
        mov     $3, %eax                # close(-1): fails with EBADF
        mov     $-1, %rdi
        syscall
        mov     $231, %eax              # exit_group(7)
        mov     $7, %edi
        syscall

callee:
        nop
        ret                             # reads 8

        .data
        .balign 8
value:  .quad   3
total:  .quad   0
from:   .ascii  "abcdefghijklmnop"
to:     .fill   16
text:   .ascii  "text\n"
        .section .note.GNU-stack, "", @progbits
