/* core/run/map_effects.h - system calls that change what is mapped.
 * SPDX-License-Identifier: Apache-2.0
 *
 * One at a time, from before the kernel's work until the map and the code cache know of it
 * (lock_memory): so the map never disagrees with the kernel when anybody relies on it.
 */
#ifndef CORE_RUN_MAP_EFFECTS_H
#define CORE_RUN_MAP_EFFECTS_H
#include "core/rt/thread.h"
#include "os/app_syscall.h"

/* Whether the effect is one of these. */
bool map_effects_has(const struct effect *e);

/* Carries the system call in t->mc out, with all that follows; as os_app_syscall_run. */
bool map_effects_run(struct thread *t, struct effect *e);

/* Opens the pages that the kernel may write to in the system call in mc. */
void map_effects_open_buffers(const struct mcontext *mc);

/* The kernel has refused to write in the call made with the registers in mc: opens the pages that may be the
 * reason.  False: there are none, it has another. */
bool map_effects_open_refused(const struct mcontext *mc);

/* The system call that was made with the registers in mc goes on: so does the kernel's writing. */
void map_effects_expose_buffers(const struct mcontext *mc);

/* Another process may have changed [start, end), contents and protection, without a call of ours: what is
 * known of it is forgotten.  Context: runtime on t, no lock held */
void map_effects_changed_outside(struct thread *t, uintptr_t start, uintptr_t end);

/* Asks the kernel what is mapped at addr, which the map does not know (a stack that has grown);
 * whether anything was found. */
bool map_effects_discover(uintptr_t addr);

#endif
