/* tests/apps/execs.c - execve in all its forms, what survives it, and each way it can fail.
 * SPDX-License-Identifier: Apache-2.0
 *
 * As "execs report ..." it says what a new program sees.
 */
#include "probe.h"
#include <sys/resource.h>
#include <sys/stat.h>

extern char **environ;
static char self[4096];
static volatile uintptr_t nowhere = 16;

static int report(int argc, char **argv)
{
    fact("  report: argc %d argv0 %s last %s", argc, argv[0] ? argv[0] : "(none)", argc ? argv[argc - 1] : "(none)");
    int n = 0;
    for (char **e = environ; *e; e++, n++)
        if (strncmp(*e, "T_", 2) == 0)
            fact("  %s", *e);
    fact("  environment empty %d", n == 0);
    for (int i = 0; i < 40; i++)
        if (fcntl(i, F_GETFD) != -1 && i > 2)
            fact("  file %d is open", i);
    sigset_t m, p;
    sigprocmask(SIG_BLOCK, NULL, &m);
    sigpending(&p);
    fact("  SIGUSR1 blocked %d pending %d", sigismember(&m, SIGUSR1), sigismember(&p, SIGUSR1));
    struct sigaction a;
    sigaction(SIGUSR2, NULL, &a);
    fact("  SIGUSR2 ignored %d", a.sa_handler == SIG_IGN);
    sigaction(SIGTERM, NULL, &a);
    fact("  SIGTERM default %d", a.sa_handler == SIG_DFL);
    stack_t s;
    sigaltstack(NULL, &s);
    fact("  alternate stack %x", s.ss_flags);
    char link[4096] = "";
    readlink("/proc/self/exe", link, sizeof link - 1);
    fact("  exe is mine %d, leader %d", strcmp(link, self) == 0, gettid() == getpid());
    char comm[32] = "";
    int f = open("/proc/self/comm", O_RDONLY);
    read(f, comm, sizeof comm - 1);
    close(f);
    fact("  comm %s", strtok(comm, "\n"));
    return argc;
}

static void run(const char *name, void (*f)(void))
{
    pid_t p = fork();
    if (p == 0) {
        f();
        fact("  failed: errno %d", errno);
        _exit(90);
    }
    fact("%s: %s", name, wait_for(p));
}
static void plain(void) { execl(self, "execs", "report", "last", NULL); }
static void other_name(void) { execl(self, "some other name", "report", NULL); }
static void path(void)
{
    setenv("PATH", "/nonexistent:/bin", 1);
    execlp("sh", "sh", "-c", "echo found on PATH; exit 2", NULL);
}
static void env(void)
{
    char *e[] = {"T_ONE=1", "T_TWO=two words", NULL};
    execle(self, "execs", "report", NULL, e);
}
static void no_env(void)
{
    char *e[] = {NULL};
    execle(self, "execs", "report", NULL, e);
}
static void null_env(void)
{
    char *a[] = {"execs", "report", NULL};
    execve(self, a, NULL);
}
static void many_args(void)
{
    static char *a[5002];
    a[0] = "execs", a[1] = "report";
    for (int i = 2; i < 5000; i++)
        a[i] = "argument";
    execv(self, a);
}
static void big_arg(void)
{
    static char big[100000];
    memset(big, 'x', sizeof big - 1);
    execl(self, "execs", "report", big, "end", NULL);
}
static void descriptors(void)
{
    int a = open("/dev/null", O_RDONLY | O_CLOEXEC), b = open("/dev/null", O_RDONLY);
    dup2(b, 20);
    close(b);
    fcntl(20, F_SETFD, 0);
    dup2(a, 21);
    fcntl(21, F_SETFD, FD_CLOEXEC);
    plain();
}
static void ignore(int s) {}
static void signals(void)
{
    sigset_t m;
    sigemptyset(&m);
    sigaddset(&m, SIGUSR1);
    sigprocmask(SIG_BLOCK, &m, NULL);
    raise(SIGUSR1);
    signal(SIGUSR2, SIG_IGN);
    signal(SIGTERM, ignore);
    stack_t s = {.ss_sp = malloc(65536), .ss_size = 65536};
    sigaltstack(&s, NULL);
    plain();
}
static void by_fd(void)
{
    int f = open(self, O_RDONLY | O_CLOEXEC);
    char *a[] = {"by fd", "report", NULL};
    fexecve(f, a, environ);
}
static void at_dir(void)
{
    char dir[4096];
    strcpy(dir, self);
    *strrchr(dir, '/') = 0;
    int f = open(dir, O_RDONLY | O_CLOEXEC);
    char *a[] = {"at dir", "report", NULL};
    syscall(SYS_execveat, f, strrchr(self, '/') + 1, a, environ, 0);
}
static void at_empty(void)
{
    int f = open(self, O_PATH | O_CLOEXEC);
    char *a[] = {"at empty path", "report", NULL};
    syscall(SYS_execveat, f, "", a, environ, AT_EMPTY_PATH);
}
static void at_link(void)
{
    symlink(self, "link");
    char *a[] = {"nofollow", "report", NULL};
    syscall(SYS_execveat, AT_FDCWD, "link", a, environ, AT_SYMLINK_NOFOLLOW);
}
static void by_link(void) { execl("link", "by link", "report", NULL); }
static void relative(void)
{
    symlink(self, "link");
    execl("./link", "./link", "report", NULL);
}
static void proc_self(void) { execl("/proc/self/exe", "again", "report", NULL); }
static void *exec_thread(void *unused)
{
    plain();
    return unused;
}
static void *spin(void *unused)
{
    for (volatile unsigned long x = 0;; x++)
        ;
    return unused;
}
static void *sleep_thread(void *unused)
{
    pause();
    return unused;
}
static void from_thread(void)
{
    pthread_t t;
    pthread_create(&t, NULL, spin, NULL);
    pthread_create(&t, NULL, sleep_thread, NULL);
    pthread_create(&t, NULL, exec_thread, NULL);
    pthread_join(t, NULL);
}
static void from_main_with_threads(void)
{
    pthread_t t;
    for (int i = 0; i < 4; i++)
        pthread_create(&t, NULL, i & 1 ? spin : sleep_thread, NULL);
    plain();
}
static void after_vfork(void)
{
    pid_t p = vfork();
    if (p == 0) {
        execl(self, "execs", "report", "vfork", NULL);
        _exit(1);
    }
    fact("  inner %s", wait_for(p));
    _exit(0);
}
static void chain(void) { execl("/bin/sh", "sh", "-c", "exec /bin/sh -c 'exec /bin/sh -c \"exec \\\"$0\\\" report chained\" \"$0\"' \"$0\"", self, NULL); }

static void make(const char *name, const char *text, int mode)
{
    int f = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    write(f, text, strlen(text));
    fchmod(f, (mode_t)mode);
    close(f);
}
static void script(void)
{
    make("script", "#!/bin/sh\necho script $0 $#: $*\nexit 4\n", 0755);
    execl("./script", "ignored", "a", "b c", NULL);
}
static void script_arg(void)
{
    char text[5000];
    sprintf(text, "#! %s  report with spaces  \n", self);
    make("script2", text, 0755);
    execl("./script2", "ignored", "x", NULL);
}
static void nested_script(void)
{
    make("inner", "#!/bin/sh\necho inner $*\nexit 5\n", 0755);
    make("outer", "#!./inner arg\n", 0755);
    execl("./outer", "ignored", "x", NULL);
}

int main(int argc, char **argv)
{
    readlink("/proc/self/exe", self, sizeof self - 1);
    if (argc > 1 && strncmp(argv[1], "report", 6) == 0)
        return report(argc, argv);
    if (argc == 0 || (argc == 1 && argv[0][0] == 0)) {
        fact("  started without arguments: argc %d", argc);
        return 3;
    }
#define RUN(f) run(#f, f)
    RUN(plain); RUN(other_name); RUN(path); RUN(env); RUN(no_env); RUN(null_env); RUN(many_args); RUN(big_arg);
    RUN(descriptors); RUN(signals); RUN(by_fd); RUN(at_dir); RUN(at_empty); RUN(at_link); RUN(by_link); RUN(relative); RUN(proc_self);
    RUN(from_thread); RUN(from_main_with_threads); RUN(after_vfork); RUN(chain);
    RUN(script); RUN(script_arg); RUN(nested_script);
    pid_t p = fork();
    if (p == 0) {
        char *none[] = {NULL};
        execve(self, none, environ);
        _exit(9);
    }
    fact("no argv: %s", wait_for(p));

    /* Each way to fail leaves everything as it was. */
    make("text", "no program\n", 0755);
    make("empty", "", 0755);
    make("noexec", "#!/bin/sh\n", 0644);
    make("badinterp", "#!/nonexistent/sh\n", 0755);
    make("loop", "#!./loop\n", 0755);
    make("elf_short", "\177ELF\2\1\1", 0755);
    make("interp_text", "#!./text\n", 0755);
    mkdir("dir", 0755);
    symlink("circle", "circle");
    char e32[64] = "\177ELF\1\1\1", earm[64] = "\177ELF\2\1\1";
    e32[16] = 2, e32[18] = 3, earm[16] = 2, earm[18] = (char)183;
    int f = open("elf32", O_WRONLY | O_CREAT, 0755);
    write(f, e32, 64);
    close(f);
    f = open("arm", O_WRONLY | O_CREAT, 0755);
    write(f, earm, 64);
    close(f);
    int busy = open("busy", O_RDWR | O_CREAT, 0755);
    f = open("/bin/true", O_RDONLY);
    char block[4096];
    for (long n; (n = read(f, block, sizeof block)) > 0;)
        write(busy, block, (size_t)n);
    close(f);
    char *a[] = {"x", "y", NULL}, *bad[] = {"x", (char *)16, NULL};
    char longname[5000];
    memset(longname, 'n', sizeof longname);
    longname[4999] = 0;
    static const char *const names[] = {"nonexistent", "", "dir", "text", "empty", "noexec", "badinterp", "loop", "elf_short", "interp_text",
                                        "circle", "arm", "busy", "text/below", "/dev/null", "elf_short/x"};
    for (size_t i = 0; i < COUNT(names); i++) {
        int r = execve(names[i], a, environ);
        fact("execve %s: %d errno %d", names[i], r, errno);
    }
    close(busy);
    int r = execve(longname, a, environ);
    fact("long name: %d errno %d", r, errno);
    r = execve((char *)nowhere, a, environ);
    fact("bad name: %d errno %d", r, errno);
    r = execve(self, (char **)nowhere, environ);
    fact("bad argv: %d errno %d", r, errno);
    r = execve(self, bad, environ);
    fact("bad argument: %d errno %d", r, errno);
    r = execve(self, a, (char **)nowhere);
    fact("bad environment: %d errno %d", r, errno);
    static char big[200000];
    memset(big, 'x', sizeof big - 1);
    char *toobig[] = {"x", big, NULL};
    r = execve(self, toobig, environ);
    fact("argument too long: %d errno %d", r, errno);
    r = (int)syscall(SYS_execveat, 99, "x", a, environ, 0);
    fact("execveat, bad fd: %d errno %d", r, errno);
    r = (int)syscall(SYS_execveat, AT_FDCWD, self, a, environ, 0x8000000);
    fact("execveat, bad flag: %d errno %d", r, errno);
    r = (int)syscall(SYS_execveat, open("dir", O_RDONLY), "", a, environ, AT_EMPTY_PATH);
    fact("execveat, directory: %d errno %d", r, errno);
    r = fexecve(open("text", O_RDONLY), a, environ);
    fact("fexecve, text: %d errno %d", r, errno);
    r = (int)syscall(SYS_execveat, open("script", O_RDONLY | O_CLOEXEC), "", a, environ, AT_EMPTY_PATH);
    fact("execveat, script with cloexec: %d errno %d", r, errno);
    execlp("text", "text", NULL);
    fact("execlp of a text not on PATH: errno %d", errno);
    fact("still here");
    return 0;
}
