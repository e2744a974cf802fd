/* os/linux/time.c - clocks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/time.h"
#include "os/linux/sys.h"
#include <linux/time.h>

static uint64_t
clock_ns(int which)
{
    struct __kernel_timespec ts = { 0, 0 };
    sys2(__NR_clock_gettime, which, &ts);
    return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

uint64_t
os_time_monotonic_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

uint64_t
os_time_process_ns(void)
{
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

uint64_t
os_time_wall_us(void)
{
    return clock_ns(CLOCK_REALTIME) / 1000;
}
