/* core/rt/heap.h - the runtime's own heap.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Size classes carved from chunks of pages; sizes are given back by the caller, so that a block
 * carries no header.  Never entered by a fault handler.
 */
#ifndef CORE_RT_HEAP_H
#define CORE_RT_HEAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 16-byte aligned, contents undefined; ends the process with a clear line when memory is out. */
void *heap_alloc(size_t size);
void *heap_zalloc(size_t size);
void heap_free(void *p, size_t size);

/* Growing arrays: a copy of `old_size` bytes in a block of `new_size`. */
void *heap_resize(void *p, size_t old_size, size_t new_size);

/* Keeps some memory back from now on: when the kernel refuses more, that is used up, and heap_low is
 * set so that the one who asks with heap_take_low() can try to get memory back. */
void heap_keep_reserve(void);
extern volatile uint32_t heap_low;

/* True once for each time that the reserve was used; makes a new one if it can. */
bool heap_take_low(void);

#endif
