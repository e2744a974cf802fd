/* os/windows/nudge.h - messages to clients in other processes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_NUDGE_H
#define OS_WINDOWS_NUDGE_H
#include "os/app_event.h"

/* os_events_nudge() for a program that is not the runtime: ntdll is the calling process's. */
enum os_nudge nudge_first(uintptr_t ntdll, uintptr_t process, uint32_t client, uint64_t argument, uint32_t timeout_ms);

#endif
