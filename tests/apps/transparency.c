/* tests/apps/transparency.c - what a program can find out about itself looks as it does natively.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <dirent.h>
#include <elf.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>

extern char **environ;
extern char _end[];

static char text[1 << 20];
static long slurp(const char *name)
{
    int f = open(name, O_RDONLY);
    if (f < 0)
        return -errno;
    long n = 0, r;
    while ((r = read(f, text + n, sizeof text - 1 - (size_t)n)) > 0)
        n += r;
    close(f);
    text[n] = 0;
    return n;
}

static void process_image(int argc, char **argv)
{
    fact("argc %d, argv contiguous %d", argc, argc < 2 || argv[1] == argv[0] + strlen(argv[0]) + 1);
    int n = 0;
    for (char **e = environ; *e; e++)
        n++;
    fact("environment has %d strings, right behind argv %d", n, environ == argv + argc + 1);
    Elf64_auxv_t *a = (void *)(environ + n + 1);
    int at = 0;
    for (; a->a_type; a++)
        fact("auxv[%d] %lu", at++, a->a_type);
    fact("execfn %s platform %s", (char *)getauxval(AT_EXECFN), (char *)getauxval(AT_PLATFORM));
    fact("execfn above the strings %d", (char *)getauxval(AT_EXECFN) > environ[n ? n - 1 : 0]);
    fact("uid %lu gid %lu clktck %lu hwcap2 %lx minsigstksz>0 %d", getauxval(AT_UID), getauxval(AT_EGID), getauxval(AT_CLKTCK), getauxval(AT_HWCAP2), getauxval(AT_MINSIGSTKSZ) > 0);
    long size = slurp("/proc/self/auxv");
    fact("/proc/self/auxv same %d", size > 0 && memcmp(text, environ + n + 1, (size_t)size) == 0);
    size = slurp("/proc/self/cmdline");
    fact("/proc/self/cmdline same %d length %d", memcmp(text, argv[0], (size_t)size) == 0, size == (long)(argv[argc - 1] + strlen(argv[argc - 1]) + 1 - argv[0]));
    size = slurp("/proc/self/environ");
    fact("/proc/self/environ same %d", n == 0 || memcmp(text, environ[0], (size_t)size) == 0);
    slurp("/proc/self/comm");
    fact("comm %s", strtok(text, "\n"));
    char link[4096] = "";
    readlink("/proc/self/exe", link, sizeof link - 1);
    fact("exe %s", strrchr(link, '/'));
    char byid[64];
    snprintf(byid, sizeof byid, "/proc/%d/exe", getpid());
    memset(link, 0, sizeof link);
    readlink(byid, link, sizeof link - 1);
    fact("exe by pid %s", strrchr(link, '/'));
    struct stat s1, s2;
    fact("stat of exe %d %d", stat("/proc/self/exe", &s1), stat(argv[0], &s2));
    fact("same file %d", s1.st_ino == s2.st_ino);
    int f = open("/proc/self/exe", O_RDONLY);
    char magic[4] = "";
    read(f, magic, 4);
    close(f);
    fact("exe can be opened: %.3s", magic + 1);
    char name[17] = "";
    prctl(PR_GET_NAME, name);
    fact("name %s", name);
    prctl(PR_SET_NAME, "new name");
    slurp("/proc/self/comm");
    fact("comm %s", strtok(text, "\n"));
}

static void stat_fields(void)
{
    slurp("/proc/self/stat");
    char *p = strrchr(text, ')');
    unsigned long v[60] = {0};
    int n = 3;
    for (char *w = strtok(p + 4, " \n"); w; w = strtok(NULL, " \n"))
        v[++n] = strtoul(w, NULL, 10);
    fact("stat: threads %lu, code set %d", v[20], v[26] < v[27]);
    fact("stat: start_stack is above us %d, arg_start is argv[0] %d", v[28] > (unsigned long)&n, v[48] != 0 && v[48] < v[49] && v[49] <= v[50] && v[50] <= v[51]);
    fact("stat: start_brk behind _end %d, data %d", v[47] >= (unsigned long)_end && v[47] - (unsigned long)_end < (1ul << 32), v[45] < v[46]);
    char *heap = sbrk(0);
    fact("brk starts where stat says or later %d", (unsigned long)heap >= v[47]);
    slurp("/proc/self/status");
    for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n"))
        if (!strncmp(l, "Threads", 7) || !strncmp(l, "Sig", 3) || !strncmp(l, "Shd", 3) || !strncmp(l, "TracerPid", 9) || !strncmp(l, "Name", 4) || !strncmp(l, "Seccomp:", 8) || !strncmp(l, "NoNewPrivs", 10) || !strncmp(l, "Umask", 5))
            if (strncmp(l, "SigQ", 4))
                fact("%s", l);
}

/* Only what belongs to the program shows in its maps, and everything that shows is accessible as shown. */
static void maps(const char *file, const char *self)
{
    int named = 0, anonymous = 0, executable_anonymous = 0, writable_executable = 0, strange = 0, overlaps = 0, heap = 0, stack = 0, vdso = 0;
    slurp(file);
    unsigned long last = 0;
    static char seen[32][64];
    int seen_n = 0;
    for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n")) {
        unsigned long a, b, off;
        char prot[8];
        int at = 0;
        if (sscanf(l, "%lx-%lx %4s %lx %*s %*s %n", &a, &b, prot, &off, &at) < 4 || !at || l[8] == ' ')
            continue; /* a detail line of smaps */
        char *path = l + at;
        overlaps += a < last;
        last = b;
        bool x = prot[2] == 'x';
        writable_executable += x && prot[1] == 'w';
        if (*path == '/') {
            named++;
            const char *base = strrchr(path, '/') + 1;
            bool known = false;
            for (int i = 0; i < seen_n; i++)
                known |= strcmp(seen[i], base) == 0;
            if (!known && seen_n < 32)
                snprintf(seen[seen_n++], 64, "%s", base);
        } else if (!strcmp(path, "[heap]"))
            heap++;
        else if (!strcmp(path, "[stack]"))
            stack++;
        else if (!strncmp(path, "[v", 2))
            vdso++;
        else if (*path)
            strange++;
        else {
            anonymous++;
            executable_anonymous += x;
        }
    }
    for (int i = 0; i < seen_n; i++)
        fact("%s: %s", file, seen[i]);
    fact("%s: named %d anonymous %d executable %d writable and executable %d strange %d overlaps %d heap %d stack %d vdso %d", file, named, anonymous, executable_anonymous, writable_executable, strange, overlaps, heap, stack, vdso);
}

/* What else tells of mappings must agree with maps: pages that are there, files that are mapped. */
static unsigned long shown[4096][2];
static int shown_n;

static bool is_shown(unsigned long start, unsigned long end)
{
    for (int i = 0; i < shown_n; i++)
        if (shown[i][0] < end && start < shown[i][1])
            return true;
    return false;
}

static void read_shown(void)
{
    slurp("/proc/self/maps");
    shown_n = 0;
    for (char *l = strtok(text, "\n"); l && shown_n < (int)COUNT(shown); l = strtok(NULL, "\n"))
        if (sscanf(l, "%lx-%lx", &shown[shown_n][0], &shown[shown_n][1]) == 2)
            shown_n++;
}

/* The pages of [start, end) that pagemap shows in maps, and outside of it. */
static void count_pages(int f, unsigned long start, unsigned long end, int *in, int *out)
{
    static uint64_t entries[1 << 16];
    for (unsigned long at = start; at < end;) {
        unsigned long n = (end - at) / PAGE < COUNT(entries) ? (end - at) / PAGE : COUNT(entries);
        long r = pread(f, entries, n * 8, (off_t)(at / PAGE * 8));
        NEED(r > 0);
        for (long i = 0; i < r / 8; i++)
            if (entries[i])
                *(is_shown(at + (unsigned long)i * PAGE, at + (unsigned long)(i + 1) * PAGE) ? in : out) += 1;
        at += (unsigned long)r / 8 * PAGE;
    }
}

struct region {
    uint64_t start, end, categories;
};

/* PAGEMAP_SCAN, where the kernel has it: all of the address space in one call. */
static int scan_strangers(int f)
{
    static struct region found[4096];
    struct {
        uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages, inverted, mask, anyof, returned;
    } arg = {sizeof arg, 0, 0, 0x7ffffffff000, 0, (uintptr_t)found, COUNT(found), 0, 0, 8, 0, 8};
    int n = (int)syscall(SYS_ioctl, f, 0xc0606610, &arg), strangers = 0;
    for (int i = 0; i < n; i++)
        strangers += !is_shown(found[i].start, found[i].end);
    return n == -1 ? (errno == ENOTTY ? 0 : -errno) : n < 10 ? -1 : strangers;
}

static void other_views(void)
{
    int in = 0, out = 0, f = open("/proc/self/pagemap", O_RDONLY);
    NEED(f >= 0);
    read_shown();
    for (int i = 0; i < shown_n; i++)
        count_pages(f, shown[i][0], shown[i][1] < 1ul << 47 ? shown[i][1] : shown[i][0], &in, &out);
    /* what lies between: a part of each gap from either end, and all that is below 2 GB */
    for (int i = 0; i + 1 < shown_n; i++) {
        unsigned long a = shown[i][1], b = shown[i + 1][0], most = 64ul << 20;
        if (b > 1ul << 47)
            continue;
        count_pages(f, a, b - a < most ? b : a + most, &in, &out);
        if (b - a > most)
            count_pages(f, b - most, b, &in, &out);
    }
    count_pages(f, 0x10000, 1ul << 31, &in, &out);
    fact("pagemap: pages in maps %d, outside %d", in > 50, out);
    fact("pagemap: strangers found by a scan %d", scan_strangers(f));
    close(f);

    int known = 0, unknown = 0;
    DIR *d = opendir("/proc/self/map_files");
    NEED(d != NULL);
    read_shown();
    for (struct dirent *e; (e = readdir(d));) {
        unsigned long a, b;
        if (sscanf(e->d_name, "%lx-%lx", &a, &b) == 2)
            *(is_shown(a, b) ? &known : &unknown) += 1;
    }
    closedir(d);
    fact("map_files: in maps %d, outside %d", known > 4, unknown);

    /* rollup adds up what smaps shows, give or take what has changed in between and rounding */
    long rss = 0, rollup = 0, v;
    unsigned long first = 0, start = 0;
    slurp("/proc/self/smaps");
    for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n")) {
        if (sscanf(l, "Rss: %ld kB", &v) == 1)
            rss += v;
        else if (!first)
            sscanf(l, "%lx-", &first);
    }
    slurp("/proc/self/smaps_rollup");
    int lines = 0;
    for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n"), lines++) {
        if (sscanf(l, "Rss: %ld kB", &v) == 1)
            rollup = v;
        else if (!start)
            sscanf(l, "%lx-", &start);
        fact("smaps_rollup: %d %.8s", (int)strlen(l), strchr(l, ':') && lines ? l : "range");
    }
    fact("smaps_rollup: Rss is that of smaps %d, begins with the first mapping %d", rss > 0 && labs(rss - rollup) <= 64, first == start);
}

static void descriptors(void)
{
    int fd = open("/dev/null", O_RDONLY);
    fact("next descriptor %d", fd);
    DIR *d = opendir("/proc/self/fd");
    int n = 0, highest = 0;
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        n++;
        highest = atoi(e->d_name) > highest ? atoi(e->d_name) : highest;
    }
    closedir(d);
    fact("open descriptors %d highest %d", n, highest);
    for (int i = 0; i < 2000; i++)
        if (i != fd && fcntl(i, F_GETFD) >= 0 && i > 2)
            fact("descriptor %d is open", i);
    close(fd);
    d = opendir("/proc/self/task");
    n = 0;
    for (struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.';
    closedir(d);
    fact("tasks %d", n);
    struct rlimit l;
    static const int which[] = {RLIMIT_STACK, RLIMIT_NOFILE, RLIMIT_AS, RLIMIT_CORE, RLIMIT_DATA, RLIMIT_NPROC, RLIMIT_SIGPENDING};
    for (size_t i = 0; i < COUNT(which); i++) {
        getrlimit(which[i], &l);
        fact("limit %d: %lx %lx", which[i], l.rlim_cur, l.rlim_max);
    }
    l.rlim_cur = 10, l.rlim_max = 4096;
    setrlimit(RLIMIT_NOFILE, &l);
    n = 0;
    while (open("/dev/null", O_RDONLY) >= 0)
        n++;
    fact("with 10 descriptors %d can be opened, errno %d", n, errno);
    fact("close_range %ld", syscall(SYS_close_range, 3, ~0u, 0));
    fact("after closing everything: %d", open("/dev/null", O_RDONLY));
}

static void memory(void)
{
    unsigned char vec[4];
    char *m = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *m = 1;
    munmap(m + 2 * PAGE, PAGE);
    int r = mincore(m, 2 * PAGE, vec);
    fact("mincore %d %d %d", r, vec[0] & 1, vec[1] & 1);
    r = mincore(m, 3 * PAGE, vec);
    fact("mincore with a hole %d errno %d", r, errno);
    int p[2];
    NEED(pipe(p) == 0);
    r = (int)write(p[1], m + 2 * PAGE, 8);
    fact("write from nothing %d errno %d", r, errno);
    r = (int)write(p[1], m + 2 * PAGE - 4, 8);
    fact("write from half of nothing %d", r);
    r = (int)syscall(SYS_getcwd, (void *)8, 100);
    fact("getcwd to nothing %d errno %d", r, errno);
    /* the stack grows, down to its limit */
    struct rlimit l;
    getrlimit(RLIMIT_STACK, &l);
    volatile char *deep = (char *)&l - 4 * 1024 * 1024;
    *deep = 5;
    fact("stack grew %d", *deep);
    fact("alignment of the first frame %lu", (unsigned long)__builtin_frame_address(0) % 16);
    static const long numbers[] = {-1, 390, 400, 500, 1000, 0x40000000 + 39, 1l << 33};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        errno = 0;
        long v = syscall(numbers[i], 1, 2, 3, 4, 5, 6);
        fact("system call %ld: %ld errno %d", numbers[i], v == getpid() ? 12345 : v, errno);
    }
    /* rcx is the next instruction, r11 the flags; the other registers are kept */
    uint64_t rcx, r11, next, kept;
    asm volatile("mov $39, %%eax; mov $1, %%edi; mov $2, %%esi; mov $3, %%edx; mov $4, %%r8d; mov $5, %%r9d; mov $6, %%r10d; syscall; 1: lea 1b(%%rip), %3; mov %%rcx, %0; mov %%r11, %1;"
                 "lea (%%rdi,%%rsi,8), %%rdi; lea (%%rdi,%%rdx,8), %%rdi; lea (%%r8,%%r9,8), %%r8; lea (%%r8,%%r10,8), %%r8; lea (%%rdi,%%r8,2), %2"
                 : "=&r"(rcx), "=&r"(r11), "=&r"(kept), "=&r"(next)::"rax", "rdi", "rsi", "rdx", "r8", "r9", "r10", "rcx", "r11", "memory", "cc");
    fact("rcx is the next instruction %d, r11 flags %lx, others %lu", rcx == next, r11 & 0x200, kept);
}

int main(int argc, char **argv)
{
    process_image(argc, argv);
    stat_fields();
    maps("/proc/self/maps", argv[0]);
    maps("/proc/self/smaps", argv[0]);
    other_views();
    memory();
    sigset_t m;
    sigprocmask(SIG_BLOCK, NULL, &m);
    for (int s = 1; s < 65; s++)
        if (sigismember(&m, s) == 1)
            fact("signal %d blocked at start", s);
    struct tms t;
    fact("times %d, clock %d", times(&t) != -1, clock() >= 0);
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    fact("rusage %d", u.ru_maxrss > 0);
    fact("umask %o, nice %d, policy %d, dumpable %d, keepcaps %d", umask(022), getpriority(PRIO_PROCESS, 0), sched_getscheduler(0), prctl(PR_GET_DUMPABLE), prctl(PR_GET_KEEPCAPS));
    fact("main thread is the leader %d, parent %d", gettid() == getpid(), getppid() > 0);
    descriptors();
    return 0;
}
