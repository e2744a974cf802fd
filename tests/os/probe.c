/* tests/os/probe.c - tells everything that a program can find out about how it was started. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printed are values that are the same in every native run without address randomisation; an
 * address that depends on what else is mapped is printed as what it points to.
 */
#include <dirent.h>
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

extern char **environ;
extern const Elf64_Ehdr __ehdr_start;
void _start(void);

static char text[1 << 20];

static size_t
read_file(const char *path)
{
    int fd = open(path, O_RDONLY);
    size_t size = 0;
    ssize_t n;
    while (fd >= 0 && (n = read(fd, text + size, sizeof(text) - 1 - size)) > 0)
        size += (size_t)n;
    close(fd);
    text[size] = '\0';
    return size;
}

static void
print_bytes(const char *name, const char *bytes, size_t size)
{
    printf("%s:", name);
    for (size_t i = 0; i < size; i++)
        putchar(bytes[i] == '\0' ? '|' : bytes[i]);
    putchar('\n');
}

/* Addresses among libraries depend on what else is there. */
static void
print_address(const char *name, uintptr_t a)
{
    if (a > 0x700000000000 && a < 0x7ffff8000000)
        printf("%s: in the mapping area, at %lx of its page\n", name, a & 4095);
    else
        printf("%s: %lx\n", name, a);
}

static void
print_auxv(const Elf64_auxv_t *a)
{
    const Elf64_auxv_t *first = a;
    for (; a->a_type != AT_NULL; a++) {
        uintptr_t v = a->a_un.a_val;
        printf("auxv %lu = ", a->a_type);
        switch (a->a_type) {
        case AT_EXECFN:
        case AT_PLATFORM: printf("%lx %s\n", v, (const char *)v); break;
        case AT_PHDR: puts(v == (uintptr_t)&__ehdr_start + __ehdr_start.e_phoff ? "right" : "wrong"); break;
        case AT_ENTRY: puts(v == (uintptr_t)_start ? "right" : "wrong"); break;
        case AT_BASE:
        case AT_SYSINFO_EHDR:
            puts(v == 0 ? "0" : memcmp((const void *)v, ELFMAG, SELFMAG) == 0 ? "an ELF file" : "wrong");
            break;
        default: printf("%lx\n", v); break;
        }
    }
    size_t size = (size_t)(a + 1 - first) * sizeof(*a);
    size_t got = read_file("/proc/self/auxv");
    printf("auxv file: %s\n", got == size && memcmp(text, first, size) == 0 ? "the same" : "different");
}

static void
print_words(int argc, char **argv)
{
    printf("argc %d at %lx\n", argc, (uintptr_t)argv - sizeof(long));
    for (int i = 0; i <= argc; i++)
        printf("argv[%d] %lx %s\n", i, (uintptr_t)argv[i], argv[i] ? argv[i] : "NULL");
    for (int i = 0; i == 0 || environ[i - 1] != NULL; i++)
        printf("environ[%d] %lx %s\n", i, (uintptr_t)environ[i], environ[i] ? environ[i] : "NULL");
}

static void
print_files(void)
{
    char name[64] = "";
    print_bytes("cmdline", text, read_file("/proc/self/cmdline"));
    print_bytes("environ", text, read_file("/proc/self/environ"));
    read_file("/proc/self/comm");
    printf("comm: %s", text);
    prctl(PR_GET_NAME, name);
    printf("name: %s\n", name);
    ssize_t n = readlink("/proc/self/exe", text, sizeof(text) - 1);
    print_bytes("exe", text, n < 0 ? 0 : (size_t)n);
    int fd = open("/proc/self/exe", O_RDONLY);
    n = read(fd, name, 16);
    printf("exe's beginning: %s\n",
           n == 16 && memcmp(name, &__ehdr_start, 16) == 0 ? "this program" : "another file");
    close(fd);
    if (readlink("/proc/self/cwd", text, 10) < 0)
        puts("no cwd");
}

/* Fields of proc(5) that say where things are. */
static void
print_stat(void)
{
    static const int fields[] = {26, 27, 28, 45, 46, 47, 48, 49, 50, 51};
    char *p;
    read_file("/proc/self/stat");
    p = strrchr(text, ')') + 2;
    int field = 3;
    for (char *word = strtok(p, " "); word != NULL; word = strtok(NULL, " "), field++)
        for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
            if (fields[i] == field) {
                char name[16];
                snprintf(name, sizeof(name), "stat %d", field);
                print_address(name, strtoul(word, NULL, 10));
            }
}

static void
print_descriptors(void)
{
    DIR *d = opendir("/proc/self/fd");
    struct dirent *e;
    char seen[1024] = {0};
    while (d != NULL && (e = readdir(d)) != NULL) {
        int fd = atoi(e->d_name);
        if (e->d_name[0] != '.' && fd != dirfd(d) && fd < 1024)
            seen[fd] = 1;
    }
    printf("descriptors:");
    for (int i = 0; i < 1024; i++)
        if (seen[i])
            printf(" %d", i);
    putchar('\n');
    closedir(d);
}

static void
print_signals(void)
{
    sigset_t set;
    sigprocmask(SIG_BLOCK, NULL, &set);
    printf("blocked:");
    for (int i = 1; i < 65; i++)
        if (sigismember(&set, i) == 1)
            printf(" %d", i);
    printf("\nnot default:");
    for (int i = 1; i < 65; i++) {
        struct sigaction sa;
        if (sigaction(i, NULL, &sa) == 0 && sa.sa_handler != SIG_DFL)
            printf(" %d=%s", i, sa.sa_handler == SIG_IGN ? "ignored" : "handler");
    }
    putchar('\n');
}

/* Names only, and what the program's own areas allow. */
static void
print_maps(void)
{
    read_file("/proc/self/maps");
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const char *name = strchr(line, '/');
        if (name == NULL)
            name = strchr(line, '[');
        if (name == NULL || strncmp(name, "[v", 2) == 0)
            continue;
        if (strstr(name, ".so") == NULL || strstr(name, "dynamorio") != NULL)
            print_address("area", strtoul(line, NULL, 16));
        printf("   %.21s %s\n", strchr(line, ' ') + 1, name);
    }
}

int
main(int argc, char **argv)
{
    char **after = environ;
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    print_address("program", (uintptr_t)&__ehdr_start);
    print_address("brk", (uintptr_t)sbrk(0));
    print_words(argc, argv);
    while (*after++ != NULL) {
    }
    print_auxv((const Elf64_auxv_t *)after);
    print_files();
    print_stat();
    print_descriptors();
    print_signals();
    print_maps();
    printf("dumpable %d, keepcaps %d, parent's death %d\n", prctl(PR_GET_DUMPABLE),
           prctl(PR_GET_KEEPCAPS), (int)getppid() > 0);
    return argc > 1 ? atoi(argv[1]) : 0;
}
