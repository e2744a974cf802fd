/* os/linux/thread.c - the calling thread.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/thread.h"
#include "os/linux/sys.h"
#include <linux/time_types.h>

os_tid
os_thread_id(void)
{
    return (os_tid)sys0(__NR_gettid);
}

void
os_thread_yield(void)
{
    sys0(__NR_sched_yield);
}

void
os_thread_sleep(uint64_t microseconds)
{
    struct __kernel_timespec ts = { (int64_t)(microseconds / 1000000),
                                    (int64_t)(microseconds % 1000000) * 1000 };
    while (sys2(__NR_nanosleep, &ts, &ts) == -4) { /* EINTR: the rest stands in ts */
    }
}
