/* os/linux/procfs_view.c - texts of /proc as the application may see them, put into a file. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The application's open has been carried out natively; what it opened is recognised by what the
 * descriptor refers to, so no spelling of the path escapes. The kernel's text is read through
 * it, changed, written to a file in memory, and that file, opened for reading only, takes the
 * descriptor's place. The text is that of the moment of opening, where the kernel's is that of
 * the moment of reading.
 */
#include "os/linux/procfs_view.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/image.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <asm/errno.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/magic.h>
#include <linux/memfd.h>

enum { LINE_ROOM = 8192, PATH_ROOM = 256 };

static const struct app_view no_view, *view_above = &no_view;

void
os_app_view_set(const struct app_view *view)
{
    view_above = view;
}

const struct app_view *
procfs_app_view(void)
{
    return view_above;
}

/* ---- the sink ---- */

static void
sink_flush(struct sink *sink)
{
    for (size_t done = 0; done < sink->used && !sink->failed;) {
        intptr_t n = sys3(__NR_write, sink->fd, sink->buf + done, sink->used - done);
        if (n > 0)
            done += (size_t)n;
        else if (n != -EINTR)
            sink->failed = true;
    }
    sink->used = 0;
}

void
sink_put(struct sink *sink, const char *text, size_t size)
{
    while (size > 0) {
        if (sink->used == SINK_ROOM)
            sink_flush(sink);
        size_t n = MIN(size, SINK_ROOM - sink->used);
        memcpy(sink->buf + sink->used, text, n);
        sink->used += n;
        text += n;
        size -= n;
    }
}

/* ---- the filters of status and stat ---- */

static bool
signals_of(const void *tid, struct app_view_signals *out)
{
    return view_above->signals != NULL && view_above->signals((uintptr_t)*(const int *)tid, out);
}

void
procfs_filter_status(struct sink *sink, const char *line, size_t size, void *tid)
{
    enum { PENDING_ROW = 3 }; /* what waits in the kernel waits, too */
    struct app_view_signals s;
    char text[40];

    if (size < 8 || memcmp(line, "Sig", 3) != 0 || !signals_of(tid, &s)) {
        sink_put(sink, line, size);
        return;
    }
    const struct {
        const char *name;
        uint64_t value;
    } rows[] = {{"SigBlk", s.blocked}, {"SigIgn", s.ignored}, {"SigCgt", s.caught}, {"SigPnd", s.pending}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        if (memcmp(line, rows[i].name, 6) != 0)
            continue;
        uint64_t kernels = i == PENDING_ROW ? strtoull(line + 7, NULL, 16) : 0;
        int n = fmt_snprintf(text, sizeof(text), "%s:\t%016llx\n", rows[i].name,
                             (unsigned long long)(rows[i].value | kernels));
        sink_put(sink, text, (size_t)n);
        return;
    }
    sink_put(sink, line, size);
}

/* The words behind the name, which is in parentheses and may hold anything. Counted as in
 * proc(5): the state is the third. */
void
procfs_filter_stat(struct sink *sink, const char *line, size_t size, void *tid)
{
    enum { PENDING = 31, BLOCKED, IGNORED, CAUGHT };
    struct app_view_signals s;
    const char *p = memrchr(line, ')', size), *stop = line + size;
    char text[24];

    if (p == NULL || !signals_of(tid, &s)) {
        sink_put(sink, line, size);
        return;
    }
    sink_put(sink, line, (size_t)(p + 1 - line));
    p++;
    for (int word = 3; p < stop; word++) {
        const char *next = p + 1;
        while (next < stop && *next != ' ' && *next != '\n')
            next++;
        uint64_t value = word == PENDING ? s.pending | strtoull(p + 1, NULL, 10) : word == BLOCKED ? s.blocked
            : word == IGNORED                                          ? s.ignored
                                                                       : s.caught;
        if (word < PENDING || word > CAUGHT)
            sink_put(sink, p, (size_t)(next - p));
        else /* the kernel shows the first 31 signals here */
            sink_put(sink, text, (size_t)fmt_snprintf(text, sizeof(text), " %llu",
                                                      (unsigned long long)(value & 0x7fffffff)));
        p = next;
    }
}

/* ---- which files, and making them ---- */

struct source {
    struct sink sink;
    struct maps_state maps;
    struct rollup_state rollup;
    int tid;
    char line[LINE_ROOM];
};

/* Feeds the filter line by line; a line that is too long comes in pieces. */
static bool
copy_lines(int from, struct source *s, line_filter filter, void *state)
{
    size_t used = 0;

    for (;;) {
        intptr_t n = sys3(__NR_read, from, s->line + used, LINE_ROOM - used);
        if (n == -EINTR)
            continue;
        if (sys_failed(n))
            return false;
        if (n == 0)
            break;
        used += (size_t)n;
        size_t done = 0;
        const char *end;
        while ((end = memchr(s->line + done, '\n', used - done)) != NULL) {
            size_t size = (size_t)(end + 1 - (s->line + done));
            filter(&s->sink, s->line + done, size, state);
            done += size;
        }
        if (done == 0 && used == LINE_ROOM) {
            filter(&s->sink, s->line, used, state);
            done = used;
        }
        memmove(s->line, s->line + done, used - done);
        used -= done;
    }
    if (used > 0)
        filter(&s->sink, s->line, used, state);
    return true;
}

static bool
make_maps(int from, struct source *s)
{
    if (!copy_lines(from, s, procfs_filter_maps, &s->maps))
        return false;
    procfs_end_maps(&s->sink, &s->maps);
    return true;
}

static bool
make_smaps(int from, struct source *s)
{
    s->maps.has_details = true;
    return copy_lines(from, s, procfs_filter_maps, &s->maps);
}

/* The areas come from smaps of the same moment, nearly. */
static bool
make_rollup(int from, struct source *s)
{
    char path[48];

    fmt_snprintf(path, sizeof(path), "/proc/self/task/%d/smaps", s->tid);
    intptr_t smaps = sys4(__NR_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (sys_failed(smaps))
        return false;
    bool ok = copy_lines((int)smaps, s, procfs_filter_add_up, &s->rollup);
    sys1(__NR_close, smaps);
    return ok && copy_lines(from, s, procfs_filter_rollup, &s->rollup);
}

static bool
make_numa(int from, struct source *s)
{
    return copy_lines(from, s, procfs_filter_numa, NULL);
}

static bool
make_status(int from, struct source *s)
{
    return copy_lines(from, s, procfs_filter_status, &s->tid);
}

static bool
make_stat(int from, struct source *s)
{
    return copy_lines(from, s, procfs_filter_stat, &s->tid);
}

/* The areas that the kernel would have shown had it known of them (mm_set failed). */
static bool
make_memory(struct source *s, uintptr_t start, uintptr_t end)
{
    sink_put(&s->sink, (const char *)start, end - start);
    return true;
}

static bool
make_cmdline(int from, struct source *s)
{
    UNUSED(from);
    return make_memory(s, image_state()->stack.arg_start, image_state()->stack.arg_end);
}

static bool
make_environ(int from, struct source *s)
{
    UNUSED(from);
    return make_memory(s, image_state()->stack.env_start, image_state()->stack.env_end);
}

static bool
make_auxv(int from, struct source *s)
{
    uintptr_t start = (uintptr_t)image_state()->stack.auxv;

    UNUSED(from);
    return make_memory(s, start, start + image_state()->stack.auxv_size);
}

enum need { NEED_MEMORY, NEED_SIGNALS, NEED_MM };

static const struct view {
    const char *name;
    enum need need; /* what must be wrong with the kernel's text */
    bool (*make)(int from, struct source *s);
} views[] = {
    {"maps", NEED_MEMORY, make_maps},     {"smaps", NEED_MEMORY, make_smaps},
    {"numa_maps", NEED_MEMORY, make_numa}, {"smaps_rollup", NEED_MEMORY, make_rollup},
    {"status", NEED_SIGNALS, make_status}, {"stat", NEED_SIGNALS, make_stat},
    {"cmdline", NEED_MM, make_cmdline},   {"environ", NEED_MM, make_environ},
    {"auxv", NEED_MM, make_auxv},
};

static const struct view *
find_view(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(views); i++) {
        enum need need = views[i].need;
        if (strcmp(views[i].name, name) != 0)
            continue;
        bool needed = need == NEED_MEMORY ? true
            : need == NEED_SIGNALS        ? view_above->signals != NULL
                                          : image_state() != NULL && !image_state()->mm.mm_set;
        return needed ? &views[i] : NULL;
    }
    return NULL;
}

bool
procfs_may_matter(const char *name)
{
    return find_view(name) != NULL;
}

/* Reads the number that ends before *END, and the slash before it. */
static bool
number_before(const char *text, const char **end, unsigned *out)
{
    const char *p = *end;

    while (p > text && p[-1] >= '0' && p[-1] <= '9')
        p--;
    if (p == *end || p == text || p[-1] != '/')
        return false;
    *out = (unsigned)strtoul(p, NULL, 10);
    *end = p - 1;
    return true;
}

const char *
procfs_own_name(const char *path, int *tid)
{
    const char *last = strrchr(path, '/'), *end = last;
    unsigned number, pid = (unsigned)sys0(__NR_getpid);

    if (last == NULL || !number_before(path, &end, &number))
        return NULL;
    *tid = (int)number;
    if (end - path >= 5 && memcmp(end - 5, "/task", 5) == 0) {
        end -= 5;
        if (!number_before(path, &end, &number))
            return NULL;
    }
    return number == pid ? last + 1 : NULL;
}

static const struct view *
view_of(int fd, int *tid)
{
    char link[32], path[PATH_ROOM];
    struct statfs fs;

    if (sys2(__NR_fstatfs, fd, &fs) != 0 || fs.f_type != PROC_SUPER_MAGIC)
        return NULL;
    fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    intptr_t n = sys4(__NR_readlinkat, AT_FDCWD, link, path, sizeof(path) - 1);
    if (sys_failed(n))
        return NULL;
    path[n] = '\0';
    const char *name = procfs_own_name(path, tid);
    return name == NULL ? NULL : find_view(name);
}

/* Lets FD be the file that the sink was written to, opened for reading only. */
static void
take_place(int fd, int made, int flags)
{
    char link[32];
    int cloexec = flags & O_CLOEXEC;

    fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", made);
    intptr_t reader = sys4(__NR_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
    if (sys_failed(reader))
        return;
    sys3(__NR_dup3, reader, fd, cloexec);
    sys1(__NR_close, reader);
}

void
procfs_replace(int fd, int flags)
{
    int tid = 0;
    const struct view *view = view_of(fd, &tid);

    if (view == NULL)
        return;
    struct source *s = os_mem_alloc(sizeof(*s), OS_PROT_READ | OS_PROT_WRITE);
    if (s == NULL)
        return;
    intptr_t made = sys2(__NR_memfd_create, view->name, MFD_CLOEXEC);
    if (!sys_failed(made)) {
        s->sink.fd = (int)made;
        s->tid = tid;
        if (view->make(fd, s)) {
            sink_flush(&s->sink);
            if (!s->sink.failed)
                take_place(fd, (int)made, flags);
        }
        sys1(__NR_close, made);
    }
    os_mem_free(s, sizeof(*s));
}
