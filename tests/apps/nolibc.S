/* tests/apps/nolibc.S - a static program without any library: only its own system calls.
 * SPDX-License-Identifier: Apache-2.0
 */
        .globl _start
        .text
_start:
        mov     (%rsp), %rbx            /* argc */
        lea     8(%rsp), %rbp           /* argv */
        test    $15, %rsp
        jnz     9f
1:      mov     (%rbp), %rsi            /* print all arguments but the first */
        add     $8, %rbp
        dec     %rbx
        js      3f
        cmp     $8, %rbp
        mov     %rsi, %rdi
        xor     %eax, %eax
        mov     $-1, %rcx
        repne   scasb
        not     %rcx
        lea     -1(%rcx), %rdx
        cmpb    $'/', (%rsi)
        je      1b
        call    print
        jmp     1b
3:      lea     message(%rip), %rsi
        mov     $message_end - message, %edx
        call    print
        xor     %edi, %edi
        mov     $60, %eax
        syscall
9:      mov     $1, %edi
        mov     $231, %eax
        syscall
print:  mov     $1, %edi
        mov     $1, %eax
        syscall
        ret
        .section .rodata
message: .ascii "\nno libc here\n"
message_end:
        .section .note.GNU-stack,"",@progbits
