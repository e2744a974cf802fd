/* core/app/breakpoints.h - addresses before which some thread of the application wants a trap.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The processor's debug registers know addresses of the application, which the cache does not run:
 * so no fragment goes over such an address or is found by it, and the dispatcher looks at it each
 * time (core/run/breakpoint.c).
 *
 * Locks: caller holds lock_build, but for breakpoints_any.
 */
#ifndef CORE_APP_BREAKPOINTS_H
#define CORE_APP_BREAKPOINTS_H
#include "core/rt/thread.h"

/* Each is taken away as often as it was added. */
void breakpoints_add(app_addr at);
void breakpoints_remove(app_addr at);

bool breakpoints_any(void);
bool breakpoints_at(app_addr pc);

#endif
