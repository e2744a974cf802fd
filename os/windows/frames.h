/* os/windows/frames.h - what the kernel has put on the stack when it enters user mode.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Only where the interrupted context lies is read; all the rest is ntdll's own business, whose original
 * code runs in the cache.  Pure reading, so that each version's frames can be tested anywhere.
 */
#ifndef OS_WINDOWS_FRAMES_H
#define OS_WINDOWS_FRAMES_H
#include "os/mcontext.h"
#include "os/windows/nt.h"

/* At KiUserExceptionDispatcher. */
struct nt_context *frame_exception_context(const struct mcontext *mc);
struct nt_exception *frame_exception_record(const struct mcontext *mc);

/* At KiUserApcDispatcher. */
struct nt_context *frame_apc_context(const struct mcontext *mc);

/* Bytes of a context with its extended state, of which the description stands behind it (readable when
 * the flags say that there is one).  0: more than `most`, or nonsense. */
size_t frame_context_size(const struct nt_context *c, size_t most);

#endif
