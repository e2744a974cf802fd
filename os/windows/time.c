/* os/windows/time.c - clocks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/time.h"
#include "os/base/atomic.h"
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

/* Windows' own ntdll does not make that call, so its number may not be known: the kernel keeps the time in
 * the page that it shares.  The upper half stands there twice, written before and after the lower one. */
static int64_t
shared_time(void)
{
    const volatile struct {
        uint32_t low;
        int32_t high, high_again;
    } *t = (const void *)(SHARED_DATA + SHARED_TIME);
    for (;;) {
        int32_t high = t->high;
        uint32_t low = t->low;
        if (high == t->high_again)
            return (int64_t)high << 32 | low;
        cpu_relax();
    }
}

uint64_t
os_time_wall_us(void)
{
    int64_t now = 0; /* in 100 ns since 1601 */
    if (nt_failed(SYS(NtQuerySystemTime, &now)))
        now = shared_time();
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
