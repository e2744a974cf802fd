/* core/api/time.c - time and random numbers for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/run/stop.h"

#include "dr_tools.h"
#include "os/base/atomic.h"
#include "os/thread.h"
#include "os/time.h"

/* Clients count from 1601, the system from 1970. */
#define SECONDS_1601_TO_1970 UINT64_C(11644473600)

DR_API uint64
dr_get_microseconds(void)
{
    return os_time_wall_us() + SECONDS_1601_TO_1970 * 1000000;
}

DR_API uint64
dr_get_milliseconds(void)
{
    return dr_get_microseconds() / 1000;
}

/* Years are counted from March here, so that the day of a leap year is the last one. */
static void
set_date(dr_time_t *t, uint64_t days_since_1970)
{
    uint64_t days = days_since_1970 + 719468; /* since the first of March of year 0 */
    uint64_t era = days / 146097, day_of_era = days % 146097;
    uint64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */

    t->day = (uint)(day_of_year - (153 * month + 2) / 5 + 1);
    t->month = (uint)(month < 10 ? month + 3 : month - 9);
    t->year = (uint)(era * 400 + year_of_era + (month >= 10));
    t->day_of_week = (uint)((days_since_1970 + 4) % 7); /* 1970 began on a Thursday */
}

DR_API void
dr_get_time(dr_time_t *time)
{
    uint64_t ms = os_time_wall_us() / 1000;

    set_date(time, ms / 86400000);
    time->hour = (uint)(ms / 3600000 % 24);
    time->minute = (uint)(ms / 60000 % 60);
    time->second = (uint)(ms / 1000 % 60);
    time->milliseconds = (uint)(ms % 1000);
}

DR_API void
dr_sleep(int time_ms)
{
    struct thread *t = thread_self();

    if (time_ms <= 0)
        return;
    stop_wait_begins(t);
    os_thread_sleep((uint64_t)time_ms * 1000);
    stop_wait_ends(t);
}

DR_API void
dr_thread_yield(void)
{
    os_thread_yield();
}

/* One sequence for all threads: a Weyl sequence, whose steps are mixed. */
static uint32_t random_seed;
static uint64_t random_at;
static bool is_seeded;

DR_API void
dr_set_random_seed(uint seed)
{
    random_seed = seed;
    ATOMIC_STORE(&random_at, (uint64_t)seed);
    is_seeded = true;
}

DR_API uint
dr_get_random_seed(void)
{
    if (!is_seeded)
        dr_set_random_seed((uint)(os_time_monotonic_ns() >> 4));
    return random_seed;
}

DR_API uint
dr_get_random_value(uint max)
{
    uint64_t x;

    dr_get_random_seed();
    x = ATOMIC_ADD(&random_at, UINT64_C(0x9e3779b97f4a7c15));
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return max == 0 ? (uint)x : (uint)((x >> 32) * max >> 32);
}
