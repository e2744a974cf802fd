/* core/run/breakpoint.h - breakpoints of the processor's that threads of the application set on
 * code. SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_BREAKPOINT_H
#define CORE_RUN_BREAKPOINT_H
#include "core/rt/thread.h"

/* Those of the calling thread from now on; 0: none.  At os/app_event.h's upcall of this name.
 * Context: dispatcher; holds no lock */
void breakpoint_set(const uintptr_t at[]);

/* t ends. */
void breakpoint_thread_exit(struct thread *t);

/* t->next is one of some thread's: one bit for each of t's own that it must be told of there.  0: it passes. */
uintptr_t breakpoint_reached(struct thread *t);

/* Whether t is to run the instruction at t->next though it is one. */
bool breakpoint_is_passed(const struct thread *t);

#endif
