/* os/windows/debug_regs.h - the debug registers of the application's threads.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Breakpoints on data are the processor's business.  Those on code are at the application's
 * addresses, which do not run: the core is told of them, in the thread itself, and the kernel's
 * copy of the registers has the addresses, but not the bits that switch them on.  (A thread that is
 * stepped costs Wine much more with such a bit, and is lost when it is suspended meanwhile.)
 */
#ifndef OS_WINDOWS_DEBUG_REGS_H
#define OS_WINDOWS_DEBUG_REGS_H
#include "os/windows/event_state.h"

/* The thread of e is to have the registers in c, if there are any: c becomes what the kernel is
 * told. */
void debug_regs_take(struct os_events *e, struct nt_context *c);

/* c is what the kernel says of the thread of e, and becomes what the application has set. */
void debug_regs_show(const struct os_events *e, struct nt_context *c);

/* A thread that is not known yet has got some. */
void debug_regs_unseen(void);

/* The calling thread becomes known. */
void debug_regs_begin(struct os_events *e);

/* c becomes what is shown at a breakpoint on code: of those whose bits are set. */
void debug_regs_show_hit(const struct os_events *e, struct nt_context *c, uintptr_t bits);

#endif
