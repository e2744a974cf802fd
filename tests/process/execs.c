/* tests/process/execs.c - execve in all its ways, those that fail included.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"
#include <dirent.h>
#include <spawn.h>
#include <sys/stat.h>

extern char **environ;
static char *const echo[] = {"echo", "hello", "world", NULL};

static volatile uintptr_t bad = 16;
static char **volatile none;

static int self_with(const char *what)
{
    char *argv[] = {"execs", (char *)what, NULL};
    execve("/proc/self/exe", argv, environ);
    return errno;
}

static void run(const char *what, int (*f)(void))
{
    pid_t pid = fork();
    if (pid == 0) {
        int r = f();
        fact("%s: came back with errno %d", what, r);
        _exit(70);
    }
    NEED(pid > 0);
    const char *end = wait_for(pid);
    fact("%s: %s", what, end);
}

static int plain(void)
{
    execve("/bin/echo", echo, environ);
    return errno;
}
static int by_descriptor(void)
{
    fexecve(open("/bin/echo", O_RDONLY | O_CLOEXEC), echo, environ);
    return errno;
}
static int by_path_descriptor(void)
{
    fexecve(open("/bin/echo", O_PATH | O_CLOEXEC), echo, environ);
    return errno;
}
static int relative(void)
{
    int dir = open("/bin", O_RDONLY | O_DIRECTORY);
    syscall(SYS_execveat, dir, "echo", echo, environ, 0);
    return errno;
}
static int missing(void)
{
    execve("/no/such/program", echo, environ);
    return errno;
}
static int forbidden(void)
{
    execve("/etc/passwd", echo, environ);
    return errno;
}
static int directory(void)
{
    execve("/tmp", echo, environ);
    return errno;
}
static int bad_vector(void)
{
    execve("/bin/echo", (char **)bad, environ);
    return errno;
}
static int bad_name(void)
{
    execve((char *)bad, echo, environ);
    return errno;
}
static int empty_name(void)
{
    execve("", echo, environ);
    return errno;
}
static int no_format(void)
{
    char name[] = "/tmp/execs-XXXXXX";
    int fd = mkstemp(name);
    fchmod(fd, 0755);
    (void)!write(fd, "exit 9\n", 7);
    close(fd);
    execve(name, echo, environ);
    int e = errno;
    unlink(name);
    return e;
}
static int nul_vector(void)
{
    execve("/bin/true", none, environ);
    return errno;
}
static int itself(void)
{
    return self_with("again");
}
static int many_words(void)
{
    static char *words[30000];
    words[0] = "sh";
    words[1] = "-c";
    words[2] = "echo $# $1 ${29990}";
    for (int i = 3; i < 29999; i++)
        words[i] = "word";
    execve("/bin/sh", words, environ);
    return errno;
}
static int too_many(void)
{
    static char *words[3000];
    char *big = malloc(100001);
    memset(big, 'x', 100000);
    big[100000] = 0;
    for (int i = 0; i < 2999; i++)
        words[i] = big;
    execve("/bin/echo", words, environ);
    return errno;
}

static void vforked(void)
{
    volatile int came_back = 0;
    pid_t pid = vfork();
    if (pid == 0) {
        execve("/no/such/program", echo, environ);
        came_back = errno;
        execve("/bin/echo", echo, environ);
        _exit(1);
    }
    const char *end = wait_for(pid);
    fact("vfork: %s, first errno %d", end, came_back);
}

static void spawned(void)
{
    pid_t pid = 0;
    int r = posix_spawn(&pid, "/bin/echo", NULL, NULL, echo, environ);
    fact("posix_spawn %d: %s", r, wait_for(pid));
    fact("posix_spawn of nothing: %d", posix_spawn(&pid, "/no/such", NULL, NULL, echo, environ));
    fact("system: %d", system("exit 5"));
    FILE *f = popen("echo through a pipe", "r");
    char text[100] = "";
    (void)!fgets(text, sizeof text, f);
    int status = pclose(f);
    fact("popen: %d %.20s", status, text);
}

/* Lists the open descriptors: nobody may have left one open for us. */
static int again(void)
{
    DIR *d = opendir("/proc/self/fd");
    struct dirent *e;
    int n = 0;
    while ((e = readdir(d)) != NULL)
        if (e->d_name[0] != '.' && atoi(e->d_name) != dirfd(d))
            n++;
    closedir(d);
    fact("again: %d descriptors", n);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "again") == 0)
        return again();
    run("plain", plain);
    run("by descriptor", by_descriptor);
    run("by O_PATH descriptor", by_path_descriptor);
    run("relative to a directory", relative);
    run("missing", missing);
    run("not executable", forbidden);
    run("directory", directory);
    run("bad vector", bad_vector);
    run("bad name", bad_name);
    run("empty name", empty_name);
    run("no format", no_format);
    run("no vector", nul_vector);
    run("itself", itself);
    run("many words", many_words);
    run("too many words", too_many);
    vforked();
    spawned();
    return 0;
}
