/* core/api/file.c - files for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "core/rt/lock.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/file.h"
#include "os/map.h"

/* Files that the child of a fork shall not have. */
enum { MOST_CLOSED = 64 };
static file_t close_on_fork[MOST_CLOSED];
static unsigned close_count;
static bool is_fork_event_set;

static void
close_in_child(void *drcontext)
{
    UNUSED(drcontext);
    for (unsigned i = 0; i < close_count; i++)
        os_file_close(drcontext_file(close_on_fork[i]));
    close_count = 0;
}

static void
remember_to_close(file_t f)
{
    bool first;

    lock_acquire(&lock_client);
    if (close_count < MOST_CLOSED)
        close_on_fork[close_count++] = f;
    first = !is_fork_event_set;
    is_fork_event_set = true;
    lock_release(&lock_client);
    if (first)
        event_add(EVENT_fork_init, (event_fn)close_in_child, 0);
}

static void
forget_to_close(file_t f)
{
    lock_acquire(&lock_client);
    for (unsigned i = 0; i < close_count; i++)
        if (close_on_fork[i] == f)
            close_on_fork[i--] = close_on_fork[--close_count];
    lock_release(&lock_client);
}

static int
open_flags(uint mode_flags)
{
    int flags = 0;

    if ((mode_flags & DR_FILE_READ) != 0)
        flags |= OS_FILE_READ;
    if ((mode_flags & DR_FILE_WRITE_REQUIRE_NEW) != 0)
        flags |= OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_EXCLUSIVE;
    if ((mode_flags & DR_FILE_WRITE_APPEND) != 0)
        flags |= OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_APPEND;
    if ((mode_flags & DR_FILE_WRITE_OVERWRITE) != 0)
        flags |= OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_TRUNCATE;
    if ((mode_flags & DR_FILE_WRITE_ONLY) != 0)
        flags |= OS_FILE_WRITE;
    return flags;
}

DR_API file_t
dr_open_file(const char *fname, uint mode_flags)
{
    int flags = open_flags(mode_flags);
    file_t f = fname == NULL || flags == 0 ? INVALID_FILE : drcontext_file_for_client(os_file_open(fname, flags, NULL));

    if (f != INVALID_FILE && (mode_flags & DR_FILE_CLOSE_ON_FORK) != 0)
        remember_to_close(f);
    return f;
}

DR_API void
dr_close_file(file_t f)
{
    if (f == INVALID_FILE || drcontext_file_is_standard(f))
        return; /* the process's own files stay */
    forget_to_close(f);
    os_file_close(drcontext_file(f));
}

DR_API ssize_t
dr_read_file(file_t f, void *buf, size_t count)
{
    intptr_t n = os_file_read(drcontext_file(f), buf, count);

    return n < 0 ? -1 : n;
}

DR_API ssize_t
dr_write_file(file_t f, const void *buf, size_t count)
{
    intptr_t n = os_file_write(drcontext_file(f), buf, count);

    return n < 0 ? -1 : n;
}

DR_API void
dr_flush_file(file_t f)
{
    os_file_flush(drcontext_file(f));
}

DR_API bool
dr_file_seek(file_t f, int64 offset, int origin)
{
    return origin >= DR_SEEK_SET && origin <= DR_SEEK_END && os_file_seek(drcontext_file(f), offset, origin) >= 0;
}

DR_API int64
dr_file_tell(file_t f)
{
    int64_t at = os_file_seek(drcontext_file(f), 0, DR_SEEK_CUR);

    return at < 0 ? -1 : at;
}

DR_API bool
dr_file_size(file_t fd, uint64 *size)
{
    int64_t n = os_file_size(drcontext_file(fd));

    if (n < 0)
        return false;
    *size = (uint64)n;
    return true;
}

DR_API file_t
dr_dup_file_handle(file_t f)
{
    return drcontext_file_for_client(os_file_dup(drcontext_file(f)));
}

DR_API bool
dr_file_exists(const char *fname)
{
    return os_file_exists(fname, false);
}

DR_API bool
dr_directory_exists(const char *fname)
{
    return os_file_exists(fname, true);
}

DR_API bool
dr_rename_file(const char *src, const char *dst, bool replace)
{
    return os_file_rename(src, dst, replace);
}

DR_API bool
dr_delete_file(const char *filename)
{
    return os_file_delete(filename);
}

DR_API bool
dr_create_dir(const char *fname)
{
    return os_file_mkdir(fname);
}

DR_API bool
dr_delete_dir(const char *fname)
{
    return os_file_rmdir(fname);
}

DR_API bool
dr_get_current_directory(char *buf, size_t bufsz)
{
    return os_file_getcwd(buf, bufsz);
}

DR_API file_t
dr_get_stdout_file(void)
{
    return drcontext_file_for_client(os_file_stdout());
}

DR_API file_t
dr_get_stderr_file(void)
{
    return drcontext_file_for_client(os_file_stderr());
}

DR_API file_t
dr_get_stdin_file(void)
{
    return drcontext_file_for_client(os_file_stdin());
}

/* The contract's mappings are private; a shared one with the file open for writing is not offered. */
DR_API void *
dr_map_file(file_t f, size_t *size, uint64 offs, app_pc addr, uint prot, uint flags)
{
    const size_t page = os_mem_facts()->page;
    int os_prot = (int)(prot & (DR_MEMPROT_READ | DR_MEMPROT_WRITE | DR_MEMPROT_EXEC));
    uintptr_t where = (flags & DR_MAP_FIXED) != 0 ? (uintptr_t)addr : 0;
    void *p;

    if (*size == 0 || offs % page != 0 || ((flags & DR_MAP_PRIVATE) == 0 && (prot & DR_MEMPROT_WRITE) != 0))
        return NULL;
    p = os_map_file(drcontext_file(f), offs, *size, os_prot, where);
    if (p != NULL)
        *size = align_up(*size, page);
    return p;
}

DR_API bool
dr_unmap_file(void *map, size_t size)
{
    os_map_unmap(map, size);
    return true;
}
