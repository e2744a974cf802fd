/* core/run/crash.h - what is printed when the runtime or a client crashes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_CRASH_H
#define CORE_RUN_CRASH_H
#include "core/rt/thread.h"

/* Prints what and where, and ends the process with the exit status of an internal error.
 * Context: signal handler */
void crash_report(const char *what, const struct mcontext *mc, uintptr_t addr);

#endif
