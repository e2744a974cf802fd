/* os/linux/app_memory.h - reads and writes memory by addresses that the application gave. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_APP_MEMORY_H
#define OS_LINUX_APP_MEMORY_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All or nothing; false where the kernel would say EFAULT.
 * Context: any */
bool app_read(void *to, uintptr_t from, size_t size);
bool app_write(uintptr_t to, const void *from, size_t size);

/* Copies a string with its end. Returns its length, -EFAULT, or -ENAMETOOLONG when it does not
 * fit in ROOM bytes. */
intptr_t app_read_string(char *to, uintptr_t from, size_t room);

/* The same for a string that is there in all likelihood, since the kernel has just read it: many
 * times faster. Should it have gone meanwhile, the fault needs its handler (os/safe.h). */
intptr_t app_peek_string(char *to, uintptr_t from, size_t room);

#endif
