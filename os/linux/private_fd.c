/* os/linux/private_fd.c - the runtime's descriptors among the application's.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel has one table of descriptors for both.  Ours stand high in it, and for the
 * application those numbers are closed: it cannot close them, duplicate them or see them in
 * /proc/self/fd.  When it wants such a number for a descriptor of its own (dup2), ours moves; its
 * user goes on with the number that it knows.
 *
 * Usually there is none at all: then nothing here costs more than one comparison.
 */
#include "os/linux/private_fd.h"
#include "os/base/atomic.h"
#include "os/base/types.h"
#include "os/linux/sys.h"
#include <asm/errno.h>
#include <linux/close_range.h>
#include <linux/fcntl.h>

enum { SLOTS = 64 };

/* As far as possible from the numbers that the application counts on. */
enum { FD_HIGH = 900, FD_LOW = 100, FD_LEAST = 10 };

/* Numbers plus one; 0: the slot is free. */
static struct {
    volatile int known, actual;
} slots[SLOTS];
static volatile int in_use;

static int
slot_of_actual(uintptr_t fd)
{
    for (int i = 0; in_use != 0 && i < SLOTS; i++) {
        if (slots[i].actual != 0 && (uintptr_t)slots[i].actual - 1 == fd)
            return i;
    }
    return -1;
}

static int
slot_of_known(int fd)
{
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].known == fd + 1)
            return i;
    }
    return -1;
}

/* A copy at a number that none of ours goes by; -1: none is free. */
static int
copy_high(int fd)
{
    static const int floors[] = { FD_HIGH, FD_LOW, FD_LEAST };
    for (unsigned i = 0; i < ARRAY_SIZE(floors); i++) {
        int floor = floors[i];
        for (;;) {
            intptr_t high = sys3(__NR_fcntl, fd, F_DUPFD_CLOEXEC, floor);
            if (sys_failed(high))
                break;
            if (slot_of_known((int)high) < 0)
                return (int)high;
            sys1(__NR_close, high);
            floor = (int)high + 1;
        }
    }
    return -1;
}

int
private_fd_add(int fd)
{
    int high = copy_high(fd);
    sys1(__NR_close, fd);
    if (high < 0)
        return -1;
    ATOMIC_ADD(&in_use, 1);
    for (int i = 0; i < SLOTS; i++) {
        int none = 0;
        if (ATOMIC_CAS(&slots[i].known, &none, high + 1)) {
            slots[i].actual = high + 1;
            break;
        }
    }
    return high;
}

void
private_fd_close(int fd)
{
    int slot = slot_of_known(fd);
    sys1(__NR_close, private_fd_actual(fd));
    ATOMIC_SUB(&in_use, 1);
    if (slot < 0)
        return;
    slots[slot].actual = 0;
    ATOMIC_STORE(&slots[slot].known, 0);
}

int
private_fd_actual(int fd)
{
    int slot = in_use == 0 ? -1 : slot_of_known(fd);
    return slot < 0 ? fd : slots[slot].actual - 1;
}

static void
move_away(int slot)
{
    int old = slots[slot].actual - 1, moved = copy_high(old);
    if (moved >= 0)
        slots[slot].actual = moved + 1;
}

/* The lowest of ours in [first, last]; -1: none. */
static intptr_t
next_in(uintptr_t first, uintptr_t last)
{
    intptr_t best = -1;
    for (int i = 0; i < SLOTS; i++) {
        intptr_t fd = slots[i].actual - 1;
        if (fd >= 0 && (uintptr_t)fd >= first && (uintptr_t)fd <= last && (best < 0 || fd < best))
            best = fd;
    }
    return best;
}

/* close_range in pieces around ours. */
static bool
close_around(const uintptr_t *args, intptr_t *result)
{
    uint32_t first = (uint32_t)args[0], last = (uint32_t)args[1];
    if (first > last || (args[2] & CLOSE_RANGE_CLOEXEC) != 0 || next_in(first, last) < 0)
        return false;
    *result = 0;
    for (;;) {
        intptr_t ours = next_in(first, last);
        uint32_t end = ours < 0 ? last : (uint32_t)ours - 1;
        if (ours != (intptr_t)first)
            *result = sys3(__NR_close_range, first, end, args[2]);
        if (*result != 0 || ours < 0 || (uint32_t)ours == last)
            return true;
        first = (uint32_t)ours + 1;
    }
}

bool
private_fd_is_ours(uintptr_t fd)
{
    return slot_of_actual(fd) >= 0;
}

bool
private_fd_intercept(intptr_t nr, const uintptr_t args[6], bool is_guest, intptr_t *result)
{
    if (in_use == 0)
        return false;
    if (nr == __NR_close_range)
        return close_around(args, result);
    if (slot_of_actual((uint32_t)args[0]) >= 0) {
        *result = -EBADF;
        return true;
    }
    bool replaces = nr == __NR_dup2 || nr == __NR_dup3;
    int wanted = replaces ? slot_of_actual((uint32_t)args[1]) : -1;
    if (wanted >= 0 && !is_guest)
        move_away(wanted);
    return false;
}
