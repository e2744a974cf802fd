/* tests/clients/code.S - functions that a client changes; their results go to standard output. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Each function leaves a number in rax; the numbers are written as 8 bytes each, in this order. */
        .globl  _start
        .text
_start:
        lea     results(%rip), %r15
        .macro  RUN name
        mov     $3, %edi
        call    \name
        mov     %rax, (%r15)
        add     $8, %r15
        .endm
        RUN     remove
        RUN     replace
        RUN     insert
        RUN     meta
        RUN     invert
        RUN     retarget_jump
        RUN     retarget_call
        RUN     skip
        RUN     operand
        RUN     tail
        RUN     flags
        RUN     spill
        RUN     newbranch
        RUN     field
        lea     results(%rip), %rsi
        mov     %r15, %rdx
        sub     %rsi, %rdx
        mov     $1, %edi
        mov     $1, %eax
        syscall
        xor     %edi, %edi
        mov     $231, %eax
        syscall

remove:                                 # the addition is removed: 1, natively 11
        mov     $1, %eax
        add     $10, %rax
        ret
replace:                                # imul becomes add: 8, natively 15
        mov     $5, %eax
        imul    $3, %rax, %rax
        ret
insert:                                 # an application mov comes before ret: 0x77, natively 0
        xor     %eax, %eax
        ret
meta:                                   # counted by a meta instruction, otherwise as it is: 500
        xor     %eax, %eax
        mov     $100, %ecx
1:      add     $5, %rax
        .globl  meta_loop
meta_loop:
        dec     %ecx
        jnz     1b
        ret
invert:                                 # jz becomes jnz: 2, natively 1
        cmp     $3, %edi
        jz      1f
        mov     $2, %eax
        ret
1:      mov     $1, %eax
        ret
retarget_jump:                          # goes to the other place: 22, natively 11
        jmp     1f
1:      mov     $11, %eax
        ret
        .globl  other_place
other_place:
        mov     $22, %eax
        ret
retarget_call:                          # calls the other function: 220, natively 110
        call    first
        add     %rax, %rax
        ret
first:  mov     $55, %eax
        ret
        .globl  second
second: mov     $110, %eax
        ret
skip:                                   # a meta jump skips the addition: 7, natively 107
        mov     $7, %eax
        add     $100, %rax
        nop
        ret
operand:                                # reads the other variable: 0x2222, natively 0x1111
        mov     one(%rip), %rax
        ret
tail:                                   # ret becomes a jump to other_place: 22, natively 9
        mov     $9, %eax
        ret
flags:                                  # carry and overflow live across inserted additions: 0x101
        mov     $0x7fffffff, %edx
        xor     %eax, %eax
        add     $1, %edx                # sets OF, clears CF
        nop
        seto    %al
        mov     $0xffffffff, %edx
        add     $1, %edx                # sets CF
        nop
        setc    %ah
        ret
spill:                                  # registers are used and put back: 0x1234
        mov     $0x1234, %eax
        nop
        ret
newbranch:                              # the client's own application branch is taken: 5, natively 6
        mov     $5, %eax
        nop
        mov     $6, %eax
        .globl  newbranch_end
newbranch_end:
        ret
field:                                  # the thread's field is read by inserted code: 0x5555
        xor     %eax, %eax
        nop
        ret

        .data
        .balign 8
        .globl  two
one:    .quad   0x1111
two:    .quad   0x2222
        .bss
        .balign 8
results: .fill  8 * 16
        .section .note.GNU-stack, "", @progbits
