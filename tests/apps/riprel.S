/* tests/apps/riprel.S - operands relative to the instruction pointer, with all that can follow them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each line leaves something in `cells`; the C library prints their hash. The instruction's
 * end, from which the displacement counts, depends on the immediate and the prefixes.
 */
        .macro  step
        call    collect
        .endm
        .globl  main
        .text
collect:                                /* r15 = r15 * 31 + all cells, flags and rax */
        pushf
        push    %rcx
        push    %rdx
        mov     $0, %ecx
1:      lea     cells(%rip), %rdx
        imul    $31, %r15, %r15
        add     (%rdx,%rcx,8), %r15
        inc     %ecx
        cmp     $16, %ecx
        jne     1b
        mov     16(%rsp), %rdx
        and     $0xc5, %edx             /* AF and OF are undefined after some */
        imul    $31, %r15, %r15
        add     %rdx, %r15
        pop     %rdx
        pop     %rcx
        popf
        ret
main:   push    %r15
        push    %rbx
        push    %rbp
        xor     %r15d, %r15d
        mov     $100, %ebp
again:  mov     cells+8(%rip), %rax
        mov     %rax, cells(%rip)
        step
        movb    $5, cells(%rip)
        movw    $0x1234, cells+8(%rip)
        movl    $0x12345678, cells+16(%rip)
        movq    $-5, cells+24(%rip)
        step
        addb    $1, cells(%rip)
        addw    $1, cells+8(%rip)
        addw    $0x1111, cells+8(%rip)
        addl    $1, cells+16(%rip)
        addl    $0x11111111, cells+16(%rip)
        addq    $1, cells+24(%rip)
        addq    $0x11111111, cells+24(%rip)
        step
        lock addq $3, cells+24(%rip)
        lock decl cells+16(%rip)
        lock btsq $33, cells+32(%rip)
        mov     $7, %eax
        lock xadd %rax, cells+32(%rip)
        lock cmpxchg %rcx, cells+40(%rip)
        step
        mov     cells+32(%rip), %rax
        mov     cells+40(%rip), %rdx
        mov     $1, %ebx
        mov     $2, %ecx
        lock cmpxchg16b cells+32(%rip)
        mov     %rdx, cells+56(%rip)
        step
        imul    $100, cells+16(%rip), %eax
        imul    $100000, cells+16(%rip), %ecx
        mov     %eax, cells+64(%rip)
        mov     %ecx, cells+68(%rip)
        shll    $3, cells+16(%rip)
        shll    $1, cells+16(%rip)
        mov     $5, %ecx
        rolq    %cl, cells+24(%rip)
        shldq   $7, %rax, cells+24(%rip)
        shrdq   %cl, %rax, cells+24(%rip)
        step
        testl   $0x40, cells+16(%rip)
        step
        cmpq    $-5, cells+24(%rip)
        step
        cmpl    cells(%rip), %eax
        sete    cells+72(%rip)
        notq    cells+72(%rip)
        negl    cells+76(%rip)
        step
        push    cells+24(%rip)
        pop     cells+80(%rip)
        lea     cells(%rip), %rax
        lea     cells+80(%rip), %rdx
        sub     %rax, %rdx
        mov     %rdx, cells+80(%rip)
        xchg    %rdx, cells+88(%rip)
        step
        movzbl  cells+24(%rip), %eax
        movswq  cells+24(%rip), %rcx
        movslq  cells+16(%rip), %rdx
        add     %rax, cells+88(%rip)
        add     %rcx, cells+88(%rip)
        add     %rdx, cells+88(%rip)
        cmovz   cells+24(%rip), %rax
        cmovnz  cells+32(%rip), %rax
        mov     %rax, cells+96(%rip)
        step
        movdqu  cells+24(%rip), %xmm0
        pshufd  $0x1b, cells(%rip), %xmm1
        paddd   cells+32(%rip), %xmm1
        shufps  $0x44, cells+48(%rip), %xmm1
        pinsrw  $3, cells+8(%rip), %xmm1
        palignr $5, cells+16(%rip), %xmm1
        cvtsi2sdq cells+16(%rip), %xmm2
        cvttsd2si cells+104(%rip), %rax
        movups  %xmm1, cells+96(%rip)
        pextrq  $1, %xmm1, cells+112(%rip)
        movq    %xmm2, cells+120(%rip)
        ldmxcsr mxcsr(%rip)
        stmxcsr cells+72(%rip)
        step
        fldl    cells+120(%rip)
        fistpl  cells+16(%rip)
        fldcw   fcw(%rip)
        fildll  cells+24(%rip)
        fstpl   cells+120(%rip)
        step
        call    *functions(%rip)
        call    *functions+8(%rip)
        jmp     *functions+16(%rip)
        ud2
f0:     addq    $3, cells+24(%rip)
        ret
f1:     jmp     *functions(%rip)
f2:     movb    $1, cells(%rip)
        step
        lea     f2(%rip), %rax          /* addresses are the application's, not the cache's */
        lea     main(%rip), %rcx
        sub     %rcx, %rax
        add     %rax, %r15
        call    1f
1:      pop     %rax
        lea     1b(%rip), %rcx
        sub     %rcx, %rax
        add     %rax, %r15
        mov     %ds:cells(%rip), %eax
        mov     %cs:cells(%rip), %ecx
        add     %rax, %r15
        add     %rcx, %r15
        /* VEX and EVEX forms where the machine has them */
        testl   $1, has_avx(%rip)
        jz      2f
        vmovdqu cells(%rip), %ymm0
        vpaddd  cells+32(%rip), %ymm0, %ymm1
        vpermq  $0x4e, cells+64(%rip), %ymm2
        vinserti128 $1, cells+16(%rip), %ymm1, %ymm1
        vblendvps %ymm1, cells(%rip), %ymm2, %ymm3
        vpxor   %ymm1, %ymm3, %ymm3
        vmovdqu %ymm3, cells+64(%rip)
        andn    cells(%rip), %rbp, %rax
        rorx    $9, cells+24(%rip), %rcx
        mulx    cells+32(%rip), %rax, %rdx
        add     %rax, %r15
        add     %rcx, %r15
        vzeroupper
        step
2:      testl   $1, has_avx512(%rip)
        jz      3f
        vmovdqu64 cells(%rip), %zmm16
        vpaddd  cells+64(%rip){1to16}, %zmm16, %zmm17
        vpternlogd $0x96, cells+64(%rip), %zmm16, %zmm17
        kmovq   cells+24(%rip), %k1
        vpcmpud $1, cells+64(%rip), %zmm17, %k2
        vmovdqu32 %zmm17, cells+64(%rip){%k1}
        kmovw   %k2, cells+8(%rip)
        vzeroupper
        step
3:      dec     %ebp
        jnz     again
        lea     format(%rip), %rdi
        mov     %r15, %rsi
        sub     $16, %rsp
        andq    $-16, %rsp
        xor     %eax, %eax
        call    printf@PLT
        xor     %edi, %edi
        call    exit@PLT
        .section .rodata
format: .asciz  "%016lx\n"
mxcsr:  .long   0x1f80
fcw:    .word   0x37f
        .data
        .balign 64
cells:  .fill   4096
functions: .quad f0, f1, f2
has_avx: .long  0
has_avx512: .long 0
        .text
        .section .init_array,"aw"
        .quad   detect
        .text
detect: push    %rbx
        mov     $7, %eax
        xor     %ecx, %ecx
        cpuid
        bt      $5, %ebx                /* AVX2 */
        setc    has_avx(%rip)
        bt      $30, %ebx               /* AVX512BW */
        setc    has_avx512(%rip)
        pop     %rbx
        ret
        .section .note.GNU-stack,"",@progbits
