/* core/run/start.h - from the kernel's entry to the first fragment.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_START_H
#define CORE_RUN_START_H
#include <stdint.h>

/* Called once by os/<os>/start.S, relocated, on a stack of the runtime's. */
_Noreturn void runtime_start(uintptr_t *kernel_stack);

#endif
