/* tests/clients/threads.S - three threads, each of which executes a known number of instructions. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Thread N (0 is the first) counts to 1000 * (N + 1). The first one waits for the others by the word
 * that the kernel clears at their end.
 */
        .set    FLAGS, 0x00010f00 | 0x00200000 | 0x01000000 | 0x00040000
                                        # VM FS FILES SIGHAND THREAD CHILD_CLEARTID CHILD_SETTID SYSVSEM
        .globl  _start
        .text
_start:
        mov     $1, %r12d
create:
        imul    $4096, %r12, %rsi
        lea     stacks(%rip), %rax
        add     %rax, %rsi
        lea     words(%rip), %r10
        lea     (%r10, %r12, 4), %r10
        mov     $FLAGS, %edi
        mov     $56, %eax               # clone
        xor     %edx, %edx
        xor     %r8d, %r8d
        syscall
        test    %eax, %eax
        jz      child
        inc     %r12d
        cmp     $3, %r12d
        jne     create
        mov     $1000, %ecx
1:      dec     %ecx
        jnz     1b
        mov     $1, %r12d
wait:
        lea     words(%rip), %rdi
        lea     (%rdi, %r12, 4), %rdi
        mov     (%rdi), %edx
        test    %edx, %edx
        jz      next
        xor     %esi, %esi              # FUTEX_WAIT
        xor     %r10d, %r10d
        mov     $202, %eax
        syscall
        jmp     wait
next:
        inc     %r12d
        cmp     $3, %r12d
        jne     wait
        mov     $231, %eax
        xor     %edi, %edi
        syscall

child:
        inc     %r12d
        imul    $1000, %r12d, %ecx
2:      dec     %ecx
        jnz     2b
        mov     $60, %eax
        xor     %edi, %edi
        syscall

        .data
        .balign 16
words:  .long   -1, -1, -1, -1
        .bss
        .balign 16
stacks: .fill   4096 * 4
        .section .note.GNU-stack, "", @progbits
