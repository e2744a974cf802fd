/* os/windows/app_entry.S - where the application enters the kernel, and the kernel user mode.
 * SPDX-License-Identifier: Apache-2.0
 *
 * While a call is under way the runtime's stack holds a frame, to which the thread's structure points;
 * what enters meanwhile (a callback) uses the stack below it.  Layout of a frame, upwards: the argument
 * mc, the previous top of the stack, the previous frame, eight registers, the return address.
 *
 * Nothing of the structure of a thread is reached but by its four slots.
 */
#include "os/base/abi.h"

#define SLOT(n) %gs:(0x1480 + 8 * (ABI_OS_INDEX + (n)))
#define SLOT_EVENTS 0   /* struct os_events of this thread */
#define SLOT_A 1        /* registers for a few instructions */
#define SLOT_B 2
#define SLOT_TARGET 3   /* of app_enter_native */

/* Offsets in struct os_events, checked in events.c. */
#define E_FRAME 0
#define E_STACK_LOW 8
#define E_STACK_HIGH 16
#define E_STACK_TOP 24

#define R(n) 8*(n)

/* Offsets in struct nt_context, the same. */
#define C_CS 0x38
#define C_SS 0x42
#define C_FLAGS 0x44
#define C_REG(n) 0x78 + 8*(n)
#define C_PC 0xf8

/* All general registers from the struct mcontext at r11, r11 last. */
        .macro  LOAD_REGISTERS
        mov     R(0)(%r11), %rax
        mov     R(1)(%r11), %rcx
        mov     R(2)(%r11), %rdx
        mov     R(3)(%r11), %rbx
        mov     R(4)(%r11), %rsp
        mov     R(5)(%r11), %rbp
        mov     R(6)(%r11), %rsi
        mov     R(7)(%r11), %rdi
        mov     R(8)(%r11), %r8
        mov     R(9)(%r11), %r9
        mov     R(10)(%r11), %r10
        mov     R(12)(%r11), %r12
        mov     R(13)(%r11), %r13
        mov     R(14)(%r11), %r14
        mov     R(15)(%r11), %r15
        mov     R(11)(%r11), %r11
        .endm

        .macro  SAVE_CALLEES
        push    %rbx
        push    %rbp
        push    %rsi
        push    %rdi
        push    %r12
        push    %r13
        push    %r14
        push    %r15
        .endm
        .macro  RESTORE_CALLEES
        pop     %r15
        pop     %r14
        pop     %r13
        pop     %r12
        pop     %rdi
        pop     %rsi
        pop     %rbp
        pop     %rbx
        .endm

/* bool app_gateway(struct mcontext *mc, volatile uintptr_t *stop, struct os_events *e) */
        FUNCTION app_gateway
app_gateway:
        lea     app_way_address(%rip), %r9
        mov     (%r9), %r9
        jmp     app_enter
/* The same for a function of the kernel's in user mode, at *target. */
        FUNCTION app_native_call
app_native_call:
        mov     %r9, SLOT(SLOT_TARGET)
        lea     app_enter_native(%rip), %r9
app_enter:
        SAVE_CALLEES
        mov     E_STACK_TOP(%r8), %rax
        push    E_FRAME(%r8)
        push    (%rax)
        push    %rcx
        cmpq    $0, (%rdx)
        jne     app_stopped
        mov     %rsp, E_FRAME(%r8)
        lea     -64(%rsp), %r10
        and     $-64, %r10
        mov     %r10, (%rax)
        mov     %r9, SLOT(SLOT_A)
        mov     %rcx, %r11
        LOAD_REGISTERS
        jmp     *SLOT(SLOT_A)

        HIDDEN  app_enter_syscall
        HIDDEN  app_enter_int
        HIDDEN  app_enter_pointer
        HIDDEN  app_kernel_begin
        HIDDEN  app_kernel_end
app_kernel_begin:
app_enter_syscall:
        syscall
        jmp     app_done
app_enter_int:
        mov     %r10, %rcx              /* the interrupt takes the first argument from there */
        int     $0x2e
        jmp     app_done
app_enter_pointer:
        .byte   0xeb, 5
        .byte   0xeb, 9, 0x90, 0x90, 0x90
        call    *nt_gateway(%rip)
        HIDDEN  app_after_pointer
app_after_pointer:
        jmp     app_done
app_enter_native:
        .byte   0xeb, 3
        .byte   0xeb, 9, 0x90
        call    *SLOT(SLOT_TARGET)
        nop
app_done:
        mov     %rax, SLOT(SLOT_A)
        mov     %rcx, SLOT(SLOT_B)
app_kernel_end:
        mov     SLOT(SLOT_EVENTS), %rcx
        mov     E_FRAME(%rcx), %rax
        xchg    %rsp, %rax
        mov     (%rsp), %rcx
        mov     %rax, R(4)(%rcx)
        mov     SLOT(SLOT_A), %rax
        mov     %rax, R(0)(%rcx)
        mov     SLOT(SLOT_B), %rax
        mov     %rax, R(1)(%rcx)
        mov     %rdx, R(2)(%rcx)
        mov     %rbx, R(3)(%rcx)
        mov     %rbp, R(5)(%rcx)
        mov     %rsi, R(6)(%rcx)
        mov     %rdi, R(7)(%rcx)
        mov     %r8, R(8)(%rcx)
        mov     %r9, R(9)(%rcx)
        mov     %r10, R(10)(%rcx)
        mov     %r11, R(11)(%rcx)
        mov     %r12, R(12)(%rcx)
        mov     %r13, R(13)(%rcx)
        mov     %r14, R(14)(%rcx)
        mov     %r15, R(15)(%rcx)
        push    $2
        popfq
        mov     SLOT(SLOT_EVENTS), %r8
        mov     E_STACK_TOP(%r8), %rax
        add     $8, %rsp
        pop     (%rax)
        pop     E_FRAME(%r8)
        mov     $1, %eax
        RESTORE_CALLEES
        ret
app_stopped:
        add     $24, %rsp
        xor     %eax, %eax
        RESTORE_CALLEES
        ret

/* _Noreturn void app_finish(const struct mcontext *mc): the call under way ends, with these registers. */
        FUNCTION app_finish
app_finish:
        mov     %rcx, %r11
        LOAD_REGISTERS
        jmp     app_done

/* ntstatus app_continue(struct os_events *e, struct nt_context *c, uintptr_t alert, uint32_t number)
 * Lets the kernel take over the state in c, whose pc must be app_continued; returns nevertheless. */
        FUNCTION app_continue
        HIDDEN  app_continued
app_continue:
        SAVE_CALLEES
        mov     E_STACK_TOP(%rcx), %rax
        push    E_FRAME(%rcx)
        push    (%rax)
        push    %rcx
        mov     %rsp, E_FRAME(%rcx)
        sub     $0x80, %rsp
        and     $-16, %rsp
        mov     %rsp, %r10
        and     $-64, %r10
        mov     %r10, (%rax)
        mov     %r9d, %eax
        mov     %rdx, %rcx
        mov     %r8, %rdx
        mov     %rcx, %r10
        call    *nt_way_address(%rip)
        mov     %eax, %edx
        jmp     1f
app_continued:
        xor     %edx, %edx
1:      mov     SLOT(SLOT_EVENTS), %rcx
        mov     E_FRAME(%rcx), %rsp
        mov     E_STACK_TOP(%rcx), %rax
        add     $8, %rsp
        pop     (%rax)
        pop     E_FRAME(%rcx)
        mov     %edx, %eax
        RESTORE_CALLEES
        ret

/* Where the kernel's entries into user mode have been led: all registers are the kernel's. */
        .macro  ENTRY name, number
        FUNCTION \name
\name:
        mov     %rax, SLOT(SLOT_A)
        mov     $\number, %eax
        jmp     entered
        .endm
        ENTRY   entry_exception, 0
        ENTRY   entry_apc, 1
        ENTRY   entry_callback, 2
        ENTRY   entry_raise, 3
        .balign 16                      /* os/windows/visit.h */
        .ascii  "DRvisit1"
        .long   visit_marker - runtime_thread_entry, visit_ready - runtime_thread_entry
        EXPORTED runtime_thread_entry
runtime_thread_entry:
        ENTRY   entry_thread, 4

/* The entry point of the image, for whoever loads it as a library. */
        FUNCTION library_entry
library_entry:
        mov     $1, %eax
        ret

/* On the runtime's stack: below what it is on already and below what is kept there for a call under way.  A
 * thread that we do not know has a stack of its own that nothing stands on. */
entered:
        mov     %rcx, SLOT(SLOT_B)
        mov     SLOT(SLOT_EVENTS), %rcx
        test    %rcx, %rcx
        jz      1f
        cmp     E_STACK_LOW(%rcx), %rsp
        jb      2f
        cmp     E_STACK_HIGH(%rcx), %rsp
        jae     2f
        mov     E_STACK_TOP(%rcx), %rcx
        cmp     (%rcx), %rsp
        ja      4f
1:      mov     %rsp, %rcx
        lea     -128(%rsp), %rsp
        and     $-16, %rsp
        jmp     3f
2:      mov     E_STACK_TOP(%rcx), %rcx
4:      mov     (%rcx), %rcx
        xchg    %rsp, %rcx
3:      sub     $160, %rsp
        mov     %rcx, R(4)(%rsp)
        mov     SLOT(SLOT_A), %rcx
        mov     %rcx, R(0)(%rsp)
        mov     SLOT(SLOT_B), %rcx
        mov     %rcx, R(1)(%rsp)
        mov     %rdx, R(2)(%rsp)
        mov     %rbx, R(3)(%rsp)
        mov     %rbp, R(5)(%rsp)
        mov     %rsi, R(6)(%rsp)
        mov     %rdi, R(7)(%rsp)
        mov     %r8, R(8)(%rsp)
        mov     %r9, R(9)(%rsp)
        mov     %r10, R(10)(%rsp)
        mov     %r11, R(11)(%rsp)
        mov     %r12, R(12)(%rsp)
        mov     %r13, R(13)(%rsp)
        mov     %r14, R(14)(%rsp)
        mov     %r15, R(15)(%rsp)
        pushfq
        pop     R(16)(%rsp)
        push    $2
        popfq
        mov     %rsp, %rdx
        mov     SLOT(SLOT_EVENTS), %rcx
        mov     %eax, %r8d
        xor     %ebp, %ebp
        sub     $32, %rsp
        call    entry_reached
        ud2

/* void entry_switch_stack(uintptr_t top, void (*f)(void *arg), void *arg) */
        FUNCTION entry_switch_stack
entry_switch_stack:
        mov     %rcx, %rsp
        and     $-16, %rsp
        mov     %r8, %rcx
        xor     %ebp, %ebp
        sub     $32, %rsp
        call    *%rdx
        ud2

/* _Noreturn void entry_resume(const struct nt_context *c): the general registers of c, all at once.  The
 * vector registers are in the processor. */
        FUNCTION entry_resume
entry_resume:
        movzwl  C_SS(%rcx), %eax
        push    %rax
        push    C_REG(4)(%rcx)
        mov     C_FLAGS(%rcx), %eax
        push    %rax
        movzwl  C_CS(%rcx), %eax
        push    %rax
        push    C_PC(%rcx)
        mov     C_REG(0)(%rcx), %rax
        mov     C_REG(2)(%rcx), %rdx
        mov     C_REG(3)(%rcx), %rbx
        mov     C_REG(5)(%rcx), %rbp
        mov     C_REG(6)(%rcx), %rsi
        mov     C_REG(7)(%rcx), %rdi
        mov     C_REG(8)(%rcx), %r8
        mov     C_REG(9)(%rcx), %r9
        mov     C_REG(10)(%rcx), %r10
        mov     C_REG(11)(%rcx), %r11
        mov     C_REG(12)(%rcx), %r12
        mov     C_REG(13)(%rcx), %r13
        mov     C_REG(14)(%rcx), %r14
        mov     C_REG(15)(%rcx), %r15
        mov     C_REG(1)(%rcx), %rcx
        iretq

/* void entry_fxsave(void *area) */
        FUNCTION entry_fxsave
entry_fxsave:
        fxsave64 (%rcx)
        ret

/* size_t os_safe_copy(void *to, const void *from, size_t size): survives a fault, which leads to
 * safe_copy_fault. */
        FUNCTION os_safe_copy
        HIDDEN  safe_copy_begin
        HIDDEN  safe_copy_end
        HIDDEN  safe_copy_fault
os_safe_copy:
        mov     %rsi, %r10
        mov     %rdi, %r11
        mov     %rcx, %rdi
        mov     %rdx, %rsi
        mov     %r8, %rcx
safe_copy_begin:
        rep movsb
safe_copy_end:
safe_copy_fault:                        /* rcx: what is left */
        mov     %r8, %rax
        sub     %rcx, %rax
        mov     %r10, %rsi
        mov     %r11, %rdi
        ret

        .bss
        .balign 8
        .globl  app_way_address
app_way_address:
        .skip   8
