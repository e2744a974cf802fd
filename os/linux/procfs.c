/* os/linux/procfs.c - what the application sees of itself in /proc. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two kinds of answers. Files whose text would show the runtime (maps and the like) are opened
 * natively and then replaced (procfs_view.c). /proc/self/exe is a link; where the kernel could
 * not be told which file it means (that takes a privilege, image_mm.c), calls that have followed
 * it are made again with the program's path, and readlink gets that path as its answer.
 *
 * This comes after the call, when it has succeeded: then its path has just been read by the
 * kernel and can be read without its help. Only readlink is answered before, because the kernel
 * would write more than our answer into the application's buffer. Every path of every open
 * passes here, so the first look is at the last part of the name only.
 */
#include "os/linux/procfs.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/app_memory.h"
#include "os/linux/image.h"
#include "os/linux/procfs_dir.h"
#include "os/linux/procfs_mem.h"
#include "os/linux/procfs_pagemap.h"
#include "os/linux/procfs_view.h"
#include "os/linux/sys.h"

#include <asm/errno.h>
#include <linux/fcntl.h>

enum { PATH_ROOM = 4096, NAME_ROOM = 64 };

/* Where a system call has its arguments; -1: it has none of that kind. */
struct path_call {
    intptr_t nr;
    signed char dirfd, path, flags;
    enum { OPENS, OPENS_HOW, FOLLOWS, READS_LINK } kind;
};

#ifdef __NR_readlink
enum { SYS_READLINK = __NR_readlink };
#else
enum { SYS_READLINK = -1 };
#endif

static const struct path_call calls[] = {
#ifdef __NR_open
    {__NR_open, -1, 0, 1, OPENS},
    {__NR_stat, -1, 0, -1, FOLLOWS},
    {__NR_access, -1, 0, -1, FOLLOWS},
    {__NR_readlink, -1, 0, -1, READS_LINK},
#endif
    {__NR_openat, 0, 1, 2, OPENS},
    {__NR_openat2, 0, 1, 2, OPENS_HOW},
    {__NR_newfstatat, 0, 1, 3, FOLLOWS},
    {__NR_statx, 0, 1, 2, FOLLOWS},
    {__NR_faccessat, 0, 1, -1, FOLLOWS},
    {__NR_faccessat2, 0, 1, 3, FOLLOWS},
    {__NR_readlinkat, 0, 1, -1, READS_LINK},
};

static const struct path_call *
find_call(intptr_t nr)
{
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++)
        if (calls[i].nr == nr)
            return &calls[i];
    return NULL;
}

/* Whether an absolute path is /proc/self/exe in one of its spellings. */
static bool
is_own_exe_path(const char *path)
{
    static const char *const fixed[] = {"/proc/self/exe", "/proc/thread-self/exe"};
    int tid;

    for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
        if (strcmp(path, fixed[i]) == 0)
            return true;
    if (string_starts_with(path, "/proc/self/task/"))
        return string_ends_with(path, "/exe");
    return string_starts_with(path, "/proc/") && procfs_own_name(path, &tid) != NULL;
}

bool
procfs_is_exe(int dirfd, const char *path)
{
    char whole[NAME_ROOM * 2];

    if (strcmp(string_basename(path), "exe") != 0)
        return false;
    if (path[0] == '/')
        return is_own_exe_path(path);
    if (!procfs_dir_path(dirfd, whole, sizeof(whole)))
        return false;
    size_t n = strlen(whole);
    return string_copy(whole + n, path, sizeof(whole) - n) && is_own_exe_path(whole);
}

static intptr_t
carry_out(intptr_t nr, const uintptr_t *a)
{
    return sys_raw(nr, SYS_ARG(a[0]), SYS_ARG(a[1]), SYS_ARG(a[2]), SYS_ARG(a[3]), SYS_ARG(a[4]),
                   SYS_ARG(a[5]));
}

/* The link's own answer, cut off as readlink does. */
static intptr_t
answer_link(const struct path_call *call, const uintptr_t *args, const char *target)
{
    uintptr_t buf = args[call->path + 1];
    int size = (int)args[call->path + 2];

    if (size <= 0)
        return -EINVAL;
    size_t n = MIN(strlen(target), (size_t)size);
    return app_write(buf, target, n) ? (intptr_t)n : -EFAULT;
}

/* Lets the descriptor that the application has got be the program's file. */
static intptr_t
answer_open(const struct path_call *call, const uintptr_t *changed, intptr_t fd, uint64_t flags)
{
    intptr_t right = carry_out(call->nr, changed);
    intptr_t r = sys_failed(right) ? right
                                   : sys3(__NR_dup3, right, fd, flags & O_CLOEXEC);

    if (!sys_failed(right))
        sys1(__NR_close, right);
    if (sys_failed(r))
        sys1(__NR_close, fd);
    return r;
}

static intptr_t
answer_exe(const struct path_call *call, const uintptr_t *args, intptr_t result, uint64_t flags)
{
    const char *target = image_state()->image.path;
    uintptr_t changed[6];

    if ((flags & (call->kind == FOLLOWS ? AT_SYMLINK_NOFOLLOW : O_NOFOLLOW)) != 0)
        return result; /* it is about the link itself */
    memcpy(changed, args, sizeof(changed));
    changed[call->path] = (uintptr_t)target;
    return call->kind == FOLLOWS ? carry_out(call->nr, changed)
                                 : answer_open(call, changed, result, flags);
}

/* The call's flags; of openat2 they stand in the application's memory. */
static uint64_t
flags_of(const struct path_call *call, const uintptr_t *args)
{
    uint64_t flags = call->flags < 0 ? 0 : args[call->flags];

    if (call->kind == OPENS_HOW && !app_read(&flags, args[call->flags], sizeof(flags)))
        flags = 0;
    return flags;
}

static int
folder_of(const struct path_call *call, const uintptr_t *args)
{
    return call->dirfd < 0 ? AT_FDCWD : (int)args[call->dirfd];
}

bool
procfs_before(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    const struct image_state *image = image_state();
    char path[PATH_ROOM];

    if ((nr != __NR_readlinkat && nr != SYS_READLINK) || image == NULL)
        return false;
    const struct path_call *call = find_call(nr);
    if (app_read_string(path, args[call->path], PATH_ROOM) < 0)
        return false;
    if (!image->mm.exe_set && procfs_is_exe(folder_of(call, args), path))
        *result = answer_link(call, args, image->image.path);
    else if (procfs_dir_hides(folder_of(call, args), path))
        *result = -ENOENT;
    else
        return false;
    return true;
}

/* A file of the runtime's has been reached by the name of its mapping. */
static intptr_t
deny(bool opened, intptr_t fd)
{
    if (opened)
        sys1(__NR_close, fd);
    return -ENOENT;
}

void
procfs_after(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    const struct path_call *call = find_call(nr);
    const struct image_state *image = image_state();
    char path[PATH_ROOM];

    if (call == NULL || sys_failed(*result) || image == NULL || call->kind == READS_LINK ||
        app_peek_string(path, args[call->path], PATH_ROOM) < 0)
        return;
    bool opens = call->kind == OPENS || call->kind == OPENS_HOW;
    const char *name = string_basename(path);
    if (!image->mm.exe_set && strcmp(name, "exe") == 0) {
        if (procfs_is_exe(folder_of(call, args), path))
            *result = answer_exe(call, args, *result, flags_of(call, args));
    } else if (opens && strcmp(name, "pagemap") == 0) {
        procfs_pagemap_opened();
    } else if (opens && strcmp(name, "mem") == 0) {
        procfs_mem_opened();
    } else if (opens && procfs_may_matter(name)) {
        uint64_t flags = flags_of(call, args);
        if ((flags & O_PATH) == 0)
            procfs_replace((int)*result, (int)flags);
    } else if (procfs_dir_hides(folder_of(call, args), path)) {
        *result = deny(opens, *result);
    }
}
