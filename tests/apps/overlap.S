/* tests/apps/overlap.S - jumps into the middle of instructions: one byte, two meanings.
 * SPDX-License-Identifier: Apache-2.0
 */
        .globl  _start
        .text
_start: mov     $200, %ebp
        xor     %ebx, %ebx
next:   /* mov eax, imm32 whose immediate is "jmp +0; inc ebx" when entered one byte later */
        lea     a(%rip), %rax
        jmp     *%rax
a:      .byte   0xb8, 0xff, 0xc3, 0xeb, 0x00     /* mov eax, imm | inc ebx; jmp +0 */
        imul    $3, %ebx, %ebx
        cmp     $0x00ebc3ff, %eax
        jne     b
        lea     a+1(%rip), %rax
        xor     %eax, %eax
        call    a_inside
b:      /* jmp to its own second byte: eb ff c0 = jmp -1, then inc eax */
        mov     $5, %eax
        .byte   0xeb, 0xff, 0xc0
        add     %eax, %ebx
        /* conditional: jz into the immediate of the next instruction */
        test    %ebp, %ebp
        .byte   0x75, 0x01               /* jnz +1 */
        .byte   0x3d, 0xff, 0xc3, 0x90, 0x90 /* cmp eax, imm | inc ebx; nop; nop */
        /* a call into the middle of another function */
        call    mid+2
        call    mid
        /* lock prefix skipped or not */
        lea     cell(%rip), %rcx
        test    $1, %ebp
        jz      c+1
c:      lock incl (%rcx)
        add     (%rcx), %ebx
        dec     %ebp
        jnz     next
        and     $0xffffff, %ebx
        lea     text(%rip), %rsi         /* six hex digits */
        mov     $6, %ecx
1:      mov     %ebx, %eax
        and     $15, %eax
        add     $'a', %al
        mov     %al, -1(%rsi,%rcx)
        shr     $4, %ebx
        loop    1b
        mov     $7, %edx
        mov     $1, %edi
        mov     $1, %eax
        syscall
        xor     %edi, %edi
        mov     $231, %eax
        syscall
a_inside:
        add     $9, %ebx
        ret
mid:    .byte   0x48, 0xb9               /* mov rcx, imm64 | what follows */
        add     $77, %ebx
        add     $1, %ebx
        .byte   0x90, 0x90
        ret
        .data
cell:   .long   0
text:   .ascii  "......\n"
        .section .note.GNU-stack,"",@progbits
