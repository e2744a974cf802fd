/* os/windows/start.h - the first thread's first step.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_START_H
#define OS_WINDOWS_START_H
#include "os/mcontext.h"

/* Starts the runtime; mc is where the application begins. */
_Noreturn void start_first_thread(const struct mcontext *mc);

#endif
