/* os/windows/output.h - where the runtime's own output goes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_OUTPUT_H
#define OS_WINDOWS_OUTPUT_H
#include <stdint.h>

/* From now on to these instead of standard output and error; 0: not instead of that one. */
void output_relay(const uintptr_t handles[2]);

#endif
