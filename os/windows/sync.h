/* os/windows/sync.h - waiters that are no more.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_SYNC_H
#define OS_WINDOWS_SYNC_H
#include <stdint.h>

/* A thread with this stack has been ended, perhaps in os_sync_wait. */
void sync_forget(uintptr_t stack_low, uintptr_t stack_high);

#endif
