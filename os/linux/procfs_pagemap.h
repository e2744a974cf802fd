/* os/linux/procfs_pagemap.h - /proc/PID/pagemap without the runtime's pages.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_PROCFS_PAGEMAP_H
#define OS_LINUX_PROCFS_PAGEMAP_H
#include <stdint.h>

/* The application has opened a file of this name: from now on its reads are looked at. */
void procfs_pagemap_opened(void);

/* A system call of the application has succeeded: takes our pages out of what it has read. */
void procfs_pagemap_after(intptr_t nr, const uintptr_t args[6], intptr_t *result);

#endif
