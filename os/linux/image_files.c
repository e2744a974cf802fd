/* os/linux/image_files.c - finds, opens and checks the files that a program consists of. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/image_files.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <asm/errno.h>
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/resource.h>
#include <linux/stat.h>

/* Linux 6.14: says whether a file could be executed, with all checks but that of its format. */
#ifndef AT_EXECVE_CHECK
#    define AT_EXECVE_CHECK 0x10000
#endif
enum { ACCESS_X = 1, MOUNT_NOEXEC = 8, ANY_X = 0111 };

static bool
refuse(struct image_refusal *r, int error, const char *path, const char *role)
{
    r->error = error;
    r->path = path;
    r->role = role;
    return false;
}

/* Whether a file that could not be opened for reading could be executed all the same (asked for
 * the real user, which every kernel can; it only makes a message better). */
static bool
is_unreadable_program(int dirfd, const char *path, intptr_t error)
{
    struct stat st;

    return error == -EACCES && sys4(__NR_newfstatat, dirfd, path, &st, 0) == 0 &&
        S_ISREG(st.st_mode) && sys3(__NR_faccessat, dirfd, path, ACCESS_X) == 0;
}

/* Whether the open file is being written to: nobody can get a read lease on it then. Breaking
 * the lease in the moment that it exists would send a signal: one that does nothing by default. */
static bool
is_written(int fd)
{
    enum { SET_SIGNAL = 10, URGENT = 23 /* F_SETSIG, SIGURG */ };

    sys3(__NR_fcntl, fd, SET_SIGNAL, URGENT);
    intptr_t r = sys3(__NR_fcntl, fd, F_SETLEASE, F_RDLCK);
    if (!sys_failed(r))
        sys3(__NR_fcntl, fd, F_SETLEASE, F_UNLCK);
    return r == -EAGAIN;
}

/* The same question put in other ways, to kernels that do not know the direct one. */
static intptr_t
may_probably_execute(int fd, unsigned mode)
{
    struct statfs fs;
    intptr_t r = sys4(__NR_faccessat2, fd, "", ACCESS_X, AT_EACCESS | AT_EMPTY_PATH);

    if (r == -EACCES)
        return r;
    if (sys_failed(r) && (mode & ANY_X) == 0) /* Linux before 5.8 does not know that call */
        return -EACCES;
    if (sys2(__NR_fstatfs, fd, &fs) == 0 && (fs.f_flags & MOUNT_NOEXEC) != 0)
        return -EACCES;
    return is_written(fd) ? -ETXTBSY : 0;
}

/* Whether the kernel would execute the open file: rights, mount options, nobody writing to it.
 * Returns its code (negative) or 0. */
static intptr_t
may_execute(int fd, unsigned mode)
{
    static const char *const no_words[] = {"", NULL}, *const no_env[] = {NULL};
    intptr_t r = sys5(__NR_execveat, fd, "", no_words, no_env, AT_EMPTY_PATH | AT_EXECVE_CHECK);

    return r == -EINVAL || r == -ENOSYS ? may_probably_execute(fd, mode) : r;
}

/* The kernel opens what it executes without a descriptor, so an application that has used up its
 * descriptors can still do so: the limit is raised for the moment of opening. */
static intptr_t
open_beyond_limit(int dirfd, const char *path, int how)
{
    enum { MORE = 8 };
    struct rlimit64 old, new;

    if (sys4(__NR_prlimit64, 0, RLIMIT_NOFILE, NULL, &old) != 0)
        return -EMFILE;
    new = (struct rlimit64){old.rlim_cur + MORE, MAX(old.rlim_max, old.rlim_cur + MORE)};
    if (sys4(__NR_prlimit64, 0, RLIMIT_NOFILE, &new, NULL) != 0)
        return -EMFILE;
    intptr_t fd = sys4(__NR_openat, dirfd, path, how, 0);
    sys4(__NR_prlimit64, 0, RLIMIT_NOFILE, &old, NULL);
    return fd;
}

/* Opens a file that is to be executed; what is no ordinary file is not even opened, since
 * that can block or do something. Returns a descriptor or the kernel's code (negative). */
static intptr_t
open_program(int dirfd, const char *path, int flags)
{
    struct stat st;
    int nofollow = flags & AT_SYMLINK_NOFOLLOW;
    intptr_t r = sys4(__NR_newfstatat, dirfd, path, &st, nofollow);

    if (sys_failed(r))
        return r;
    if (S_ISLNK(st.st_mode))
        return -ELOOP;
    if (!S_ISREG(st.st_mode))
        return -EACCES;
    int how = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (nofollow ? O_NOFOLLOW : 0);
    r = sys4(__NR_openat, dirfd, path, how, 0);
    return r == -EMFILE ? open_beyond_limit(dirfd, path, how) : r;
}

static intptr_t
read_at(int fd, void *buf, size_t size, uint64_t offset)
{
    size_t done = 0;

    while (done < size) {
        intptr_t r = sys4(__NR_pread64, fd, (char *)buf + done, size - done, offset + done);
        if (r == -EINTR)
            continue;
        if (sys_failed(r))
            return r;
        if (r == 0)
            break;
        done += (size_t)r;
    }
    return (intptr_t)done;
}

/* Takes over FD: checks what it is and reads its beginning. */
static intptr_t
take_file(struct image_file *file, int fd)
{
    struct stat st;
    intptr_t r;

    file->fd = fd;
    if (sys_failed(r = sys2(__NR_fstat, fd, &st)))
        return r;
    if (!S_ISREG(st.st_mode))
        return -EACCES;
    if (sys_failed(r = may_execute(fd, st.st_mode)))
        return r;
    file->size = (uint64_t)st.st_size;
    memset(file->head, 0, sizeof(file->head));
    if (sys_failed(r = read_at(fd, file->head, sizeof(file->head), 0)))
        return r;
    file->head_size = (size_t)r;
    return 0;
}

static void
close_file(struct image_file *file)
{
    if (file->fd >= 0)
        sys1(__NR_close, file->fd);
    file->fd = -1;
    if (file->own_phdrs != NULL) {
        os_mem_free(file->own_phdrs, file->header.phdr_bytes);
        file->phdrs = NULL;
    }
    file->own_phdrs = NULL;
}

/* Makes file->phdrs valid. */
static int
read_phdrs(struct image_file *file, struct elf_fault *fault)
{
    const struct elf_header *h = &file->header;
    uint64_t end = h->phdr_offset + h->phdr_bytes;

    if (h->phdr_offset > file->size || end > file->size) {
        *fault = (struct elf_fault){ELF_SHORT_PHDRS, 0, end, file->size};
        return ENOEXEC;
    }
    if (end <= file->head_size && h->phdr_offset % _Alignof(elf_phdr) == 0) {
        file->phdrs = (const elf_phdr *)(const void *)(file->head + h->phdr_offset);
        return 0;
    }
    file->own_phdrs = os_mem_alloc(h->phdr_bytes, OS_PROT_READ | OS_PROT_WRITE);
    if (file->own_phdrs == NULL)
        return ENOMEM;
    file->phdrs = file->own_phdrs;
    intptr_t r = read_at(file->fd, file->own_phdrs, h->phdr_bytes, h->phdr_offset);
    return r == (intptr_t)h->phdr_bytes ? 0 : EIO;
}

static int
read_elf(struct image_file *file, struct elf_fault *fault)
{
    if (!elf_read_header(file->head, file->head_size, &file->header, fault))
        return ENOEXEC;
    int error = read_phdrs(file, fault);
    if (error != 0)
        return error;
    if (!elf_read_plan(&file->header, file->phdrs, file->size, os_mem_facts()->highest,
                       &file->plan, fault))
        return ENOEXEC;
    return 0;
}

/* Follows #! lines until exe is no script. */
static bool
follow_scripts(struct image_files *files)
{
    while (script_is(files->exe.head, files->exe.head_size)) {
        if (files->script_count == SCRIPT_DEPTH)
            return refuse(&files->refusal, ELOOP, files->path, "");
        struct script_line *line = &files->scripts[files->script_count];
        if (!script_read(files->exe.head, line)) {
            files->refusal.fault.code = ELF_SCRIPT_LINE;
            return refuse(&files->refusal, ENOEXEC, files->exe_path, "");
        }
        files->script_count++;
        files->exe_path = line->interp;
        close_file(&files->exe);
        intptr_t fd = open_program(AT_FDCWD, line->interp, 0);
        if (!sys_failed(fd))
            fd = take_file(&files->exe, (int)fd);
        if (sys_failed(fd)) {
            if (is_unreadable_program(AT_FDCWD, line->interp, fd))
                files->refusal.fault.code = ELF_UNREADABLE;
            return refuse(&files->refusal, (int)-fd, line->interp, "its interpreter ");
        }
    }
    return true;
}

/* Reads the name of the ELF interpreter and opens it. */
static bool
open_interp(struct image_files *files)
{
    const struct elf_plan *plan = &files->exe.plan;
    intptr_t r = read_at(files->exe.fd, files->interp_path, plan->interp_size, plan->interp_offset);

    if (r != (intptr_t)plan->interp_size)
        return refuse(&files->refusal, EIO, files->exe_path, "");
    if (!elf_check_interp(files->interp_path, plan->interp_size, &files->refusal.fault))
        return refuse(&files->refusal, ENOEXEC, files->exe_path, "");
    files->has_interp = true;
    r = open_program(AT_FDCWD, files->interp_path, 0);
    if (!sys_failed(r))
        r = take_file(&files->interp, (int)r);
    if (sys_failed(r))
        return refuse(&files->refusal, (int)-r, files->interp_path, "its ELF interpreter ");
    int error = read_elf(&files->interp, &files->refusal.fault);
    if (error != 0)
        return refuse(&files->refusal, error == ENOEXEC ? ELIBBAD : error, files->interp_path,
                      "its ELF interpreter ");
    return true;
}

static bool
open_all(struct image_files *files, int dirfd, int flags, int fd)
{
    intptr_t r = fd >= 0 ? fd : open_program(dirfd, files->path, flags);

    if (!sys_failed(r))
        r = take_file(&files->exe, (int)r);
    if (sys_failed(r)) {
        if (is_unreadable_program(dirfd, files->path, r))
            files->refusal.fault.code = ELF_UNREADABLE;
        return refuse(&files->refusal, (int)-r, files->path, "");
    }
    if (!follow_scripts(files))
        return false;
    int error = read_elf(&files->exe, &files->refusal.fault);
    if (error != 0)
        return refuse(&files->refusal, error, files->exe_path,
                      files->script_count > 0 ? "its interpreter " : "");
    return files->exe.plan.interp_size == 0 || open_interp(files);
}

bool
image_files_open(struct image_files *out, int dirfd, const char *path, int flags, int fd)
{
    out->path = out->exe_path = path;
    out->script_count = 0;
    out->has_interp = false;
    out->exe.fd = out->interp.fd = -1;
    out->exe.own_phdrs = out->interp.own_phdrs = NULL;
    out->refusal = (struct image_refusal){.path = path, .role = ""};
    if (open_all(out, dirfd, flags, fd))
        return true;
    image_files_close(out);
    return false;
}

void
image_files_close(struct image_files *files)
{
    close_file(&files->exe);
    close_file(&files->interp);
}

const char *
image_error_text(int error)
{
    static const struct {
        int error;
        const char *text;
    } texts[] = {
        {ENOENT, "no such file"},
        {EACCES, "cannot be executed (not an ordinary file, or permission denied)"},
        {EPERM, "operation not permitted"},
        {ENOTDIR, "a part of the path is not a directory"},
        {ELOOP, "too many symbolic links, or scripts that interpret each other"},
        {ENAMETOOLONG, "the name is too long"},
        {EISDIR, "is a directory"},
        {ETXTBSY, "is open for writing"},
        {ENOMEM, "not enough memory"},
        {EMFILE, "too many open files"},
        {ENFILE, "too many open files in the system"},
        {EIO, "cannot be read"},
        {EINVAL, "invalid argument"},
        {ENOEXEC, "not a program"},
        {ELIBBAD, "not an ELF interpreter"},
        {E2BIG, "argument list too long"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].error == error)
            return texts[i].text;
    return "cannot be opened";
}

char *
image_refusal_text(const struct image_refusal *refusal, char *buf, size_t size)
{
    char more[200];
    const char *text = refusal->fault.code != ELF_OK
        ? elf_explain(&refusal->fault, more, sizeof(more))
        : image_error_text(refusal->error);

    fmt_snprintf(buf, size, "%s%s: %s", refusal->role, refusal->path, text);
    return buf;
}
