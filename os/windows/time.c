/* os/windows/time.c - clocks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/time.h"
#include "os/windows/sys.h"

uint64_t
os_time_monotonic_ns(void)
{
    int64_t now = 0, frequency = 0;
    SYS(NtQueryPerformanceCounter, &now, &frequency);
    if (frequency <= 0)
        return 0;
    /* In two parts: the product would overflow after some hours. */
    uint64_t f = (uint64_t)frequency, n = (uint64_t)now;
    return n / f * 1000000000u + n % f * 1000000000u / f;
}

uint64_t
os_time_wall_us(void)
{
    int64_t now = 0; /* in 100 ns since 1601 */
    SYS(NtQuerySystemTime, &now);
    return (uint64_t)now / 10 - 11644473600000000u;
}

uint64_t
os_time_process_ns(void)
{
    struct {
        int64_t created, ended, kernel, user; /* in 100 ns */
    } times = { 0 };
    SYS(NtQueryInformationProcess, NT_THIS_PROCESS, 4, &times, sizeof(times), 0);
    return (uint64_t)(times.kernel + times.user) * 100;
}
