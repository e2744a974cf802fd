/* os/linux/procfs_pagemap.c - /proc/PID/pagemap without the runtime's pages.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Eight bytes for each page of the address space, all zero where nothing is mapped.  They are read
 * with the position as the address, again and again by those who follow changes, so the file stays
 * the kernel's and each read is corrected.  PAGEMAP_SCAN (Linux 6.7) reports ranges of pages
 * instead: ours are cut out of them.
 */
#include "os/linux/procfs_pagemap.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/app_memory.h"
#include "os/linux/procfs_dir.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <asm/errno.h>
#include <linux/fs.h>
#include <linux/uio.h>

enum { ENTRY = 8 };

static volatile bool is_open;

void
procfs_pagemap_opened(void)
{
    is_open = true;
}

/* Zeros for what an application's buffer says about ours: position AT of the file and on. */
static void
clear(uintptr_t buf, uint64_t at, size_t size)
{
    static const uint64_t zeros[512];
    uintptr_t page = os_mem_facts()->page, own, own_end;
    uintptr_t from = (uintptr_t)(at / ENTRY) * page, end = from + size / ENTRY * page;
    while (from < end && os_mem_find_own(from, &own, &own_end) && own < end) {
        uintptr_t stop = MIN(own_end, end);
        from = MAX(own, from);
        while (from < stop) {
            size_t bytes = MIN((stop - from) / page * ENTRY, sizeof(zeros));
            app_write(buf + (from / page * ENTRY - (uintptr_t)at), zeros, bytes);
            from += bytes / ENTRY * page;
        }
    }
}

static void
clear_vector(uintptr_t vector, uintptr_t count, uint64_t at, size_t size)
{
    for (uintptr_t i = 0; i < count && size > 0; i++) {
        struct iovec piece;
        if (!app_read(&piece, vector + i * sizeof(piece), sizeof(piece)))
            return;
        size_t n = MIN(size, piece.iov_len);
        clear((uintptr_t)piece.iov_base, at, n);
        at += n;
        size -= n;
    }
}

/* ---- PAGEMAP_SCAN ---- */

struct scan_region {
    uint64_t start, end, categories;
};

/* Its argument, as far as it matters here. */
struct scan_arg {
    uint64_t size, flags, start, end, walk_end, vec, vec_len;
};

/* Cuts our ranges out of one region.  Returns the number of pieces in OUT, at most ROOM. */
static size_t
cut(struct scan_region r, struct scan_region *out, size_t room)
{
    size_t n = 0;
    while (r.start < r.end && n < room) {
        uintptr_t own, own_end;
        struct scan_region piece = r;
        bool found = os_mem_find_own((uintptr_t)r.start, &own, &own_end) && own < r.end;
        if (found)
            piece.end = MAX(own, r.start);
        if (piece.start < piece.end)
            out[n++] = piece;
        r.start = found ? own_end : r.end;
    }
    return n;
}

static void
cut_regions(uintptr_t arg_at, intptr_t *result)
{
    struct scan_arg arg;
    if (!app_read(&arg, arg_at, sizeof(arg)) || arg.vec == 0 || *result <= 0)
        return;
    size_t count = (size_t)*result, room = (size_t)arg.vec_len, kept = 0;
    size_t bytes = count * sizeof(struct scan_region), half = MAX(count, room);
    struct scan_region *all = os_mem_alloc((count + half) * sizeof(*all), OS_PROT_READ | OS_PROT_WRITE);
    if (all == NULL)
        return;
    struct scan_region *out = all + count;
    if (app_read(all, (uintptr_t)arg.vec, bytes)) {
        for (size_t i = 0; i < count; i++)
            kept += cut(all[i], out + kept, room - kept);
        if (app_write((uintptr_t)arg.vec, out, kept * sizeof(*out)))
            *result = (intptr_t)kept;
    }
    os_mem_free(all, (count + half) * sizeof(*all));
}

/* ---- which calls ---- */

enum way { NONE, READS, READS_AT, READS_VECTOR, READS_VECTOR_AT, SCANS };

static enum way
way_of(intptr_t nr, const uintptr_t *args)
{
    switch (nr) {
    case __NR_read: return READS;
    case __NR_pread64: return READS_AT;
    case __NR_readv: return READS_VECTOR;
    case __NR_preadv:
    case __NR_preadv2: return READS_VECTOR_AT;
    case __NR_ioctl: return _IOC_TYPE(args[1]) == 'f' && _IOC_NR(args[1]) == 16 ? SCANS : NONE;
    default: return NONE;
    }
}

/* Where in the file a read of SIZE bytes began. */
static uint64_t
position(enum way way, const uintptr_t *args, size_t size)
{
    if ((way == READS_AT || way == READS_VECTOR_AT) && (intptr_t)args[3] != -1)
        return args[3];
    return (uint64_t)sys3(__NR_lseek, args[0], 0, SEEK_CUR) - size;
}

void
procfs_pagemap_after(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    enum way way = is_open ? way_of(nr, args) : NONE;
    if (way == NONE || *result <= 0 || !procfs_dir_is_own_file((int)args[0], "pagemap"))
        return;
    if (way == SCANS) {
        cut_regions(args[2], result);
        return;
    }
    size_t size = (size_t)*result;
    uint64_t at = position(way, args, size);
    if (way == READS || way == READS_AT)
        clear(args[1], at, size);
    else
        clear_vector(args[1], args[2], at, size);
}
