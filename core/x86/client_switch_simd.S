/* core/x86/client_switch_simd.S - to client code and back: general registers, vector state.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Clients are ordinary compiled code: they use SSE and expect the processor in its default mode.
 * The application's vector and x87 state goes to the thread's area (t->vector) and comes back.
 *
 * A clean call in a fragment is
 *     mov  gs:[APP_SP], rsp
 *     mov  rsp, gs:[RUNTIME_SP]
 *     call clean_call_save         (or clean_call_save_simd)
 *     arguments, call of the client
 *     call clean_call_restore      (or clean_call_restore_simd)
 *     mov  rsp, gs:[APP_SP]
 * so that nothing is stored on the application's stack, and t->mc is the application's state.
 */
#include "core/rt/tls_slots.h"

#define TLS(n) %gs:(ABI_TLS_BASE + 8 * (n))

/* Flags that client code must not run with: TF, AC, DF. */
#define BAD_FLAGS 0x40500
#define DEFAULT_MXCSR 0x1f80
/* Where the areas of fxsave and xsave keep MXCSR and which components are not in their initial
 * state; where the thread keeps its area. */
#define AREA_MXCSR 24
#define AREA_IN_USE 512
#define IN_USE_X87 1
#define IN_USE_SSE 2
#define IN_USE_UPPER 0xe4

/* rax = thread; clobbers rax, rcx, rdx, flags. */
        FUNCTION vector_save_asm
vector_save_asm:
        mov     THREAD_VECTOR(%rax), %rcx
        movl    $1, THREAD_VECTOR_SAVED(%rax)
        mov     vector_mask(%rip), %eax
        xor     %edx, %edx
        cmpl    $1, vector_kind(%rip)
        jb      2f
        je      1f
        xsavec64 (%rcx)
        jmp     3f
1:      xsave64 (%rcx)
        jmp     3f
2:      fxsave64 (%rcx)                 /* it keeps no account: assume x87 in use */
        movl    $IN_USE_X87 | IN_USE_SSE, AREA_IN_USE(%rcx)
3:      mov     AREA_IN_USE(%rcx), %eax
        test    $IN_USE_X87, %al
        jz      4f
        fninit
4:      test    $IN_USE_UPPER, %al
        jz      5f
        vzeroupper
5:      cmpl    $DEFAULT_MXCSR, AREA_MXCSR(%rcx)
        je      6f
        ldmxcsr default_mxcsr(%rip)
6:      ret
        END     vector_save_asm

/* The same back. */
        FUNCTION vector_restore_asm
vector_restore_asm:
        mov     THREAD_VECTOR(%rax), %rcx
        movl    $0, THREAD_VECTOR_SAVED(%rax)
        mov     vector_mask(%rip), %eax
        xor     %edx, %edx
        cmpl    $1, vector_kind(%rip)
        jb      1f
        xrstor64 (%rcx)
        ret
1:      fxrstor64 (%rcx)
        ret
        END     vector_restore_asm

/* void vector_save(struct thread *t), void vector_restore(struct thread *t) */
        FUNCTION vector_save
        FUNCTION vector_restore
vector_save:
        mov     ARG1, %rax
        jmp     vector_save_asm
vector_restore:
        mov     ARG1, %rax
        jmp     vector_restore_asm

        .macro  SAVE_REGISTERS
        mov     %rax, TLS(TLS_RAX)
        mov     TLS(TLS_SELF), %rax
        mov     %rcx, THREAD_MC+8*1(%rax)
        mov     %rdx, THREAD_MC+8*2(%rax)
        mov     %rbx, THREAD_MC+8*3(%rax)
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
        mov     TLS(TLS_APP_SP), %rdx
        mov     %rcx, THREAD_MC+8*0(%rax)
        mov     %rdx, THREAD_MC+8*4(%rax)
        mov     %rax, %rbx
        movl    $1, THREAD_CLEAN_CALL(%rax)
        pushfq
        pop     THREAD_MC+MC_FLAGS(%rax)
        testl   $BAD_FLAGS, THREAD_MC+MC_FLAGS(%rax)
        jz      8f
        push    $2
        popfq
8:
        .endm

        FUNCTION clean_call_save
        FUNCTION clean_call_save_simd
clean_call_save:
        SAVE_REGISTERS
        ret
clean_call_save_simd:
        SAVE_REGISTERS
        jmp     vector_save_asm

/* Flags come back by sahf, which is much faster than popf; only flags that it does not know need
 * the other way. */
        FUNCTION clean_call_restore
        FUNCTION clean_call_restore_simd
clean_call_restore_simd:
        mov     TLS(TLS_SELF), %rax
        call    vector_restore_asm
clean_call_restore:
        HIDDEN  clean_call_tail
        HIDDEN  clean_call_tail_end
        cmpl    $0, TLS(TLS_PENDING)
clean_call_tail:
        jne     9f
7:      mov     TLS(TLS_SELF), %rax
        movl    $0, THREAD_CLEAN_CALL(%rax)
        mov     THREAD_MC+8*4(%rax), %rbx
        mov     %rbx, TLS(TLS_APP_SP)
        mov     THREAD_MC+8*3(%rax), %rbx
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
        mov     THREAD_MC+MC_FLAGS(%rax), %edx
        test    $BAD_FLAGS, %edx
        jnz     8f
        bt      $11, %edx               /* OF is not sahf's: out of the carry, by an addition */
        setc    %al
        mov     %dl, %ah
        add     $0x7f, %al
        sahf
        mov     TLS(TLS_SELF), %rax
        mov     THREAD_MC+8*1(%rax), %rcx
        mov     THREAD_MC+8*2(%rax), %rdx
        mov     THREAD_MC+8*0(%rax), %rax
        ret
8:      push    THREAD_MC+MC_FLAGS(%rax)
        mov     THREAD_MC+8*1(%rax), %rcx
        mov     THREAD_MC+8*2(%rax), %rdx
        mov     THREAD_MC+8*0(%rax), %rax
        popfq
        ret
clean_call_tail_end:
9:      mov     TLS(TLS_SELF), ARG1     /* somebody wants the dispatcher: let him see where we are */
        mov     (%rsp), ARG2
        sub     $8 + ABI_SHADOW, %rsp
        call    *arch_upcalls+16(%rip)
        add     $8 + ABI_SHADOW, %rsp
        jmp     7b
        HIDDEN  clean_call_end
clean_call_end:

        CONSTANTS
        .balign 4
default_mxcsr:
        .long   DEFAULT_MXCSR
