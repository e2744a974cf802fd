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

static volatile uint64_t more; /* than the application knows; 0: it has not set a bound */

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
subtract(uint64_t limit)
{
    return limit == RLIM64_INFINITY || limit < more ? limit : limit - more;
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
told_for(const struct rlimit64 *new, const struct rlimit64 *now, uint64_t extra)
{
    struct rlimit64 told = { add(new->rlim_cur, extra), add(new->rlim_max, extra) };
    if (new->rlim_max <= subtract(now->rlim_max))
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
    bool is_bound = new.rlim_cur != RLIM64_INFINITY || new.rlim_max != RLIM64_INFINITY;
    uint64_t extra = more != 0 || !is_bound ? more : own_size() + GROWTH;
    const struct rlimit64 told = told_for(&new, now, extra);
    intptr_t result = exchange(&told, NULL);
    if (result == 0)
        more = extra;
    return result;
}

static intptr_t
prlimit(uintptr_t new_at, uintptr_t old_at)
{
    struct rlimit64 now;
    intptr_t result = exchange(NULL, &now);
    const struct rlimit64 old = { subtract(now.rlim_cur), subtract(now.rlim_max) };
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

void
limits_before_exec(void)
{
    struct rlimit64 now;
    if (more == 0 || sys4(__NR_prlimit64, 0, RLIMIT_AS, 0, &now) != 0)
        return;
    now = (struct rlimit64){ subtract(now.rlim_cur), subtract(now.rlim_max) };
    sys4(__NR_prlimit64, 0, RLIMIT_AS, &now, 0);
}
