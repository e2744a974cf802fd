/* os/windows/app_own.h - what the application is told where the runtime would show.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_APP_OWN_H
#define OS_WINDOWS_APP_OWN_H
#include <stdint.h>

/* The protection of the page at `at` as the application has set it; 0: it is what the kernel says. */
uint32_t app_own_protection(uintptr_t at);

#endif
