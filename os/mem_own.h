/* os/mem_own.h - the list of what the runtime itself has mapped. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_MEM_OWN_H
#define OS_MEM_OWN_H 1

#include <stdint.h>

/* Whole pages. Asked with os_mem_find_own (os/mem.h).
 * Context: any
 * Locks: none */
void mem_own_add(uintptr_t start, uintptr_t end);
void mem_own_remove(uintptr_t start, uintptr_t end);

#endif
