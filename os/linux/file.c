/* os/linux/file.c - files through raw system calls.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/file.h"
#include "os/base/string.h"
#include "os/linux/private_fd.h"
#include "os/linux/sys.h"
#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/stat.h>

#define EINTR_CODE (-4)

static intptr_t
actual(os_file f)
{
    return private_fd_actual((int)f);
}

os_file
os_file_open(const char *path, int flags, int *error)
{
    int rw = flags & (OS_FILE_READ | OS_FILE_WRITE);
    int how = rw == (OS_FILE_READ | OS_FILE_WRITE) ? O_RDWR
        : rw == OS_FILE_WRITE                      ? O_WRONLY
                                                   : O_RDONLY;
    how |= O_CLOEXEC | (flags & OS_FILE_APPEND ? O_APPEND : 0) |
        (flags & OS_FILE_CREATE ? O_CREAT : 0) | (flags & OS_FILE_TRUNCATE ? O_TRUNC : 0) |
        (flags & OS_FILE_EXCLUSIVE ? O_EXCL | O_CREAT : 0);
    intptr_t fd = sys4(__NR_openat, AT_FDCWD, path, how, 0666);
    if (sys_failed(fd)) {
        if (error != NULL)
            *error = (int)-fd;
        return OS_FILE_INVALID;
    }
    return private_fd_add((int)fd);
}

void
os_file_close(os_file f)
{
    private_fd_close((int)f);
}

intptr_t
os_file_read(os_file f, void *buf, size_t size)
{
    intptr_t r;
    do
        r = sys3(__NR_read, actual(f), buf, size);
    while (r == EINTR_CODE);
    return r;
}

intptr_t
os_file_write(os_file f, const void *buf, size_t size)
{
    size_t done = 0;
    while (done < size) {
        intptr_t r = sys3(__NR_write, actual(f), (const char *)buf + done, size - done);
        if (r == EINTR_CODE)
            continue;
        if (r <= 0)
            return done > 0 ? (intptr_t)done : r;
        done += (size_t)r;
    }
    return (intptr_t)done;
}

int64_t
os_file_seek(os_file f, int64_t offset, int whence)
{
    return sys3(__NR_lseek, actual(f), offset, whence);
}

int64_t
os_file_size(os_file f)
{
    struct stat st;
    intptr_t r = sys2(__NR_fstat, actual(f), &st);
    return r < 0 ? r : (int64_t)st.st_size;
}

bool
os_file_exists(const char *path, bool is_dir)
{
    struct stat st;
    if (sys2(__NR_stat, path, &st) != 0)
        return false;
    return S_ISDIR(st.st_mode) == is_dir;
}

bool
os_file_delete(const char *path)
{
    return sys1(__NR_unlink, path) == 0;
}

bool
os_file_rename(const char *from, const char *to, bool replace)
{
    return sys5(__NR_renameat2, AT_FDCWD, from, AT_FDCWD, to, replace ? 0 : 1) == 0;
}

bool
os_file_mkdir(const char *path)
{
    return sys2(__NR_mkdir, path, 0777) == 0;
}

bool
os_file_rmdir(const char *path)
{
    return sys1(__NR_rmdir, path) == 0;
}

bool
os_file_flush(os_file f)
{
    return sys1(__NR_fsync, actual(f)) == 0;
}

os_file
os_file_dup(os_file f)
{
    intptr_t fd = sys3(__NR_fcntl, actual(f), F_DUPFD_CLOEXEC, 0);
    return sys_failed(fd) ? OS_FILE_INVALID : private_fd_add((int)fd);
}

bool
os_file_getcwd(char *buf, size_t size)
{
    return sys2(__NR_getcwd, buf, size) > 0;
}

os_file
os_file_stdin(void)
{
    return 0;
}

static os_file output = 1, errors = 2;

void
os_file_keep_output(void)
{
    output = os_file_dup(1);
    errors = os_file_dup(2);
}

os_file
os_file_stdout(void)
{
    return output;
}

os_file
os_file_stderr(void)
{
    return errors;
}

const char *
os_file_name(const char *path)
{
    return string_basename(path);
}
