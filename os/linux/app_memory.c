/* os/linux/app_memory.c - reads and writes memory by addresses that the application gave. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel copies: it knows what is mapped, and no fault has to be caught here. Where it must
 * not (a seccomp filter without process_vm_readv), a pipe does not help either, because the
 * same filter may forbid that; then the address is trusted after a cheap check that its pages
 * are mapped (mincore). A race with an unmapping thread is all that is left.
 */
#include "os/linux/app_memory.h"
#include "os/base/string.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include "os/safe.h"

#include <asm/errno.h>
#include <linux/uio.h>

static bool
is_mapped(uintptr_t at, size_t size)
{
    const size_t page = os_mem_facts()->page;
    unsigned char resident;

    if (at + size < at || at + size > os_mem_facts()->highest)
        return false;
    for (uintptr_t p = align_down(at, page); p < at + size; p += page)
        if (sys3(__NR_mincore, p, page, &resident) != 0)
            return false;
    return true;
}

/* Returns the number of bytes copied. */
static size_t
copy(intptr_t how, void *mine, uintptr_t app, size_t size)
{
    struct iovec local = {mine, size}, remote = {(void *)app, size};
    intptr_t n = sys6(how, sys0(__NR_getpid), &local, 1, &remote, 1, 0);

    if (!sys_failed(n))
        return (size_t)n;
    if (n == -EFAULT || !is_mapped(app, size))
        return 0;
    if (how == __NR_process_vm_readv)
        memcpy(mine, (const void *)app, size);
    else
        memcpy((void *)app, mine, size);
    return size;
}

bool
app_read(void *to, uintptr_t from, size_t size)
{
    return copy(__NR_process_vm_readv, to, from, size) == size;
}

bool
app_write(uintptr_t to, const void *from, size_t size)
{
    return copy(__NR_process_vm_writev, (void *)(uintptr_t)from, to, size) == size;
}

/* Copies like copy(), in one of several ways. */
typedef size_t (*copier)(void *mine, uintptr_t app, size_t size);

static size_t
copy_by_kernel(void *mine, uintptr_t app, size_t size)
{
    return copy(__NR_process_vm_readv, mine, app, size);
}

static size_t
copy_at_once(void *mine, uintptr_t app, size_t size)
{
    return os_safe_copy(mine, (const void *)app, size);
}

static intptr_t
read_string(char *to, uintptr_t from, size_t room, copier copy_part)
{
    const size_t page = os_mem_facts()->page;
    size_t done = 0;

    /* Never asks for more than the rest of a page: the next one may not be mapped. Most
     * strings are short, so the first step is small. */
    while (done < room) {
        size_t step = MIN(page - (from + done) % page, room - done);
        if (done == 0)
            step = MIN(step, 128);
        size_t got = copy_part(to + done, from + done, step);
        const char *end = memchr(to + done, 0, got);
        if (end != NULL)
            return end - to;
        if (got < step)
            return -EFAULT;
        done += got;
    }
    return -ENAMETOOLONG;
}

intptr_t
app_read_string(char *to, uintptr_t from, size_t room)
{
    return read_string(to, from, room, copy_by_kernel);
}

intptr_t
app_peek_string(char *to, uintptr_t from, size_t room)
{
    return read_string(to, from, room, copy_at_once);
}
