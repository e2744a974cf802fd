/* os/linux/safe.S - a copy that survives a fault: the handler sends it to safe_copy_fault.
 * SPDX-License-Identifier: Apache-2.0
 *
 * size_t os_safe_copy(void *to, const void *from, size_t size)
 */
        .section .note.GNU-stack, "", @progbits
        .text
        .globl  os_safe_copy, safe_copy_begin, safe_copy_end, safe_copy_fault
        .hidden os_safe_copy, safe_copy_begin, safe_copy_end, safe_copy_fault
        .type   os_safe_copy, @function
os_safe_copy:
        mov     %rdx, %rax
        mov     %rdx, %rcx
safe_copy_begin:
        rep movsb
safe_copy_end:
        ret
safe_copy_fault:                        /* rcx: what is left */
        sub     %rcx, %rax
        ret
        .size   os_safe_copy, . - os_safe_copy
