/* core/rt/tls_slots.h - what generated code reaches through the thread's segment register.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Numbers of pointer-sized slots; included by assembly as well.  Everything else of a thread is
 * found through TLS_SELF.
 */
#ifndef CORE_RT_TLS_SLOTS_H
#define CORE_RT_TLS_SLOTS_H

#define TLS_SELF 0      /* struct thread of this thread */
#define TLS_RCX 1       /* application's rcx and rdx while a sequence needs the registers */
#define TLS_RDX 2
#define TLS_RAX 3       /* application's rax while the lookup or a switch needs rax */
#define TLS_TARGET 4    /* cache pc to jump to when no register is free */
#define TLS_NEXT_TAG 5  /* application pc of an indirect branch that leaves the cache */
#define TLS_EXIT_ID 6   /* which exit was taken; EXIT_INDIRECT for an indirect branch */
#define TLS_PENDING 7   /* nonzero: do not enter the cache, somebody wants the dispatcher */
#define TLS_SCRATCH 8   /* short-lived spills of mangled instructions */
#define TLS_SCRATCH2 9
#define TLS_APP_SEG 10  /* the application's value of the segment base that the runtime uses */
#define TLS_IBL 11      /* struct ibl_state, shared by all threads */
#define TLS_CLIENT 12   /* first of the slots that instrumentation may use */
#define TLS_CLIENT_COUNT 18
#define TLS_RAW 30      /* first of the slots that clients reserve by dr_raw_tls_calloc */
#define TLS_RAW_COUNT 61
#define TLS_RSEQ 89     /* the area that the thread has registered with the kernel, 0: none */
#define TLS_R10 92      /* application's r10 and r11 during an indirect branch */
#define TLS_R11 93
#define TLS_SLOT_COUNT 94

#define EXIT_INDIRECT 0
#define EXIT_CLIENT 1   /* generated code of a client asks for the dispatcher */

/* Offsets in struct thread, checked in core/rt/thread.c. */
#define THREAD_MC 752
#define THREAD_RUNTIME_SP 896
#define THREAD_VECTOR 904
#define THREAD_VECTOR_SAVED 912
#define THREAD_CLEAN_CALL 916
#define MC_FLAGS 128
#define MC_PC 136

/* Offsets in struct ibl_state, checked in core/cache/ibl.c. */
#define IBL_ENTRIES 0
#define IBL_MASK 8
#define IBL_LANDINGS 16
#define IBL_SHIFT 24

/* Bytes from a landing to the place where its check has succeeded (core/x86/indirect.c),
 * and from there to the code that it guards. */
#define LANDING_CHECK_SIZE 22
#define LANDING_RESTORE_SIZE 21

#endif
