/* os/thread.h - the calling thread and its siblings.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_THREAD_H
#define OS_THREAD_H
#include <stdbool.h>
#include <stdint.h>

typedef uintptr_t os_tid;

os_tid os_thread_id(void);
void os_thread_yield(void);
void os_thread_sleep(uint64_t microseconds);

#endif
