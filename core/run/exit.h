/* core/run/exit.h - the end of threads and of the process.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_EXIT_H
#define CORE_RUN_EXIT_H
#include "core/rt/thread.h"

/* The application's exit and exit_group, from the registers in t->mc. */
_Noreturn void exit_thread(struct thread *t);
_Noreturn void exit_process(struct thread *t);

/* A client has asked for it. */
_Noreturn void exit_as_asked(struct thread *t);

/* The last things to do while the process still exists; for those who end it in other ways
 * (a signal).  Returns once; whoever comes later waits for the end. */
void process_about_to_exit(struct thread *t);

#endif
