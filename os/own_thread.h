/* os/own_thread.h - threads of the runtime's own.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows only: elsewhere os/app_process.h makes them.
 */
#ifndef OS_OWN_THREAD_H
#define OS_OWN_THREAD_H
#include <stdbool.h>

/* What a new thread does, on a stack of its own that nothing of the runtime's stands on.  Must stay where
 * it is until `begin` is called. */
struct os_own_thread {
    void (*begin)(void *arg);
    void *arg;
};

/* False: the kernel refuses. */
bool os_own_thread_create(const struct os_own_thread *what);

/* Ends the calling one, of which the runtime knows nothing any more. */
_Noreturn void os_own_thread_exit(void);

#endif
