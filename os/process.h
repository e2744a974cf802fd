/* os/process.h - the process as a whole.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H
#include <stddef.h>
#include <stdint.h>

uintptr_t os_process_id(void);
uintptr_t os_process_parent(void);
_Noreturn void os_process_exit(int code);
_Noreturn void os_process_abort(void); /* dies as a crash does */

#endif
