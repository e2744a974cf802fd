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

/* The same, made here: where it is for a thread whose stack pointer is sp, and what it is. */
enum { EXCEPTION_FRAME_SIZE = 0x5b8 };
uintptr_t frame_exception_place(uintptr_t sp);
void frame_exception_make(uint8_t out[EXCEPTION_FRAME_SIZE], const struct nt_context *c, const struct nt_exception *r);

/* At KiUserApcDispatcher. */
struct nt_context *frame_apc_context(const struct mcontext *mc);

/* Windows also leaves where the interrupted code was (pc, cs, flags, sp, ss) behind the context c: unwinding
 * goes on from there through the dispatcher.  Its address, at or above `from`; 0: there is none. */
uint64_t *frame_machine(const struct nt_context *c, uintptr_t from);

/* The same in the frame of a callback; from its registers.  Only pc and sp can be relied on. */
uint64_t *frame_callback_machine(const struct mcontext *mc);
enum { MACHINE_PC = 0, MACHINE_SP = 3 };

/* A frame of an APC that cannot stay where the kernel has put it.  From `frame` up to the interrupted stack
 * pointer, at most `most` bytes. */
size_t frame_size(const struct nt_context *c, uintptr_t frame, size_t most);
/* Where it fits below sp: its alignment is as it was. */
uintptr_t frame_place(uintptr_t frame, size_t size, uintptr_t sp);
/* Makes `copy` one for the address `to`: what points into the frame follows. */
void frame_move(uint8_t *copy, size_t size, uintptr_t frame, uintptr_t to);

/* Bytes of a context with its extended state, of which the description stands behind it (readable when
 * the flags say that there is one).  0: more than `most`, or nonsense. */
size_t frame_context_size(const struct nt_context *c, size_t most);

#endif
