/* core/run/client_events.h - telling clients what happens, except blocks (core/build/).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every function: Context: runtime, on the thread's own stack, no lock held.  Nothing happens and
 * little time is lost while no client asks for the event.  core/run/hooks.h names some more.
 */
#ifndef CORE_RUN_CLIENT_EVENTS_H
#define CORE_RUN_CLIENT_EVENTS_H
#include "core/cache/fragment.h"
#include "dr_events.h"
#include "os/app_syscall.h"

/* Loads the clients and runs their dr_client_main, then tells them of the first thread.  A mistake
 * of the user's ends the process with one line.  Context: start */
void client_start(struct thread *t);

/* Whether that is over. */
bool client_has_started(void);

/* Before code at pc is translated: a module that runs for the first time is announced. */
void client_about_to_run(struct thread *t, app_addr pc);

/* How the process ends: dr_exit_flags_t. */
void client_set_exit_behavior(uint32_t flags);

/* Before code is translated: delete events that wait, as a new block may have the same tag.
 * Locks: caller holds lock_build */
void client_about_to_build(struct thread *t);

/* Before a system call that maps or unmaps: modules that it destroys are announced as gone. */
void client_about_to_map(struct thread *t, const struct effect *e);

/* Around a system call that is in t->mc.  pre: false when it is to be skipped.  post: true when
 * another one has been put into t->mc and is to be made as well; `number` is the first one's. */
bool client_pre_syscall(struct thread *t);
bool client_post_syscall(struct thread *t, int number);

/* The kernel, or a client, moves the thread: t->mc is where it goes, from may be NULL. */
void client_kernel_xfer(struct thread *t, dr_kernel_xfer_type_t type, const struct mcontext *from,
                        int sig);

/* Memory is short. */
void client_low_on_memory(struct thread *t);

/* A client has been nudged. */
void client_nudge(struct thread *t, client_id_t id, uint64_t argument);

#endif
