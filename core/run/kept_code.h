/* core/run/kept_code.h - the application and its code that the runtime has written over
 * (os/app_code.h). SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_KEPT_CODE_H
#define CORE_RUN_KEPT_CODE_H
#include "core/rt/thread.h"

/* The instruction at t->next stores to a page with such code: carries it out on the application's
 * version. False: it stores to *addr as well, where the application must not, or is none that
 * stores to code. Locks: takes lock_memory, lock_build */
bool kept_code_store(struct thread *t, uintptr_t *addr);

/* t->next is the runtime's, by a copy of what it has written: t goes on with what stood there
 * first.  False: it is not. */
bool kept_code_enter(struct thread *t);

#endif
