/* core/run/dispatch.h - where a thread goes each time it leaves the cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_DISPATCH_H
#define CORE_RUN_DISPATCH_H
#include "core/rt/thread.h"

/* Called by core/x86/switch.S on the runtime's stack, with the application in t->mc. */
_Noreturn void dispatch(struct thread *t);       /* an exit was taken: TLS_EXIT_ID says which */
_Noreturn void dispatch_again(struct thread *t); /* t->next says where to go on */

#endif
