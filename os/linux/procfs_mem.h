/* os/linux/procfs_mem.h - code that the application changes through /proc/self/mem.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_PROCFS_MEM_H
#define OS_LINUX_PROCFS_MEM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The application has opened a file of this name: from now on its writes are looked at. */
void procfs_mem_opened(void);

/* Whether a write, pwrite64, writev or pwritev of the application goes to its own memory that way,
 * whatever its protection is; and where. */
bool procfs_mem_is_written(intptr_t nr, const uintptr_t args[6], uintptr_t *start, size_t *size);

#endif
