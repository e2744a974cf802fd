/* os/windows/sys_entry.S - the runtime's own way into the kernel.
 * SPDX-License-Identifier: Apache-2.0
 *
 * ntstatus nt_call(number, a1, ..., a11)
 *
 * The kernel finds arguments as at the beginning of a function that was called with them.
 *
 * A kernel that is entered through a pointer may come back 11 bytes before the address behind the
 * call: there a jump leads behind it.
 */
#include "os/base/abi.h"

#define FRAME 0x78

        FUNCTION nt_call
nt_call:
        sub     $FRAME, %rsp
        mov     %ecx, %eax
        mov     %rdx, %rcx
        mov     %r8, %rdx
        mov     %r9, %r8
        mov     FRAME+0x28(%rsp), %r9
        .irp    n, 0, 1, 2, 3, 4, 5, 6
        mov     FRAME+0x30+8*\n(%rsp), %r10
        mov     %r10, 0x20+8*\n(%rsp)
        .endr
        mov     %rcx, %r10
        call    *nt_way_address(%rip)
        add     $FRAME, %rsp
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
