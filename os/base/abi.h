/* os/base/abi.h - what compiled code, assembly and generated code agree on, for each platform. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Included by C and by assembly. Here and in include/, os/base/types.h and their like alone stands
 * which platform it is; everybody else uses the names.
 *
 * The slots of a thread (core/rt/tls_slots.h) begin at ABI_TLS_BASE behind the segment base that
 * leads to them. On Linux the base belongs to the runtime, and the slots are a page of its own. On
 * Windows it is the thread's environment block, of which the runtime takes the last TLS slots: gs
 * stays the application's, and its own gs-relative code runs as it is.  Those for clients come first
 * there, and are the application's unless clients take them (core/rt/raw_tls.h).
 */
#ifndef OS_BASE_ABI_H
#define OS_BASE_ABI_H

#if defined(_WIN32)
#    define ABI_TLS_INDEX 8 /* the first slot of the 64 that may be the runtime's */
#    define ABI_OS_INDEX 60 /* the last four belong to os/windows */
#    define ABI_RAW_SLOT 0 /* the application's are from the other end */
#    define ABI_CLIENT_SLOT (ABI_RAW_SLOT + ABI_RAW_SLOTS)
#    define ABI_CORE_SLOT (ABI_CLIENT_SLOT + ABI_CLIENT_COUNT)
#    define ABI_TLS_BASE (0x1480 + 8 * ABI_TLS_INDEX)
#    define ABI_OWN_SEGMENT 0
#    define ABI_RAW_SLOTS 32
#    define ABI_CLIENT_COUNT 3 /* spill slots of clients; more of them lie in memory */
#    define ABI_MOST_SLOTS (ABI_OS_INDEX - ABI_TLS_INDEX)
#    define ABI_KEPT_SLOTS 8
#    define ABI_SYSCALL_PARAMS 18
#    define ABI_CALLER_SAVED 0x0f07 /* rax rcx rdx r8-r11 */
#    define ABI_FIRST_KEPT_XMM 6 /* from here on calls preserve them */
#    define ABI_ARG1_NUMBER 1 /* rcx: the register of the first argument */
#    define ABI_SHADOW 32 /* bytes above the return address that belong to whoever is called */
#else
#    define ABI_TLS_BASE 0
#    define ABI_CORE_SLOT 0
#    define ABI_CLIENT_SLOT 16
#    define ABI_CLIENT_COUNT 17
#    define ABI_RAW_SLOT (ABI_CLIENT_SLOT + ABI_CLIENT_COUNT)
#    define ABI_OWN_SEGMENT 1
#    define ABI_RAW_SLOTS 61
#    define ABI_MOST_SLOTS 500
#    define ABI_KEPT_SLOTS 10
#    define ABI_SYSCALL_PARAMS 6
#    define ABI_CALLER_SAVED 0x0fc7 /* the same, rsi and rdi */
#    define ABI_FIRST_KEPT_XMM 16 /* none */
#    define ABI_ARG1_NUMBER 7 /* rdi */
#    define ABI_SHADOW 0
#endif

#ifdef __ASSEMBLER__
#    if defined(_WIN32)
#        define ARG1 %rcx
#        define ARG2 %rdx
#        define ARG3 %r8
        .macro  HIDDEN name
        .globl  \name
        .endm
        .macro  FUNCTION name
        .globl  \name
        .def    \name; .scl 2; .type 32; .endef
        .endm
        .macro  EXPORTED name
        FUNCTION \name
        .section .drectve, "yn"
        .ascii  " -export:\name"
        .text
        .endm
        .macro  END name
        .endm
        .macro  CONSTANTS
        .section .rdata, "dr"
        .endm
#    else
#        define ARG1 %rdi
#        define ARG2 %rsi
#        define ARG3 %rdx
        .section .note.GNU-stack, "", @progbits
        .macro  HIDDEN name
        .globl  \name
        .hidden \name
        .endm
        .macro  FUNCTION name
        HIDDEN  \name
        .type   \name, @function
        .endm
        .macro  EXPORTED name
        .globl  \name
        .type   \name, @function
        .endm
        .macro  END name
        .size   \name, . - \name
        .endm
        .macro  CONSTANTS
        .section .rodata
        .endm
#    endif
        .text
#endif

#endif
