/* os/windows/own_start.h - the beginning of threads of the runtime's own.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_OWN_START_H
#define OS_WINDOWS_OWN_START_H
#include "os/mcontext.h"

/* A thread begins with these registers: does not return if it is one of ours. */
void own_thread_start(const struct mcontext *mc);

#endif
