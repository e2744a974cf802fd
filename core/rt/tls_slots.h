/* core/rt/tls_slots.h - what generated code reaches through the thread's segment register.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Numbers of pointer-sized slots; included by assembly as well.  Generated code reaches nothing
 * else of a thread directly: the rest is found through TLS_SELF.
 */
#ifndef CORE_RT_TLS_SLOTS_H
#define CORE_RT_TLS_SLOTS_H
#include "os/base/abi.h"

#define TLS_SELF (ABI_CORE_SLOT + 0)      /* struct thread of this thread */
#define TLS_RCX (ABI_CORE_SLOT + 1)       /* application's rcx and rdx while a sequence needs the registers */
#define TLS_RDX (ABI_CORE_SLOT + 2)
#define TLS_RAX (ABI_CORE_SLOT + 3)       /* application's rax while the lookup or a switch needs rax */
#define TLS_TARGET (ABI_CORE_SLOT + 4)    /* cache pc to jump to when no register is free */
#define TLS_NEXT_TAG (ABI_CORE_SLOT + 5)  /* application pc of an indirect branch that leaves the cache */
#define TLS_EXIT_ID (ABI_CORE_SLOT + 6)   /* which exit was taken; EXIT_INDIRECT for an indirect branch, and then the
                           upper half is the lower half of the cache pc of that branch */
#define TLS_SCRATCH (ABI_CORE_SLOT + 7)   /* short-lived spills of mangled instructions */
#define TLS_SCRATCH2 (ABI_CORE_SLOT + 8)
#define TLS_R10 (ABI_CORE_SLOT + 9)       /* application's r10 and r11 during an indirect branch */
#define TLS_R11 (ABI_CORE_SLOT + 10)
#define TLS_KEPT TLS_RCX /* first of the registers, and flags, that a short call of a client changes:
                            all of the above are used within a sequence, and no call is in one */
#define TLS_PENDING (ABI_CORE_SLOT + 11)  /* nonzero: do not enter the cache, somebody wants the dispatcher */
#define TLS_APP_SEG (ABI_CORE_SLOT + 12)  /* the application's value of the segment base that the runtime uses */
#define TLS_IBL (ABI_CORE_SLOT + 13)      /* struct ibl_state, shared by all threads */
#define TLS_RUNTIME_SP (ABI_CORE_SLOT + 14) /* top of the runtime's stack for this thread */
#define TLS_APP_SP (ABI_CORE_SLOT + 15)   /* the application's stack pointer while client code runs */
#define TLS_CLIENT ABI_CLIENT_SLOT /* first of the slots that instrumentation may use */
#define TLS_CLIENT_COUNT ABI_CLIENT_COUNT
#define TLS_RAW ABI_RAW_SLOT /* first of those that dr_raw_tls_calloc gives away */
#define TLS_RAW_COUNT ABI_RAW_SLOTS
#define TLS_SLOT_COUNT (17 + TLS_CLIENT_COUNT + TLS_RAW_COUNT)
#define TLS_RSEQ (TLS_SLOT_COUNT - 1) /* the area that the thread has registered with the
                                              kernel, 0: none */

#define EXIT_INDIRECT 0
#define EXIT_CLIENT 1   /* generated code of a client asks for the dispatcher */

/* Offsets in struct thread, checked in core/rt/thread.c. */
#define THREAD_MC (8 * TLS_SLOT_COUNT + 8)
#define THREAD_VECTOR (THREAD_MC + 144)
#define THREAD_VECTOR_SAVED (THREAD_VECTOR + 8)
#define THREAD_CLEAN_CALL (THREAD_VECTOR + 12)
#define MC_FLAGS 128
#define MC_PC 136

/* Offsets in struct ibl_state, checked in core/cache/ibl.c. */
#define IBL_ENTRIES 0
#define IBL_MASK 8
#define IBL_LANDINGS 16
#define IBL_SHIFT 24
#define IBL_INDEX_MASK 32

/* Bytes from a landing to the place where its check has succeeded (core/x86/indirect.c),
 * and from there to the code that it guards. */
#define LANDING_CHECK_SIZE 21
#define LANDING_RESTORE_SIZE 21

#endif
