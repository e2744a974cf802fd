/* os/linux/app_syscall_entry.h - labels of app_syscall.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_APP_SYSCALL_ENTRY_H
#define OS_LINUX_APP_SYSCALL_ENTRY_H
#include "os/mcontext.h"
#include <stdbool.h>

bool app_syscall_enter(struct mcontext *mc, volatile uintptr_t *stop);
int app_other_call_enter(struct mcontext *mc, volatile uintptr_t *stop);
extern const char app_other_call_check[], app_other_call_insn[], app_other_call_done[],
    app_other_call_stopped[], app_other_call_fault[];
extern const char app_syscall_check[], app_syscall_done[], app_syscall_stopped[];

#endif
