/* os/linux/limits.c - the bound that the application sets on its address space.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel counts all mappings.  When the application lowers RLIMIT_AS (`ulimit -v` in a shell), the
 * runtime's, most of which are only reserved, may be more than that already; so the kernel is told
 * that much more, and the application is told that much less.
 */
#include "os/linux/limits.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_memory.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <asm/errno.h>
#include <linux/resource.h>

/* What the runtime will still need. */
#define GROWTH ((uint64_t)32 << 20)

/* How much more the kernel has been told than the application knows. */
static struct rlimit64 more;

/* A process that could not execute a program, nor raise its bound again: now both know the same. */
static volatile int lowered;

static bool
is_lowered(void)
{
    return lowered != 0 && lowered == (int)sys0(__NR_getpid);
}

static uint64_t
own_size(void)
{
    uint64_t total = 0;
    for (uintptr_t at = 0, start, end; os_mem_find_own(at, &start, &end); at = end)
        total += end - start;
    return total;
}

static uint64_t
add(uint64_t limit, uint64_t n)
{
    return limit == RLIM64_INFINITY || limit + n < limit ? limit : limit + n;
}

static uint64_t
subtract(uint64_t limit, uint64_t n)
{
    return limit == RLIM64_INFINITY || limit < n ? limit : limit - n;
}

/* As the application knows it. */
static struct rlimit64
known(const struct rlimit64 *now)
{
    if (is_lowered())
        return *now;
    return (struct rlimit64){ subtract(now->rlim_cur, more.rlim_cur), subtract(now->rlim_max, more.rlim_max) };
}

static bool
may_be_own(uintptr_t pid)
{
    return (int)pid == 0 || (int)pid == (int)sys0(__NR_getpid);
}

static intptr_t
exchange(const struct rlimit64 *new, struct rlimit64 *old)
{
    const uintptr_t args[6] = { 0, RLIMIT_AS, (uintptr_t)new, (uintptr_t)old };
    return APP_GATE_CALL(app_plain_call)(__NR_prlimit64, args);
}

/* What the kernel is told for a bound that the application sets.  An unprivileged process may not
 * raise its hard bound: then there is less on top of it. */
static struct rlimit64
told_for(const struct rlimit64 *new, const struct rlimit64 *now)
{
    bool is_bound = new->rlim_cur != RLIM64_INFINITY || new->rlim_max != RLIM64_INFINITY;
    uint64_t extra = is_bound ? own_size() + GROWTH : 0;
    struct rlimit64 told = { add(new->rlim_cur, extra), add(new->rlim_max, extra) };
    if (new->rlim_max <= known(now).rlim_max)
        told.rlim_max = MIN(told.rlim_max, now->rlim_max);
    told.rlim_cur = MIN(told.rlim_cur, told.rlim_max);
    return told;
}

static intptr_t
set(uintptr_t new_at, const struct rlimit64 *now)
{
    struct rlimit64 new;
    if (!app_read(&new, new_at, sizeof(new)))
        return -EFAULT;
    if (new.rlim_cur > new.rlim_max)
        return -EINVAL;
    const struct rlimit64 told = told_for(&new, now);
    intptr_t result = exchange(&told, NULL);
    if (result == 0)
        lowered = 0;
    if (result == 0)
        more = (struct rlimit64){ told.rlim_cur - new.rlim_cur, told.rlim_max - new.rlim_max };
    return result;
}

static intptr_t
prlimit(uintptr_t new_at, uintptr_t old_at)
{
    struct rlimit64 now;
    intptr_t result = exchange(NULL, &now);
    const struct rlimit64 old = known(&now);
    if (result == 0 && new_at != 0)
        result = set(new_at, &now);
    if (result == 0 && old_at != 0 && !app_write(old_at, &old, sizeof(old)))
        result = -EFAULT;
    return result;
}

bool
limits_call(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    if (nr == __NR_prlimit64) {
        if ((uint32_t)args[1] != RLIMIT_AS || !may_be_own(args[0]))
            return false;
        *result = prlimit(args[2], args[3]);
        return true;
    }
    if ((uint32_t)args[0] != RLIMIT_AS)
        return false;
    if (args[1] == 0)
        *result = -EFAULT;
    else
        *result = nr == __NR_setrlimit ? prlimit(args[1], 0) : prlimit(0, args[1]);
    return true;
}

intptr_t
limits_exec(uintptr_t number, const uintptr_t args[6])
{
    struct rlimit64 now;
    bool lowers = (more.rlim_cur | more.rlim_max) != 0 && !is_lowered() &&
        sys4(__NR_prlimit64, 0, RLIMIT_AS, 0, &now) == 0;
    const struct rlimit64 lower = lowers ? known(&now) : (struct rlimit64){ 0 };
    if (lowers)
        sys4(__NR_prlimit64, 0, RLIMIT_AS, &lower, 0);
    intptr_t result = APP_GATE_CALL(app_plain_call)(number, args);
    if (lowers && sys4(__NR_prlimit64, 0, RLIMIT_AS, &now, 0) != 0)
        lowered = (int)sys0(__NR_getpid);
    return result;
}
