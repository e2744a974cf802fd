/* core/rt/try.h - going on behind a fault in client code (DR_TRY_EXCEPT). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_RT_TRY_H
#define CORE_RT_TRY_H

#include "os/base/types.h"
#include "os/mcontext.h"

/* What a callee must preserve on any platform, the stack pointer, the address behind the call of dr_try_start(), and
 * where the way back there begins; in the order in which core/x86/try.S stores them. */
enum { TRY_BX, TRY_BP, TRY_12, TRY_13, TRY_14, TRY_15, TRY_SP, TRY_PC, TRY_SI, TRY_DI, TRY_RESUME, TRY_COUNT };

/* Vector registers that a callee must preserve somewhere: xmm6 to xmm15. */
enum { TRY_VECTORS = 10 };

/* One that has been entered; the context's list begins with the innermost. */
struct try_frame {
    uintptr_t saved[TRY_COUNT];
    uint8_t vectors[TRY_VECTORS][16]; /* untouched where calls need not preserve any */
    struct try_frame *outer;
};

/* If the calling thread is inside a try, leaves it and changes MC to go on behind it.
 * Context: signal handler
 */
bool
try_recover(struct mcontext *mc);

#endif
