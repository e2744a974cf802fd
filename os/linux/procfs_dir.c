/* os/linux/procfs_dir.c - folders of /proc without the entries that are the runtime's.
 * SPDX-License-Identifier: Apache-2.0
 *
 * fd and fdinfo have an entry for each descriptor, map_files one for each mapping of a file: the
 * runtime's image is one.  The kernel makes the list; our entries are taken out of what it wrote.
 */
#include "os/linux/procfs_dir.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/private_fd.h"
#include "os/linux/procfs_view.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <linux/fcntl.h>

enum { PATH_ROOM = 256 };

static bool
is_our_descriptor(const char *name)
{
    uint64_t fd;
    return fmt_parse_u64(name, &fd) && private_fd_is_ours((uintptr_t)fd);
}

/* "START-END" in hexadecimal digits. */
static bool
is_our_mapping(const char *name)
{
    char *p;
    uintptr_t own, own_end, start = strtoul(name, &p, 16);
    if (p == name || *p != '-')
        return false;
    return os_mem_find_own(start, &own, &own_end) && own <= start;
}

static const struct folder {
    const char *name;
    bool (*is_ours)(const char *entry);
} folders[] = {
    { "fd", is_our_descriptor },
    { "fdinfo", is_our_descriptor },
    { "map_files", is_our_mapping },
};

static const struct folder *
find_folder(const char *name)
{
    for (size_t i = 0; name != NULL && i < ARRAY_SIZE(folders); i++) {
        if (strcmp(folders[i].name, name) == 0)
            return &folders[i];
    }
    return NULL;
}

bool
procfs_dir_path(int dirfd, char *out, unsigned room)
{
    char link[40] = "/proc/self/cwd";
    if (dirfd != AT_FDCWD)
        fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", dirfd);
    intptr_t n = sys4(__NR_readlinkat, AT_FDCWD, link, out, room - 2);
    if (n <= 0)
        return false;
    out[n] = '/';
    out[n + 1] = '\0';
    return true;
}

/* The folder of this process that a path without a slash at its end names. */
static const struct folder *
own_folder(const char *path)
{
    static const char self[] = "/proc/self/";
    int tid;
    if (string_starts_with(path, self))
        return find_folder(path + sizeof(self) - 1);
    return string_starts_with(path, "/proc/") ? find_folder(procfs_own_name(path, &tid)) : NULL;
}

static const struct folder *
folder_of(int fd)
{
    char path[PATH_ROOM];
    if (!procfs_dir_path(fd, path, sizeof(path)))
        return NULL;
    path[strlen(path) - 1] = '\0';
    return own_folder(path);
}

bool
procfs_dir_is_own_file(int fd, const char *name)
{
    char path[PATH_ROOM];
    int tid;
    if (!procfs_dir_path(fd, path, sizeof(path)))
        return false;
    path[strlen(path) - 1] = '\0';
    const char *own = procfs_own_name(path, &tid);
    return own != NULL && strcmp(own, name) == 0;
}

/* Removes our entries from what the kernel has just written; returns what is left. */
static intptr_t
filter_entries(const struct folder *f, char *buf, intptr_t size, size_t name_at)
{
    enum { LENGTH_AT = 16 };
    intptr_t kept = 0;
    for (intptr_t at = 0; at < size;) {
        uint16_t length;
        memcpy(&length, buf + at + LENGTH_AT, sizeof(length));
        if (!f->is_ours(buf + at + name_at)) {
            memmove(buf + kept, buf + at, length);
            kept += length;
        }
        at += length;
    }
    return kept;
}

bool
procfs_dir_list(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    size_t name_at = nr == __NR_getdents64 ? 19 : 18; /* where an entry has its name */
    const struct folder *f = folder_of((int)args[0]);
    if (f == NULL)
        return false;
    do {
        *result = sys3(nr, args[0], args[1], args[2]);
        if (*result <= 0)
            return true;
        *result = filter_entries(f, (char *)args[1], *result, name_at);
    } while (*result == 0);
    return true;
}

bool
procfs_dir_hides(int dirfd, const char *path)
{
    char whole[PATH_ROOM];
    size_t n = 0;
    if (!is_our_mapping(string_basename(path)))
        return false;
    if (path[0] != '/') {
        if (!procfs_dir_path(dirfd, whole, sizeof(whole)))
            return false;
        n = strlen(whole);
    }
    if (!string_copy(whole + n, path, sizeof(whole) - n))
        return false;
    *strrchr(whole, '/') = '\0';
    const struct folder *f = own_folder(whole);
    return f != NULL && f->is_ours == is_our_mapping;
}
