/* os/sync.h - waiting for a word of memory to change.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_SYNC_H
#define OS_SYNC_H
#include <stdbool.h>
#include <stdint.h>

/* Sleeps while *word == expected; may return early.  timeout_ms < 0 waits for ever. */
void os_sync_wait(volatile uint32_t *word, uint32_t expected, int64_t timeout_ms);
void os_sync_wake(volatile uint32_t *word, int how_many);

#endif
