/* os/safe.h - reading and writing memory of the application that may not be there.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_SAFE_H
#define OS_SAFE_H
#include <stdbool.h>
#include <stddef.h>

/* Copies size bytes; returns how many could be copied before a fault.
 * Context: any thread whose fault handler is installed */
size_t os_safe_copy(void *to, const void *from, size_t size);

static inline bool
os_safe_read(const void *from, size_t size, void *to)
{
    return os_safe_copy(to, from, size) == size;
}

static inline bool
os_safe_write(void *to, size_t size, const void *from)
{
    return os_safe_copy(to, from, size) == size;
}

#endif
