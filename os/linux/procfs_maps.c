/* os/linux/procfs_maps.c - /proc/PID/maps, smaps, smaps_rollup and numa_maps without the runtime. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel's lines are about its own areas: what it could join is one line, whoever mapped it,
 * and what has different protections is several. The application must see the lines that it
 * would have natively. So each line is cut into pieces with one answer each; a piece
 * is dropped, kept, or shown with another protection, and pieces that only a protection
 * had kept apart are joined again, as the kernel would have. smaps has the same first lines
 * with details below each; there, pieces are not joined, and the details of a line that is cut
 * (which the runtime's own memory never causes: its flags differ) follow the last piece.
 */
#include "os/linux/procfs_view.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/mem.h"

/* A line of maps, taken apart. */
struct area {
    uintptr_t start, end;
    uint64_t offset;
    char perms[8];
    const char *rest;
    size_t rest_size; /* with the end of line */
};

/* "START-END PERMS OFFSET REST"; false: no such line. */
static bool
read_area(const char *line, size_t size, struct area *out)
{
    const char *stop = line + size;
    char *p;

    out->start = strtoul(line, &p, 16);
    if (p == line || *p != '-')
        return false;
    out->end = strtoul(p + 1, &p, 16);
    if (p + 6 > stop || p[0] != ' ' || p[5] != ' ')
        return false;
    memcpy(out->perms, p + 1, 4);
    out->perms[4] = '\0';
    out->offset = strtoull(p + 6, &p, 16);
    out->rest = p;
    out->rest_size = (size_t)(stop - p);
    return p < stop && *p == ' ';
}

/* maps is written with the name in a column of its own, so the rest of a line depends on the
 * length of what stands before: it is padded by us. */
enum { NAME_COLUMN = 73 };

/* The parts of REST: " DEV INODE" and the name, if there is one. */
static size_t
size_before_name(const char *rest, size_t size)
{
    size_t i = 0;

    for (int words = 0; words < 2; words++) {
        while (i < size && rest[i] == ' ')
            i++;
        while (i < size && rest[i] != ' ' && rest[i] != '\n')
            i++;
    }
    return i;
}

static void
put_area(struct sink *sink, uintptr_t start, uintptr_t end, const char *perms, uint64_t offset,
         const char *rest, size_t rest_size)
{
    char text[128];
    size_t head = size_before_name(rest, rest_size), name = head;
    int n = fmt_snprintf(text, sizeof(text), "%08zx-%08zx %s %08llx%.*s ", (size_t)start,
                         (size_t)end, perms, (unsigned long long)offset, (int)MIN(head, 48), rest);

    while (name < rest_size && rest[name] == ' ')
        name++;
    sink_put(sink, text, (size_t)n);
    if (name < rest_size && rest[name] != '\n')
        for (; n < NAME_COLUMN; n++)
            sink_put(sink, " ", 1);
    sink_put(sink, rest + name, rest_size - name);
}

void
procfs_end_maps(struct sink *sink, struct maps_state *held)
{
    if (held->end != 0)
        put_area(sink, held->start, held->end, held->perms, held->offset, held->rest,
                 strlen(held->rest));
    held->end = 0;
}

static bool
is_anonymous(const char *rest)
{
    return string_starts_with(rest, " 00:00 0 ") || strcmp(rest, " 00:00 0\n") == 0;
}

/* Whether the kernel would show both as one, had the second its changed protection. */
static bool
continues(const struct maps_state *held, const struct area *a, bool changed)
{
    if (held->end != a->start || !(held->changed || changed) ||
        strcmp(held->perms, a->perms) != 0 || strlen(held->rest) != a->rest_size ||
        memcmp(held->rest, a->rest, a->rest_size) != 0)
        return false;
    return is_anonymous(held->rest) || held->offset + (held->end - held->start) == a->offset;
}

static void
show(struct sink *sink, struct maps_state *held, const struct area *a, bool changed)
{
    if (held->has_details || a->rest_size >= sizeof(held->rest)) {
        procfs_end_maps(sink, held);
        put_area(sink, a->start, a->end, a->perms, a->offset, a->rest, a->rest_size);
        return;
    }
    if (held->end != 0 && continues(held, a, changed)) {
        held->end = a->end;
        held->changed |= changed;
        return;
    }
    procfs_end_maps(sink, held);
    held->start = a->start;
    held->end = a->end;
    held->offset = a->offset;
    held->changed = changed;
    memcpy(held->perms, a->perms, sizeof(held->perms));
    memcpy(held->rest, a->rest, a->rest_size);
    held->rest[a->rest_size] = '\0';
}

/* Sets the protection's letters; true if they were others. */
static bool
set_perms(char *perms, int prot)
{
    const char letters[3] = {prot & OS_PROT_READ ? 'r' : '-', prot & OS_PROT_WRITE ? 'w' : '-',
                             prot & OS_PROT_EXEC ? 'x' : '-'};
    bool changed = memcmp(perms, letters, 3) != 0;

    memcpy(perms, letters, 3);
    return changed;
}

enum { HIDE = -2 };

/* HIDE, APP_VIEW_AS_IS or a protection, for [start, *until). */
static int
view(uintptr_t start, uintptr_t end, uintptr_t *until)
{
    const struct app_view *above = procfs_app_view();
    uintptr_t own, own_end;

    *until = end;
    if (os_mem_find_own(start, &own, &own_end) && own < end) {
        *until = own <= start ? MIN(own_end, end) : own;
        if (own <= start)
            return HIDE;
    }
    if (above->protection == NULL)
        return APP_VIEW_AS_IS;
    end = *until;
    int answer = above->protection(start, end, until);
    if (*until <= start || *until > end)
        *until = end;
    return answer;
}

void
procfs_filter_maps(struct sink *sink, const char *line, size_t size, void *state)
{
    struct maps_state *held = state;
    struct area whole;

    if (!read_area(line, size, &whole)) { /* a detail of smaps */
        if (!held->skipping)
            sink_put(sink, line, size);
        return;
    }
    held->skipping = true;
    for (uintptr_t at = whole.start, until; at < whole.end; at = until) {
        int answer = view(at, whole.end, &until);
        if (answer == HIDE)
            continue;
        struct area piece = whole;
        piece.start = at;
        piece.end = until;
        if (!is_anonymous(whole.rest))
            piece.offset += at - whole.start;
        bool changed = answer >= 0 && set_perms(piece.perms, answer);
        held->skipping = false;
        show(sink, held, &piece, changed);
    }
}

/* numa_maps: "START ...", one line for each area. */
void
procfs_filter_numa(struct sink *sink, const char *line, size_t size, void *state)
{
    char *p;
    uintptr_t start = strtoul(line, &p, 16), until;

    UNUSED(state);
    if (p != line && view(start, start + 1, &until) == HIDE)
        return;
    sink_put(sink, line, size);
}

/* ---- smaps_rollup ---- */

/* "NAME:   VALUE kB"; false: no such line. */
static bool
read_sum(const char *line, size_t size, size_t *name_size, uint64_t *kb)
{
    const char *colon = memchr(line, ':', size);
    char *p;

    if (colon == NULL)
        return false;
    *name_size = (size_t)(colon - line);
    *kb = strtoull(colon + 1, &p, 10);
    return p < line + size && string_starts_with(p, " kB");
}

/* The sum with this name, a new one if there is room. */
static uint64_t *
sum_of(struct rollup_state *r, const char *name, size_t size)
{
    static uint64_t nowhere;
    unsigned i = 0;

    if (size >= sizeof(r->hidden[0].name))
        return &nowhere;
    while (i < r->count && (strlen(r->hidden[i].name) != size || memcmp(r->hidden[i].name, name, size) != 0))
        i++;
    if (i == ARRAY_SIZE(r->hidden))
        return &nowhere;
    if (i == r->count) {
        memcpy(r->hidden[i].name, name, size);
        r->count++;
    }
    return &r->hidden[i].kb;
}

/* smaps has one Pss for pages of both kinds; of pages that nobody shares it is as good as Rss. */
static void
split_pss(struct rollup_state *r, uint64_t anonymous)
{
    uint64_t part = MIN(r->pss, anonymous);

    *sum_of(r, "Pss_Anon", 8) += part;
    *sum_of(r, "Pss_File", 8) += r->pss - part;
}

void
procfs_filter_add_up(struct sink *sink, const char *line, size_t size, void *rollup)
{
    struct rollup_state *r = rollup;
    struct area a;
    size_t name;
    uint64_t kb;

    UNUSED(sink);
    if (read_area(line, size, &a)) {
        r->is_hidden = view(a.start, a.end, &a.end) == HIDE;
        if (!r->is_hidden && r->start == 0)
            r->start = a.start;
    } else if (r->is_hidden && read_sum(line, size, &name, &kb)) {
        *sum_of(r, line, name) += kb;
        if (string_starts_with(line, "Pss:"))
            r->pss = kb;
        else if (string_starts_with(line, "Anonymous:"))
            split_pss(r, kb);
    }
}

void
procfs_filter_rollup(struct sink *sink, const char *line, size_t size, void *rollup)
{
    struct rollup_state *r = rollup;
    struct area a;
    char text[64];
    size_t name;
    uint64_t kb;

    if (read_area(line, size, &a)) {
        put_area(sink, r->start, a.end, a.perms, a.offset, a.rest, a.rest_size);
    } else if (read_sum(line, size, &name, &kb) && name < sizeof(r->hidden[0].name)) {
        uint64_t ours = MIN(*sum_of(r, line, name), kb);
        /* the number ends at the same column in all lines */
        int n = fmt_snprintf(text, sizeof(text), "%.*s:%*llu kB\n", (int)name, line,
                             (int)(MAX(name, 15) + 8 - name), (unsigned long long)(kb - ours));
        sink_put(sink, text, (size_t)n);
    } else {
        sink_put(sink, line, size);
    }
}
