/* os/linux/app_clone_entry.h - labels of app_clone.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_APP_CLONE_ENTRY_H
#define OS_LINUX_APP_CLONE_ENTRY_H
#include "os/app_process.h"

intptr_t app_clone_enter(const uintptr_t *call, const struct app_child *child);
extern const char app_last_call[];
_Noreturn void app_exit_enter(uintptr_t number, uintptr_t code, uintptr_t stack, size_t size,
                              const char *last_call);

#endif
