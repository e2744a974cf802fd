/* tests/clients/calls.S - known registers, flags and branches for inserted calls. */
/* SPDX-License-Identifier: Apache-2.0 */
        .globl  _start
        .text
_start:
        mov     $0x1111111111111111, %rax
        mov     $0x2222222222222222, %rbx
        mov     $0x3333333333333333, %rcx
        mov     $0x4444444444444444, %rdx
        lea     table(%rip), %rsi
        mov     $2, %edi
        mov     $0x8888888888888888, %r8
        mov     $0x9999999999999999, %r9
        mov     $0xaaaaaaaaaaaaaaaa, %r10
        mov     $0xbbbbbbbbbbbbbbbb, %r11
        mov     $0xcccccccccccccccc, %r12
        mov     $0xdddddddddddddddd, %r13
        mov     $0xeeeeeeeeeeeeeeee, %r14
        mov     $0xffffffffffffffff, %r15
        mov     $0x7777, %ebp
        movdqu  vector(%rip), %xmm0
        movdqu  vector(%rip), %xmm7
        fld1
        stc
        .globl  args                    # a call with arguments before this nop
args:   nop
        .globl  context                 # reads and writes registers before this nop
context: nop
        setc    %al                     # the client clears the carry
        movzbl  %al, %eax
        mov     %rax, out(%rip)
        mov     %rbx, out+8(%rip)       # ... and sets rbx and xmm7
        movdqu  %xmm7, out+16(%rip)
        movdqu  %xmm0, out+32(%rip)     # ... while xmm0 stays whatever the client does
        fstpl   out+48(%rip)
        mov     %r15, out+56(%rip)

        mov     $4, %ebp
loop:   dec     %ebp
        .globl  branch
branch: jnz     loop                    # taken three times
        xor     %ecx, %ecx
        .globl  count_branch
count_branch:
        jrcxz   1f                      # taken
        nop
1:      .globl  jump
jump:   jmp     2f
        nop
        .globl  jump_to
jump_to:
2:      .globl  call_site
call_site:
        call    function
        lea     function(%rip), %rax
        .globl  by_register
by_register:
        call    *%rax
        .globl  by_memory
by_memory:
        call    *pointer(%rip)
        lea     out(%rip), %rsi
        mov     $1, %edi
        mov     $64, %edx
        mov     $1, %eax
        syscall
        mov     $231, %eax
        xor     %edi, %edi
        syscall

        .globl  function, function_end
function:
        nop
function_end:
        ret

        .data
        .balign 16
        .globl  table
table:  .quad   0x100, 0x200, 0x300, 0x400
vector: .quad   0x0123456789abcdef, 0xfedcba9876543210
pointer: .quad  function
        .bss
        .balign 16
out:    .fill   64
        .section .note.GNU-stack, "", @progbits
