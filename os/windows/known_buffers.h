/* os/windows/known_buffers.h - where the kernel writes in calls that are known.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Numbers of calls differ from version to version: the names are looked up in ntdll when the first call
 * asks.  One whose code there has been overwritten counts as unknown.
 */
#ifndef OS_WINDOWS_KNOWN_BUFFERS_H
#define OS_WINDOWS_KNOWN_BUFFERS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KNOWN_BUFFERS_PARAMS = 10 };

/* Visits the buffers of the call with this number and the parameters in `a`, of which there are
 * KNOWN_BUFFERS_PARAMS; also of parameters that are no addresses.  False: it is not known. */
bool known_buffers_visit(uint32_t number, const uintptr_t *a, void (*visit)(uintptr_t start, size_t size, void *arg),
                         void *arg);

#endif
