/* os/base/atomic.h - atomic operations, by the name of their ordering. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_ATOMIC_H
#define OS_BASE_ATOMIC_H

#include "os/base/types.h"

/* All of them take a pointer to a plain integer or pointer. Without a suffix the operation is
 * sequentially consistent; what reads or writes alone names its ordering. */
#define ATOMIC_LOAD_RELAXED(p) __atomic_load_n((p), __ATOMIC_RELAXED)
#define ATOMIC_LOAD(p) __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define ATOMIC_STORE_RELAXED(p, v) __atomic_store_n((p), (v), __ATOMIC_RELAXED)
#define ATOMIC_STORE(p, v) __atomic_store_n((p), (v), __ATOMIC_RELEASE)
/* Nothing after it is done before it is visible: a store and a full barrier. */
#define ATOMIC_STORE_SEQ(p, v) __atomic_store_n((p), (v), __ATOMIC_SEQ_CST)

/* These return the value from before. */
#define ATOMIC_XCHG(p, v) __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define ATOMIC_ADD(p, v) __atomic_fetch_add((p), (v), __ATOMIC_SEQ_CST)
#define ATOMIC_SUB(p, v) __atomic_fetch_sub((p), (v), __ATOMIC_SEQ_CST)
#define ATOMIC_OR(p, v) __atomic_fetch_or((p), (v), __ATOMIC_SEQ_CST)
#define ATOMIC_AND(p, v) __atomic_fetch_and((p), (v), __ATOMIC_SEQ_CST)

/* Stores V if *P equals *EXPECTED; otherwise *EXPECTED becomes what was found, and the result is
 * false. */
#define ATOMIC_CAS(p, expected, v) \
    __atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)

#define ATOMIC_FENCE() __atomic_thread_fence(__ATOMIC_SEQ_CST)
/* Orders this thread against its own signal handlers only. */
#define COMPILER_FENCE() __atomic_signal_fence(__ATOMIC_SEQ_CST)

/* Tells the processor that this is a spin loop. */
static inline void
cpu_relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

#endif
