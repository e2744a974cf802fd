/* os/windows/sys_entry.S - the runtime's own way into the kernel.
 * SPDX-License-Identifier: Apache-2.0
 *
 * ntstatus nt_call(number, a1, ..., a11)
 *
 * The kernel finds arguments as at the beginning of a function that was called with them.
 *
 * A call may change vector registers, the upper halves of all of them included; in the runtime they are
 * the application's, so they are kept.
 *
 * A kernel that is entered through a pointer may come back 11 bytes before the address behind the
 * call: there a jump leads behind it.
 */
#include "os/base/abi.h"

#define AREA 0x80               /* of the vector state, above the arguments */
#define AREA_HEADER (AREA + 512)
#define AREA_SIZE 2816
#define STACK_ARG(n) 0x10+8*(n) /* parameter n of nt_call, from rbp; the first is 0 */

        FUNCTION nt_call
nt_call:
        cmp     $-1, %ecx               /* NT_NO_NUMBER: a kernel might take it for one of another table */
        je      no_number
        push    %rbp
        mov     %rsp, %rbp
        sub     $AREA + AREA_SIZE, %rsp
        and     $-64, %rsp
        mov     %ecx, %r11d
        mov     %rdx, %rcx
        xor     %edx, %edx
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
        mov     %rdx, AREA_HEADER+8*\n(%rsp)
        .endr
        mov     nt_vector_mask(%rip), %eax
        test    %eax, %eax
        jz      1f
        xsave64 AREA(%rsp)
        jmp     2f
1:      fxsave64 AREA(%rsp)
2:      .irp    n, 0, 1, 2, 3, 4, 5, 6
        mov     STACK_ARG(5+\n)(%rbp), %r10
        mov     %r10, 0x20+8*\n(%rsp)
        .endr
        mov     %r8, %rdx
        mov     %r9, %r8
        mov     STACK_ARG(4)(%rbp), %r9
        mov     %rcx, %r10
        mov     %r11d, %eax
        call    *nt_way_address(%rip)
        mov     %eax, %r11d
        xor     %edx, %edx
        mov     nt_vector_mask(%rip), %eax
        test    %eax, %eax
        jz      3f
        xrstor64 AREA(%rsp)
        jmp     4f
3:      fxrstor64 AREA(%rsp)
4:      mov     %r11d, %eax
        leave
        ret
no_number:
        mov     $0xc000001c, %eax       /* STATUS_INVALID_SYSTEM_SERVICE */
        ret

        HIDDEN  nt_enter_syscall
        HIDDEN  nt_enter_int
        HIDDEN  nt_enter_pointer
nt_enter_syscall:
        syscall
        ret
nt_enter_int:
        int     $0x2e
        ret
nt_enter_pointer:
        .byte   0xeb, 5
        .byte   0xeb, 9, 0x90, 0x90, 0x90
        call    *nt_gateway(%rip)
        ret

        .bss
        .balign 8
        .globl  nt_way_address
nt_way_address:
        .skip   8
        .globl  nt_gateway
nt_gateway:
        .skip   8
        .globl  nt_vector_mask
nt_vector_mask:
        .skip   8
