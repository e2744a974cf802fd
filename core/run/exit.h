/* core/run/exit.h - the end of threads and of the process.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_EXIT_H
#define CORE_RUN_EXIT_H
#include "core/rt/thread.h"

/* The last things to do while the process still exists. */
void process_about_to_exit(struct thread *t);

#endif
