/* os/linux/app_maps.c - reads /proc/self/maps.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_maps.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/linux/image_regions.h"
#include "os/mem.h"

/* The whole text is read before the first visit, because a visitor may change the mappings. */
enum { FIRST_ROOM = 64 * 1024 };

static const char *
number(const char *p, int base, uint64_t *out)
{
    uint64_t n = 0;
    for (;; p++) {
        int digit = *p >= '0' && *p <= '9' ? *p - '0' : *p >= 'a' && *p <= 'f' ? *p - 'a' + 10 : 99;
        if (digit >= base)
            break;
        n = n * (uint64_t)base + (uint64_t)digit;
    }
    *out = n;
    return p;
}

static const char *
skip_word(const char *p)
{
    while (*p != ' ' && *p != '\n' && *p != '\0')
        p++;
    return *p == ' ' ? p + 1 : p;
}

/* start-end rwxp offset dev inode   path */
static const char *
parse_line(char *line, struct os_map_line *m)
{
    uint64_t start, end;
    char *eol = strchr(line, '\n');
    if (eol == NULL)
        return NULL;
    *eol = '\0';
    const char *p = number(line, 16, &start);
    p = number(p + 1, 16, &end) + 1;
    m->start = (uintptr_t)start;
    m->end = (uintptr_t)end;
    m->prot = (p[0] == 'r' ? OS_PROT_READ : 0) | (p[1] == 'w' ? OS_PROT_WRITE : 0) |
        (p[2] == 'x' ? OS_PROT_EXEC : 0);
    m->is_shared = p[3] == 's';
    p = number(skip_word(p), 16, &m->offset);
    p = number(skip_word(p + 1), 10, &m->inode);
    while (*p == ' ')
        p++;
    m->path = p;
    return eol + 1;
}

static size_t
read_all(char *buf, size_t room)
{
    os_file f = os_file_open("/proc/thread-self/maps", OS_FILE_READ, NULL);
    if (f == OS_FILE_INVALID)
        return 0;
    size_t n = 0;
    intptr_t r;
    while (n < room && (r = os_file_read(f, buf + n, room - n)) > 0)
        n += (size_t)r;
    os_file_close(f);
    return n;
}

/* One walk over the list: who wants to see which part of it. */
struct walk {
    void (*visit)(const struct os_map_line *m, void *arg);
    void *arg;
    bool is_own; /* only the runtime's own, or only the rest */
};

static void
visit_part(const struct walk *w, const struct os_map_line *line, uintptr_t start, uintptr_t end)
{
    struct os_map_line part = *line;
    part.start = start;
    part.end = end;
    if (line->inode != 0)
        part.offset += start - line->start;
    if (end > start)
        w->visit(&part, w->arg);
}

/* Visits the parts of a line that are wanted. */
static void
visit_parts(const struct walk *w, const struct os_map_line *line)
{
    for (uintptr_t at = line->start; at < line->end;) {
        uintptr_t own, own_end;
        if (!os_mem_find_own(at, &own, &own_end) || own >= line->end)
            own = own_end = line->end;
        own = MAX(own, at);
        own_end = MIN(own_end, line->end);
        if (w->is_own)
            visit_part(w, line, own, own_end);
        else
            visit_part(w, line, at, own);
        at = own_end;
    }
}

static void
walk_lines(const struct walk *w, char *text)
{
    struct os_map_line m;
    while (text != NULL && *text != '\0') {
        char *next = (char *)(uintptr_t)parse_line(text, &m);
        if (next != NULL)
            visit_parts(w, &m);
        text = next;
    }
}

static void
walk(const struct walk *w)
{
    for (size_t room = FIRST_ROOM;; room *= 4) {
        char *buf = os_mem_alloc(room, OS_PROT_READ | OS_PROT_WRITE);
        if (buf == NULL)
            return;
        size_t n = read_all(buf, room - 1);
        if (n == 0 && !w->is_own)
            image_regions_visit(w->visit, w->arg);
        if (n < room - 1) {
            walk_lines(w, buf);
            os_mem_free(buf, room);
            return;
        }
        os_mem_free(buf, room);
    }
}

void
os_maps_iterate(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    walk(&(struct walk){ visit, arg, false });
}

/* The kernel tells of all or none. */
void
os_maps_iterate_in(uintptr_t start, uintptr_t end, void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    (void)start;
    (void)end;
    os_maps_iterate(visit, arg);
}

void
os_maps_iterate_own(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    walk(&(struct walk){ visit, arg, true });
}
