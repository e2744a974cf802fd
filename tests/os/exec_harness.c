/* tests/os/exec_harness.c - makes an execve or a look at /proc, natively or through the runtime's code. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * usage: os_exec_harness RUNTIME|native WHAT [FILE [MORE]]
 * RUNTIME is the path of libdynamorio.so. What fails is told on standard output.
 */
#include "exec_harness.h"
#include "os/linux/exec.h"
#include "os/app_view.h"
#include "os/linux/own_guard.h"
#include "os/linux/procfs.h"
#include "os/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char *runtime;
static bool follow = true;

static void
note(const char *why, const char *path)
{
    fprintf(stderr, "note: %s: %s\n", path, why);
}

static long
execute(int dirfd, const char *path, char **argv, char **envp, int flags)
{
    static _Alignas(16) char scratch[EXEC_SCRATCH];
    static const char *const options[] = {"-loglevel", "0"};
    struct exec_request r = {.dirfd = dirfd, .path = (uintptr_t)path, .argv = (uintptr_t)argv,
                             .envp = (uintptr_t)envp, .flags = flags, .follow = follow,
                             .options = options, .option_count = 2, .scratch = scratch, .note = note};
    long result;

    fflush(stdout);
    if (runtime != NULL)
        result = exec_app(&r);
    else
        result = syscall(SYS_execveat, dirfd, path, argv, envp, flags) < 0 ? -errno : 0;
    if (r.leftover != NULL)
        puts("memory is left over after a failure");
    return result;
}

static int
by_descriptor(const char *what, const char *file, const char *more, char **argv)
{
    int cloexec = strchr(what, 'c') != NULL ? O_CLOEXEC : 0;
    int how = strchr(what, 'p') != NULL ? O_PATH : O_RDONLY;
    int fd = open(file, how | cloexec);
    char name[64];

    if (strncmp(what, "dev", 3) == 0) {
        snprintf(name, sizeof(name), "/dev/fd/%d", fd);
        return (int)execute(AT_FDCWD, name, argv, environ, 0);
    }
    return (int)execute(fd, more != NULL ? more : "", argv, environ, more ? 0 : AT_EMPTY_PATH);
}

/* Arguments so many or so large that only a little is missing to the limit. */
static int
with_many(const char *file, size_t count, size_t size)
{
    char **argv = calloc(count + 2, sizeof(char *));
    char *word = malloc(size + 1);

    memset(word, 'w', size);
    word[size] = '\0';
    argv[0] = (char *)(uintptr_t)file;
    for (size_t i = 1; i <= count; i++)
        argv[i] = word;
    return (int)execute(AT_FDCWD, file, argv, environ, 0);
}

/* An argument vector that ends right at the end of mapped memory. */
static int
at_the_edge(const char *file, bool terminated)
{
    char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(page + 4096, 4096);
    char **argv = (char **)(page + 4096) - 3;
    argv[0] = argv[1] = (char *)(uintptr_t)file;
    argv[2] = terminated ? NULL : argv[0];
    return (int)execute(AT_FDCWD, file, argv, environ, 0);
}

static int
while_written(const char *file, char **argv)
{
    int fd = open(file, O_RDWR);
    (void)fd;
    return (int)execute(AT_FDCWD, file, argv, environ, 0);
}

static int
execute_what(const char *what, const char *file, const char *more)
{
    char *argv[] = {(char *)"zero", (char *)"0", (char *)"", NULL}, *none[] = {NULL};

    if (strncmp(what, "fd", 2) == 0 || strncmp(what, "dev", 3) == 0)
        return by_descriptor(what, file, more, argv);
    if (strcmp(what, "nofollow") == 0)
        return (int)execute(AT_FDCWD, file, argv, environ, AT_SYMLINK_NOFOLLOW);
    if (strcmp(what, "badflags") == 0)
        return (int)execute(AT_FDCWD, file, argv, environ, 0x40000);
    if (strcmp(what, "noargv") == 0)
        return (int)execute(AT_FDCWD, file, NULL, NULL, 0);
    if (strcmp(what, "emptyargv") == 0)
        return (int)execute(AT_FDCWD, file, none, none, 0);
    if (strcmp(what, "badargv") == 0)
        return (int)execute(AT_FDCWD, file, (char **)0x1234, environ, 0);
    if (strcmp(what, "badword") == 0)
        return (int)execute(AT_FDCWD, file, (char *[]){(char *)0x1234, NULL}, environ, 0);
    if (strcmp(what, "badpath") == 0)
        return (int)execute(AT_FDCWD, (char *)0x1234, argv, environ, 0);
    if (strcmp(what, "edge") == 0)
        return at_the_edge(file, true);
    if (strcmp(what, "overedge") == 0)
        return at_the_edge(file, false);
    if (strcmp(what, "many") == 0)
        return with_many(file, 100000, 1);
    if (strcmp(what, "toomany") == 0)
        return with_many(file, 2000000, 1);
    if (strcmp(what, "long") == 0)
        return with_many(file, 1, 131072);
    if (strcmp(what, "written") == 0)
        return while_written(file, argv);
    if (strcmp(what, "unfollowed") == 0)
        follow = false;
    return (int)execute(AT_FDCWD, file, argv, environ, 0);
}

/* The call through the views of /proc. */
static long
call(long nr, long a, long b, long c, long d)
{
    uintptr_t args[6] = {(uintptr_t)a, (uintptr_t)b, (uintptr_t)c, (uintptr_t)d, 0, 0};
    intptr_t result;

    if (procfs_before(nr, args, &result))
        return result;
    result = syscall(nr, a, b, c, d);
    if (result < 0)
        return -errno;
    procfs_after(nr, args, &result);
    return result;
}

static uintptr_t other;

static int
protection(uintptr_t start, uintptr_t end, uintptr_t *until)
{
    (void)until;
    return start <= other && other < end ? OS_PROT_EXEC : APP_VIEW_AS_IS;
}

static bool
signals(uintptr_t tid, struct app_view_signals *out)
{
    *out = (struct app_view_signals){.blocked = 0x1234, .ignored = 1, .caught = (uint64_t)1 << 63};
    return tid == (uintptr_t)getpid();
}

static bool
is_in(const char *path, const char *needle, int flags)
{
    static char text[1 << 20];
    int fd = (int)call(SYS_openat, AT_FDCWD, (long)path, flags, 0);
    size_t size = 0;
    ssize_t n;

    if (fd < 0 || ((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0) != ((flags & O_CLOEXEC) != 0)) {
        printf("%s: descriptor %d\n", path, fd);
        exit(1);
    }
    while ((n = read(fd, text + size, sizeof(text) - size - 1)) > 0)
        size += (size_t)n;
    text[size] = '\0';
    if (write(fd, "x", 1) >= 0)
        printf("%s can be written\n", path);
    close(fd);
    return strstr(text, needle) != NULL;
}

#define CHECK(cond)                          \
    do {                                     \
        if (!(cond)) {                       \
            printf("wrong: %s\n", #cond);    \
            return 1;                        \
        }                                    \
    } while (0)

/* Where the kernel could not be told of the argument area, its files are made of our memory. */
static int
look_at_words(void)
{
    static char words[] = "one\0two\0NAME=value\0auxiliary vector";

    harness_set_words(words, 8, 11, 17);
    CHECK(is_in("/proc/self/cmdline", "one", O_RDONLY));
    CHECK(is_in("/proc/thread-self/environ", "NAME=value", O_RDONLY));
    CHECK(is_in("/proc/self/auxv", "auxiliary vector", O_RDONLY | O_CLOEXEC));
    puts("views are right");
    return 0;
}

static int
look_at_files(void)
{
    static const struct app_view view = {.protection = protection, .signals = signals};
    char range[40], shown[64], task[64];

    uintptr_t own = (uintptr_t)os_mem_alloc(4096, OS_PROT_EXEC);
    other = (uintptr_t)mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    snprintf(range, sizeof(range), "%08lx-", own);
    snprintf(shown, sizeof(shown), "%08lx-%08lx --x", other, other + 4096);
    CHECK(!is_in("/proc/self/maps", shown, O_RDONLY));
    os_app_view_set(&view);
    CHECK(is_in("/proc/self/maps", shown, O_RDONLY));
    snprintf(task, sizeof(task), "/proc/%d/task/%d/maps", getpid(), getpid());
    CHECK(!is_in("/proc/self/maps", range, O_RDONLY));
    CHECK(is_in("/proc/self/maps", "[stack]", O_RDONLY | O_CLOEXEC));
    CHECK(!is_in("/proc/self/smaps", range, O_RDONLY));
    CHECK(!is_in("/proc/thread-self/maps", range, O_RDONLY));
    CHECK(!is_in(task, range, O_RDONLY));
    CHECK(chdir("/proc/self") == 0);
    CHECK(!is_in("maps", range, O_RDONLY));
    CHECK(is_in("status", "SigBlk:\t0000000000001234\nSigIgn:\t0000000000000001\nSigCgt:\t8000000000000000\n",
                O_RDONLY));
    CHECK(is_in("stat", " 0 4660 1 0 ", O_RDONLY));
    CHECK(is_in("/proc/1/status", "SigBlk:", O_RDONLY));
    CHECK(call(SYS_openat, AT_FDCWD, 0x1234, 0, 0) == -EFAULT);
    return look_at_words();
}

static int
look_at_exe(const char *exe)
{
    char name[4096] = "", pid[64];
    struct stat a, b;

    harness_set(runtime, exe, false);
    snprintf(pid, sizeof(pid), "/proc/%d/exe", getpid());
    stat(exe, &b);
    CHECK(call(SYS_readlink, (long)"/proc/self/exe", (long)name, sizeof(name), 0) == (long)strlen(exe));
    CHECK(strcmp(name, exe) == 0);
    CHECK(call(SYS_readlink, (long)pid, (long)name, 3, 0) == 3);
    CHECK(call(SYS_readlink, (long)pid, (long)name, 0, 0) == -EINVAL);
    CHECK(call(SYS_readlink, (long)pid, 0x1234, 10, 0) == -EFAULT);
    CHECK(call(SYS_stat, (long)"/proc/thread-self/exe", (long)&a, 0, 0) == 0 && a.st_ino == b.st_ino);
    CHECK(call(SYS_newfstatat, AT_FDCWD, (long)pid, (long)&a, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(a.st_mode));
    int dir = open("/proc/self/", O_RDONLY | O_DIRECTORY);
    CHECK(call(SYS_newfstatat, dir, (long)"exe", (long)&a, 0) == 0 && a.st_ino == b.st_ino);
    close(dir);
    int fd = (int)call(SYS_openat, AT_FDCWD, (long)"/proc/self/exe", O_RDONLY, 0);
    CHECK(fd >= 0 && fstat(fd, &a) == 0 && a.st_ino == b.st_ino);
    close(fd);
    CHECK(call(SYS_readlink, (long)"/proc/1/exe", (long)name, sizeof(name), 0) != (long)strlen(exe) ||
          memcmp(name, exe, strlen(exe)) != 0);
    puts("exe is right");
    return 0;
}

/* From here on the kernel seems to be an old one: it does not know execveat's AT_EXECVE_CHECK
 * nor, if EVEN_OLDER, faccessat2; process_vm_readv is forbidden. */
static void
make_kernel_old(bool even_older)
{
#define DENY(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define SKIP_UNLESS(n, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, n, 0, skip)
    struct sock_filter code[] = {
        LOAD(nr),
        SKIP_UNLESS(SYS_process_vm_readv, 1),
        DENY(EPERM),
        SKIP_UNLESS(SYS_faccessat2, 1),
        DENY(ENOSYS),
        SKIP_UNLESS(SYS_execveat, 3),
        LOAD(args[4]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x10000, 0, 1),
        DENY(EINVAL),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(code) / sizeof(code[0]), code};

    if (!even_older)
        code[3] = (struct sock_filter)SKIP_UNLESS(0xffff, 1);
    if (geteuid() != 0)
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        exit(3);
}

static long
memory_call(long nr, void *p, size_t size, long c)
{
    uintptr_t args[6] = {(uintptr_t)p, size, (uintptr_t)c, 0, 0, 0};
    intptr_t result;

    if (own_guard_intercept(nr, args, &result))
        return result;
    result = syscall(nr, p, size, c, 0, 0, 0);
    return result < 0 ? -errno : result;
}

/* Own memory in the middle of the application's: page 2 of five. */
static int
look_at_guard(void)
{
    enum { PAGE = 4096 };
    unsigned char resident[8];
    char *p = mmap(NULL, 5 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uintptr_t fixed[6] = {(uintptr_t)p, 5 * PAGE, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS,
                          (uintptr_t)-1, 0};
    intptr_t result;

    munmap(p + 2 * PAGE, PAGE);
    char *own = os_mem_alloc_at((uintptr_t)p + 2 * PAGE, PAGE, PROT_READ | PROT_WRITE);
    CHECK(own == p + 2 * PAGE);
    *own = p[0] = p[PAGE] = p[3 * PAGE] = p[4 * PAGE] = 7;
    CHECK(own_guard_intercept(SYS_mmap, fixed, &result) && result == -ENOMEM);
    fixed[1] = 2 * PAGE;
    CHECK(!own_guard_intercept(SYS_mmap, fixed, &result));
    CHECK(memory_call(SYS_mincore, p, 5 * PAGE, (long)resident) == -ENOMEM);
    CHECK(memory_call(SYS_mincore, p, 2 * PAGE, (long)resident) == 0);
    CHECK(memory_call(SYS_mprotect, p + 1, PAGE, PROT_READ) == -EINVAL);
    CHECK(memory_call(SYS_madvise, p + PAGE, 3 * PAGE, MADV_DONTNEED) == -ENOMEM);
    CHECK(p[PAGE] == 0 && *own == 7 && p[3 * PAGE] == 0 && p[4 * PAGE] == 7);
    CHECK(memory_call(SYS_mprotect, p + PAGE, 3 * PAGE, PROT_NONE) == -ENOMEM);
    *own = 8; /* still writable, as is what lies behind; what lies before is not */
    p[3 * PAGE] = 8;
    CHECK(read(open("/dev/zero", O_RDONLY), p + PAGE, 1) == -1 && errno == EFAULT);
    CHECK(memory_call(SYS_mremap, own, PAGE, 2 * PAGE) == -EFAULT);
    CHECK(memory_call(SYS_munmap, p, 5 * PAGE, 0) == 0);
    CHECK(*own == 8 && mincore(p, PAGE, resident) != 0 && mincore(p + 4 * PAGE, PAGE, resident) != 0);
    os_mem_free(own, PAGE);
    CHECK(memory_call(SYS_munmap, own, PAGE, 0) == 0);
    CHECK(memory_call(SYS_mprotect, (void *)-4096, PAGE, 0) == -ENOMEM);
    puts("memory is right");
    return 0;
}

int
main(int argc, char **argv)
{
    const char *file = argc > 3 ? argv[3] : "", *more = argc > 4 ? argv[4] : NULL;

    if (argc < 3)
        return 2;
    runtime = strcmp(argv[1], "native") == 0 ? NULL : argv[1];
    harness_set(runtime, file, true);
    if (getenv("OLD_KERNEL") != NULL)
        make_kernel_old(getenv("OLD_KERNEL")[0] == '2');
    if (strcmp(argv[2], "views") == 0)
        return look_at_files();
    if (strcmp(argv[2], "guard") == 0)
        return look_at_guard();
    if (strcmp(argv[2], "exe") == 0)
        return look_at_exe(file);
    if (strcmp(argv[2], "ownexe") == 0) {
        /* The kernel believes that the harness is the program; the application knows better. */
        harness_set(runtime, file, false);
        int code = execute_what("path", runtime != NULL ? "/proc/self/exe" : file, NULL);
        printf("failed: %s\n", strerror(-code));
        return 1;
    }
    int code = execute_what(argv[2], file, more);
    printf("failed: %s\n", strerror(-code));
    return 1;
}
