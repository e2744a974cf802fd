/* core/x86/switch.S - the ways between the code cache and the runtime, and the shared lookup.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Units reach these labels through jumps in their glue (core/cache/unit.c).  Only general
 * registers and flags are saved: nothing in the runtime touches any other state.
 */
#include "core/rt/tls_slots.h"

#define TLS(n) %gs:(ABI_TLS_BASE + 8 * (n))

/* void switch_enter(struct thread *t): enters the cache at TLS_TARGET with the registers in
 * t->mc.  From switch_enter_begin to switch_enter_end nothing of the application is lost, so an
 * interruption there can go back to the dispatcher by way of switch_abort. */
        FUNCTION switch_enter
        HIDDEN  switch_enter_begin
        HIDDEN  switch_enter_end
        HIDDEN  switch_abort
switch_enter:
switch_enter_begin:
        cmpl    $0, TLS(TLS_PENDING)
        jne     switch_abort
        mov     TLS(TLS_SELF), %rax
        mov     TLS(TLS_RUNTIME_SP), %rsp
        push    THREAD_MC+MC_FLAGS(%rax)
        popfq
        mov     THREAD_MC+8*1(%rax), %rcx
        mov     THREAD_MC+8*2(%rax), %rdx
        mov     THREAD_MC+8*3(%rax), %rbx
        mov     THREAD_MC+8*4(%rax), %rsp
        mov     THREAD_MC+8*5(%rax), %rbp
        mov     THREAD_MC+8*6(%rax), %rsi
        mov     THREAD_MC+8*7(%rax), %rdi
        mov     THREAD_MC+8*8(%rax), %r8
        mov     THREAD_MC+8*9(%rax), %r9
        mov     THREAD_MC+8*10(%rax), %r10
        mov     THREAD_MC+8*11(%rax), %r11
        mov     THREAD_MC+8*12(%rax), %r12
        mov     THREAD_MC+8*13(%rax), %r13
        mov     THREAD_MC+8*14(%rax), %r14
        mov     THREAD_MC+8*15(%rax), %r15
        mov     THREAD_MC+8*0(%rax), %rax
        jmp     *TLS(TLS_TARGET)
switch_enter_end:
        END     switch_enter

/* Goes to the dispatcher with t->mc and t->next as they are. */
switch_abort:
        mov     TLS(TLS_SELF), ARG1
        mov     TLS(TLS_RUNTIME_SP), %rsp
        push    $2
        popfq
        xor     %ebp, %ebp
        sub     $ABI_SHADOW, %rsp
        call    *arch_upcalls+8(%rip)
        ud2

/* A direct exit: TLS_EXIT_ID is set, every register is the application's. */
        HIDDEN  switch_exit
        HIDDEN  switch_exit_end
switch_exit:
        mov     %rax, TLS(TLS_RAX)
        mov     TLS(TLS_SELF), %rax
        mov     %rcx, THREAD_MC+8*1(%rax)
        mov     %rdx, THREAD_MC+8*2(%rax)
        mov     %rbx, THREAD_MC+8*3(%rax)
        mov     %rsp, THREAD_MC+8*4(%rax)
        mov     %rbp, THREAD_MC+8*5(%rax)
        mov     %rsi, THREAD_MC+8*6(%rax)
        mov     %rdi, THREAD_MC+8*7(%rax)
        mov     %r8, THREAD_MC+8*8(%rax)
        mov     %r9, THREAD_MC+8*9(%rax)
        mov     %r10, THREAD_MC+8*10(%rax)
        mov     %r11, THREAD_MC+8*11(%rax)
        mov     %r12, THREAD_MC+8*12(%rax)
        mov     %r13, THREAD_MC+8*13(%rax)
        mov     %r14, THREAD_MC+8*14(%rax)
        mov     %r15, THREAD_MC+8*15(%rax)
        mov     TLS(TLS_RAX), %rcx
        mov     %rcx, THREAD_MC+8*0(%rax)
        mov     TLS(TLS_RUNTIME_SP), %rsp
        pushfq
        pop     THREAD_MC+MC_FLAGS(%rax)
        push    $2
        popfq                           /* the runtime runs without TF, AC and DF */
        mov     %rax, ARG1
        xor     %ebp, %ebp
        sub     $ABI_SHADOW, %rsp
        call    *arch_upcalls(%rip)
        ud2
switch_exit_end:

/* The full lookup of an indirect branch (core/x86/indirect.c).
 *   ibl_cold: rcx = target, r11 = the application's rcx; its r10 and r11 are in their slots
 *   ibl_miss: a landing refused: rcx = target - its tag, r10 = -its tag
 * Found: jumps behind the landing's check, which restores the registers, and makes the landing
 * table point to it.  Not found: leaves for the dispatcher with TLS_NEXT_TAG set. */
        HIDDEN  ibl_begin
        HIDDEN  ibl_cold
        HIDDEN  ibl_miss
        HIDDEN  ibl_end
ibl_begin:
ibl_miss:
        mov     %rax, TLS(TLS_RAX)
        lahf
        seto    %al
        sub     %r10, %rcx
        jmp     1f
ibl_cold:
        mov     %rax, TLS(TLS_RAX)
        lahf
        seto    %al
1:      mov     %rbx, TLS(TLS_SCRATCH)
        mov     TLS(TLS_IBL), %rbx
        test    %rcx, %rcx              /* 0 marks an empty entry */
        jz      4f
        imul    $0x61c88647, %rcx, %r10
        shr     $32, %r10
2:      and     IBL_MASK(%rbx), %r10
        shl     $4, %r10
        add     IBL_ENTRIES(%rbx), %r10
        cmp     %rcx, (%r10)
        je      3f
        cmpq    $0, (%r10)
        je      4f
        sub     IBL_ENTRIES(%rbx), %r10
        shr     $4, %r10
        inc     %r10
        jmp     2b
3:      mov     8(%r10), %r10
        test    %r10, %r10              /* 0: taken out */
        jz      4f
        mov     %r10, TLS(TLS_TARGET)
        sub     $LANDING_CHECK_SIZE, %r10
        cmpq    $0, IBL_SHIFT(%rbx)
        je      5f
        shr     $2, %rcx
5:      and     IBL_INDEX_MASK(%rbx), %rcx
        mov     IBL_LANDINGS(%rbx), %rbx
        mov     %r10, (%rbx,%rcx,8)
        mov     TLS(TLS_SCRATCH), %rbx
        add     $0x7f, %al
        sahf
        mov     TLS(TLS_RAX), %rax
        jmp     *TLS(TLS_TARGET)
4:      mov     %rcx, TLS(TLS_NEXT_TAG)
        mov     TLS(TLS_SCRATCH), %rbx
        add     $0x7f, %al
        sahf
        mov     TLS(TLS_RAX), %rax
        mov     %r11, %rcx
        mov     TLS(TLS_R11), %r11
        mov     TLS(TLS_R10), %r10
        movl    $EXIT_INDIRECT, TLS(TLS_EXIT_ID)
        jmp     switch_exit
ibl_end:
