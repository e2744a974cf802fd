/* os/linux/sync.c - futexes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/sync.h"
#include "os/linux/sys.h"
#include <linux/futex.h>
#include <linux/time_types.h>

void
os_sync_wait(volatile uint32_t *word, uint32_t expected, int64_t timeout_ms)
{
    struct __kernel_timespec ts = { timeout_ms / 1000, (timeout_ms % 1000) * 1000000 };
    sys4(__NR_futex, word, FUTEX_WAIT_PRIVATE, expected, timeout_ms < 0 ? 0 : SYS_ARG(&ts));
}

void
os_sync_wake(volatile uint32_t *word, int how_many)
{
    sys3(__NR_futex, word, FUTEX_WAKE_PRIVATE, how_many);
}
