/* os/windows/remote.h - the memory of another process.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_REMOTE_H
#define OS_WINDOWS_REMOTE_H
#include "os/windows/nt.h"

ntstatus remote_read(uintptr_t process, uintptr_t at, void *to, size_t size);
ntstatus remote_write(uintptr_t process, uintptr_t at, const void *from, size_t size);
ntstatus remote_protect(uintptr_t process, uintptr_t at, size_t size, uint32_t protect);

/* False: there is nothing from there on. */
bool remote_query(uintptr_t process, uintptr_t at, struct nt_memory *m);

/* Where the same ntdll as this process's is mapped; 0: nowhere. */
uintptr_t remote_ntdll(uintptr_t process);

#endif
