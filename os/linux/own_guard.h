/* os/linux/own_guard.h - the application's memory calls cannot reach the runtime's own memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_OWN_GUARD_H
#define OS_LINUX_OWN_GUARD_H 1

#include <stdbool.h>
#include <stdint.h>

/* If the call is about memory of the runtime's, carries it out as if nothing were mapped there,
 * and sets *RESULT. False: it is not; nothing has been done.
 * Context: runtime */
bool own_guard_intercept(intptr_t nr, const uintptr_t args[6], intptr_t *result);

#endif
