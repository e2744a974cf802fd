/* os/windows/handle.h - whose a handle of the application's is.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_HANDLE_H
#define OS_WINDOWS_HANDLE_H
#include "os/windows/nt.h"

/* The numbers of a thread and its process; of a process.  0: it is no such handle. */
struct nt_client_id handle_thread(uintptr_t handle);
uintptr_t handle_process(uintptr_t handle);

bool handle_is_this_process(uintptr_t handle);

#endif
