/* os/linux/restartable.h - what the system call tells os/linux/restartable.c.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_RESTARTABLE_H
#define OS_LINUX_RESTARTABLE_H
#include <stdint.h>

/* Makes the system call rseq; *area becomes the thread's area, 0 when it has none. */
intptr_t restartable_call(const uintptr_t *args, uintptr_t *area);

#endif
