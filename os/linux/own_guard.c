/* os/linux/own_guard.c - the application's memory calls cannot reach the runtime's own memory. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * To the application the runtime's ranges are free. So calls that change or ask about mappings
 * are carried out around them, in pieces, and have the result that the kernel gives when a part
 * of a range is not mapped:
 *
 *   munmap                      unmaps the rest: 0
 *   mprotect, pkey_mprotect     stops at the gap: ENOMEM
 *   madvise, msync              goes on behind the gap, then says ENOMEM
 *   mincore, mlock, mlock2      ENOMEM
 *   mremap of such memory       EFAULT
 *
 * One thing cannot be as natively: a mapping at a fixed address that we already have. It is
 * refused with ENOMEM, which the kernel may answer to any mmap.
 */
#include "os/linux/own_guard.h"
#include "os/base/types.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <asm/errno.h>
#include <linux/mman.h>
#include <linux/shm.h>

enum way {
    MAPS,      /* mmap: only a fixed address matters */
    UNMAPS,
    STOPS,     /* at the first page that is not mapped */
    GOES_ON,   /* behind it, and fails in the end */
    FAILS,
    MOVES,     /* mremap */
    ATTACHES,  /* shmat */
};

static bool
find_way(intptr_t nr, enum way *out)
{
    switch (nr) {
    case __NR_mmap: *out = MAPS; return true;
    case __NR_munmap: *out = UNMAPS; return true;
    case __NR_mprotect:
    case __NR_pkey_mprotect: *out = STOPS; return true;
    case __NR_madvise:
    case __NR_msync: *out = GOES_ON; return true;
    case __NR_mincore:
    case __NR_mlock:
    case __NR_mlock2:
    case __NR_munlock: *out = FAILS; return true;
    case __NR_mremap: *out = MOVES; return true;
    case __NR_shmat: *out = ATTACHES; return true;
    default: return false;
    }
}

/* Whether [start, start + size) touches a range of ours. */
static bool
touches(uintptr_t start, uintptr_t size, uintptr_t *own, uintptr_t *own_end)
{
    uintptr_t end = start + align_up(size, os_mem_facts()->page);

    return end > start && os_mem_find_own(start, own, own_end) && *own < end;
}

static intptr_t
call(intptr_t nr, const uintptr_t *a, uintptr_t start, uintptr_t size)
{
    return sys6(nr, start, size, a[2], a[3], a[4], a[5]);
}

/* Carries the call out for every part of its range that is not ours, up to the first if it
 * STOPS. Returns the last failure, or 0. */
static intptr_t
call_around(intptr_t nr, const uintptr_t *a, bool stops)
{
    uintptr_t at = a[0], end = at + align_up(a[1], os_mem_facts()->page);
    intptr_t result = 0;

    while (at < end) {
        uintptr_t own = end, own_end = end;
        if (!touches(at, end - at, &own, &own_end))
            own = own_end = end;
        if (own > at) {
            intptr_t r = call(nr, a, at, own - at);
            if (sys_failed(r))
                result = r;
            if (sys_failed(r) && stops)
                return r;
        }
        if (stops)
            return result;
        at = own_end;
    }
    return result;
}

/* mremap(old, old size, new size, flags, new). */
static bool
guard_move(const uintptr_t *a, intptr_t *result)
{
    uintptr_t own, own_end;

    if (touches(a[0], a[1], &own, &own_end))
        *result = -EFAULT;
    else if ((a[3] & MREMAP_FIXED) != 0 && touches(a[4], a[2], &own, &own_end))
        *result = -ENOMEM;
    else
        return false;
    return true;
}

static intptr_t
guarded(enum way way, intptr_t nr, const uintptr_t *a)
{
    intptr_t r;

    switch (way) {
    case UNMAPS: return call_around(nr, a, false);
    case STOPS:
    case GOES_ON:
        r = call_around(nr, a, way == STOPS);
        return sys_failed(r) ? r : -ENOMEM;
    default: return -ENOMEM;
    }
}

bool
own_guard_intercept(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    uintptr_t own, own_end, size = args[1];
    enum way way;

    if (!find_way(nr, &way))
        return false;
    if (way == MOVES)
        return guard_move(args, result);
    if (way == MAPS && ((args[3] & MAP_FIXED) == 0 || (args[3] & MAP_FIXED_NOREPLACE) != 0))
        return false;
    if (way == ATTACHES && ((args[2] & SHM_REMAP) == 0 || args[1] == 0))
        return false;
    if (way == ATTACHES) { /* its size is not known here: one page has to do */
        if (!touches(args[1], 1, &own, &own_end))
            return false;
        *result = -EINVAL;
        return true;
    }
    /* What the kernel refuses for the address alone is left to it. */
    if (args[0] % os_mem_facts()->page != 0 || !touches(args[0], size, &own, &own_end))
        return false;
    *result = guarded(way, nr, args);
    return true;
}
