/* os/linux/exec.c - an application's execve, carried out so that the new program runs here too. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * execve(FILE, argv, envp) becomes execve(libdynamorio.so, [libdynamorio.so, options, "--",
 * FILE, argv...], envp). When that succeeds there is no way back, so whatever could be wrong
 * with FILE is found out before. Every case that this code does not see through completely (the
 * file cannot be opened, is no ELF file of this machine, is damaged, would change the process's
 * rights) goes to the kernel as it is: so the application gets exactly the kernel's errors, and
 * formats known to the kernel only (binfmt_misc) and set-user-ID programs work, if unwatched.
 */
#include "os/linux/exec.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/app_memory.h"
#include "os/linux/image.h"
#include "os/linux/image_files.h"
#include "os/linux/limits.h"
#include "os/linux/procfs.h"
#include "os/linux/self.h"
#include "os/linux/sys.h"
#include "os/linux/tracer.h"
#include "os/mem.h"

#include <asm/errno.h>
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>
#include <linux/stat.h>

enum {
    PATH_ROOM = 4096,
    VECTOR_CHUNK = 512,   /* pointers copied at once */
    FIXED_WORDS = 8,      /* our name, "--", the handover, FILE, NULL */
    MOUNT_NOSUID = 2,
    HANDOVER_FLOOR = 64,  /* lowest number of a descriptor that is handed on */
};
/* No execve with more words than this can succeed: each takes a pointer and a byte. */
#define MAX_WORDS ((size_t)1 << 20)

/* The caller's scratch memory. */
struct work {
    struct image_files files;
    char path[PATH_ROOM];      /* as the application named it */
    char file[PATH_ROOM + 32]; /* as the kernel would name it to the new program */
    char handover[32];         /* what goes with IMAGE_HANDOVER */
    int fd;                    /* handed on to the new process, -1: none */
    size_t room;               /* of words */
    uintptr_t words[];
};
STATIC_ASSERT(sizeof(struct work) < EXEC_SCRATCH - 8192);

static intptr_t
execute_natively(const struct exec_request *r)
{
    const uintptr_t plain[6] = {r->path, r->argv, r->envp};
    const uintptr_t at[6] = {(uintptr_t)r->dirfd, r->path, r->argv, r->envp, (uintptr_t)r->flags};
    return r->dirfd == AT_FDCWD && r->flags == 0 ? limits_exec(__NR_execve, plain)
                                                 : limits_exec(__NR_execveat, at);
}

static intptr_t
unfollowed(const struct exec_request *r, const char *why, const char *path)
{
    if (why != NULL && r->note != NULL)
        r->note(why, path);
    return execute_natively(r);
}

static bool
is_close_on_exec(int fd)
{
    intptr_t flags = sys3(__NR_fcntl, fd, F_GETFD, 0);

    return !sys_failed(flags) && (flags & FD_CLOEXEC) != 0;
}

/* Whether executing the file gives the process other rights. The kernel would not do so for
 * the runtime in the program's place. */
static bool
changes_rights(int fd)
{
    struct stat st;
    struct statfs fs;
    uintptr_t uid = (uintptr_t)sys0(__NR_geteuid), gid = (uintptr_t)sys0(__NR_getegid);

    if (sys2(__NR_fstat, fd, &st) != 0)
        return true;
    bool set_uid = (st.st_mode & S_ISUID) != 0 && st.st_uid != uid;
    bool set_gid = (st.st_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) && st.st_gid != gid;
    /* Root has all capabilities anyway. */
    bool capable = uid != 0 &&
        !sys_failed(sys4(__NR_fgetxattr, fd, "security.capability", NULL, 0));
    if (!set_uid && !set_gid && !capable)
        return false;
    if (sys5(__NR_prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)
        return false;
    return sys2(__NR_fstatfs, fd, &fs) != 0 || (fs.f_flags & MOUNT_NOSUID) == 0;
}

static bool
is_runtime(int fd)
{
    struct stat st;

    return sys2(__NR_fstat, fd, &st) == 0 && self_is_file(st.st_dev, st.st_ino);
}

/* Why an openable program is not followed; NULL: it is. */
static const char *
reason_against(const struct work *w)
{
    if (changes_rights(w->files.exe.fd))
        return "it is set-user-ID, set-group-ID or has capabilities";
    if (is_runtime(w->files.exe.fd))
        return "it is the runtime itself";
    if (self_path()[0] == '\0')
        return "the runtime's own file is not known";
    return NULL;
}

/* Why a program that we refuse is run natively, where that needs saying: it may succeed. */
static const char *
reason_for_refusal(const struct image_refusal *refusal)
{
    if (refusal->error == EMFILE || refusal->error == ENFILE)
        return "no descriptor is free to look at its file";
    switch (refusal->fault.code) {
    case ELF_UNREADABLE: return "its file cannot be read";
    case ELF_CLASS_32:
    case ELF_X32: return "it is a 32-bit program";
    case ELF_CLASS_64: return "it is a 64-bit program";
    case ELF_MACHINE: return "it is a program for another processor";
    default: return NULL;
    }
}

/* The name that the kernel gives a file which is executed relative to a descriptor. */
static bool
name_file(const struct exec_request *r, struct work *w)
{
    bool by_name = r->dirfd == AT_FDCWD || w->path[0] == '/';
    int n;

    if (by_name)
        n = fmt_snprintf(w->file, sizeof(w->file), "%s", w->path);
    else if (w->path[0] == '\0')
        n = fmt_snprintf(w->file, sizeof(w->file), "/dev/fd/%d", r->dirfd);
    else
        n = fmt_snprintf(w->file, sizeof(w->file), "/dev/fd/%d/%s", r->dirfd, w->path);
    return n > 0 && (size_t)n < PATH_ROOM;
}

/* Opens what is to be executed. */
static bool
open_program(const struct exec_request *r, struct work *w)
{
    const char *path = w->path;
    int dirfd = r->dirfd, flags = r->flags & AT_SYMLINK_NOFOLLOW;
    char link[32];

    if (procfs_is_exe(dirfd, path) && !image_state()->mm.exe_set)
        path = image_state()->image.path; /* the kernel's answer would be the runtime */
    else if (path[0] == '\0') {
        /* Opened anew: the descriptor may be one that cannot be read. */
        fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", dirfd);
        intptr_t fd = sys4(__NR_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
        if (sys_failed(fd))
            return false;
        return image_files_open(&w->files, AT_FDCWD, w->file, 0, (int)fd);
    }
    return image_files_open(&w->files, dirfd, path, flags, -1);
}

/* Whether a name may mean another file in the new process, or none. */
static bool
needs_handover(const struct exec_request *r, const struct work *w)
{
    return strcmp(w->file, w->path) != 0 || string_starts_with(w->path, "/proc/") ||
        string_starts_with(w->path, "/dev/fd/") || procfs_is_exe(r->dirfd, w->path);
}

/* Copies the application's argument pointers behind the words that are there. Returns 1 when
 * there is not enough room, or the kernel's code. */
static intptr_t
add_arguments(const struct exec_request *r, uintptr_t *words, size_t at, size_t room)
{
    uintptr_t from = r->argv;

    words[at] = 0;
    while (from != 0) {
        size_t count = MIN(VECTOR_CHUNK, room - at);
        /* Not over the end of a page that may be the last one mapped. */
        count = MIN(count, (ELF_PAGE - from % ELF_PAGE + sizeof(uintptr_t) - 1) / sizeof(uintptr_t));
        if (count == 0)
            return 1;
        if (!app_read(words + at, from, count * sizeof(uintptr_t)))
            return -EFAULT;
        for (size_t end = at + count; at < end; at++)
            if (words[at] == 0)
                return 0;
        from += count * sizeof(uintptr_t);
    }
    return 0;
}

static intptr_t
make_words(const struct exec_request *r, struct work *w, uintptr_t *words, size_t room)
{
    size_t n = 0;

    words[n++] = (uintptr_t)self_path();
    for (unsigned i = 0; i < r->option_count; i++)
        words[n++] = (uintptr_t)r->options[i];
    words[n++] = (uintptr_t)"--";
    if (w->fd >= 0) {
        words[n++] = (uintptr_t)IMAGE_HANDOVER;
        words[n++] = (uintptr_t)w->handover;
    }
    words[n++] = (uintptr_t)w->file;
    return add_arguments(r, words, n, room);
}

/* Builds the words in growing memory. Returns the kernel's code or 0 with *OUT set. */
static intptr_t
build_words(struct exec_request *r, struct work *w, uintptr_t **out)
{
    size_t room = w->room;
    uintptr_t *words = w->words;

    if (room < r->option_count + FIXED_WORDS)
        return -E2BIG;
    for (;;) {
        intptr_t result = make_words(r, w, words, room);
        if (result <= 0) {
            *out = words;
            return result;
        }
        os_mem_free(r->leftover, r->leftover_size);
        r->leftover = NULL;
        room *= 8;
        if (room > MAX_WORDS * 8)
            return -E2BIG;
        r->leftover_size = room * sizeof(uintptr_t);
        r->leftover = words = os_mem_alloc(r->leftover_size, OS_PROT_READ | OS_PROT_WRITE);
        if (words == NULL)
            return -ENOMEM;
    }
}

/* Opens again the file that was asked for: of a script the interpreter is open by now. */
static intptr_t
open_script(const struct exec_request *r, const struct work *w)
{
    char link[32];

    if (w->path[0] != '\0')
        return sys4(__NR_openat, r->dirfd, w->path, O_RDONLY | O_CLOEXEC, 0);
    fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", r->dirfd);
    return sys4(__NR_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
}

/* Keeps the program's file open across execve, where its name will not do. */
static bool
hand_over(const struct exec_request *r, struct work *w)
{
    bool is_script = w->files.script_count > 0;

    w->fd = -1;
    if (!needs_handover(r, w))
        return true;
    intptr_t from = is_script ? open_script(r, w) : w->files.exe.fd;
    if (sys_failed(from))
        return false;
    intptr_t fd = sys3(__NR_fcntl, from, F_DUPFD, HANDOVER_FLOOR);
    if (is_script)
        sys1(__NR_close, from);
    if (sys_failed(fd))
        return false;
    w->fd = (int)fd;
    fmt_snprintf(w->handover, sizeof(w->handover), "%s%d",
                 w->path[0] == '\0' ? IMAGE_HANDOVER_NAMELESS : IMAGE_HANDOVER_FD, w->fd);
    return true;
}

static intptr_t
execute_under_runtime(struct exec_request *r, struct work *w)
{
    uintptr_t *words = NULL;
    const char *why = NULL;

    if (!hand_over(r, w))
        return unfollowed(r, "no descriptor is free to hand its file on", w->path);
    intptr_t result = build_words(r, w, &words);
    const uintptr_t args[6] = {(uintptr_t)self_path(), (uintptr_t)words, r->envp};
    if (result == 0)
        result = limits_exec(__NR_execve, args);
    if (w->fd >= 0)
        sys1(__NR_close, w->fd);
    os_mem_free(r->leftover, r->leftover_size);
    r->leftover = NULL;
    if (result == -E2BIG)
        why = "there is no room for the runtime's own arguments";
    else if (result == -ENOENT || result == -EACCES || result == -ENOTDIR)
        why = "the runtime's file cannot be reached any more (chroot?)";
    else if (result != -EFAULT)
        return result;
    /* Without our words it may succeed; if not, its error is the right one. */
    return unfollowed(r, why, w->path);
}

intptr_t
exec_app(struct exec_request *r)
{
    struct work *w = r->scratch;
    const int known = AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW;

    r->leftover = NULL;
    r->leftover_size = 0;
    if (!r->follow || (r->flags & ~known) != 0 ||
        app_read_string(w->path, r->path, PATH_ROOM) < 0)
        return execute_natively(r);
    bool empty = w->path[0] == '\0';
    if ((empty && (r->flags & AT_EMPTY_PATH) == 0) || !name_file(r, w))
        return execute_natively(r);
    w->room = (EXEC_SCRATCH - sizeof(*w)) / sizeof(uintptr_t);
    w->files.refusal.fault.code = ELF_OK;
    if (tracer_is_new()) /* first: each further call of ours is one more that the tracer shows */
        return unfollowed(r, "it is being traced by a debugger that expects to see the program", w->path);
    if (!open_program(r, w))
        return unfollowed(r, reason_for_refusal(&w->files.refusal), w->path);

    const char *why = reason_against(w);
    bool by_fd = strcmp(w->file, w->path) != 0;
    intptr_t result;
    if (why != NULL)
        result = unfollowed(r, why, w->path);
    else if (by_fd && w->files.script_count > 0 && is_close_on_exec(r->dirfd))
        result = execute_natively(r); /* ENOENT: its interpreter could not open it */
    else
        result = execute_under_runtime(r, w);
    image_files_close(&w->files);
    return result;
}
