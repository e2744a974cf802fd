/* os/windows/app_maps.c - what the kernel says is mapped.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_maps.h"
#include "os/mem.h"
#include "os/windows/device.h"
#include "os/windows/protect.h"
#include "os/windows/sys.h"
#include "os/windows/utf.h"

/* The file of the last image, as one has several lines. */
struct walk {
    void (*visit)(const struct os_map_line *m, void *arg);
    void *arg;
    bool is_own;
    uintptr_t named;
    char path[1024];
};

static const char *
file_name(struct walk *w, const struct nt_memory *m)
{
    struct {
        struct nt_string name;
        wchar16 text[512];
    } file;
    if (m->type != MEM_IMAGE)
        return "";
    if (w->named == m->allocation)
        return w->path;
    w->named = m->allocation;
    w->path[0] = '\0';
    if (!nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, m->allocation, MEMORY_FILE_NAME, &file, sizeof(file), 0)))
        utf_to_8(file.name.text, file.name.size / 2, w->path, sizeof(w->path));
    device_to_dos(w->path, device_needs_drives(w->path) ? device_drives() : NULL);
    return w->path;
}

static void
visit_part(struct walk *w, const struct nt_memory *m, uintptr_t start, uintptr_t end)
{
    struct os_map_line line = {
        .start = start,
        .end = end,
        .prot = protect_to_prot(m->protect),
        .is_shared = m->type == MEM_MAPPED,
        .offset = start - m->allocation,
        .inode = m->type == MEM_IMAGE ? m->allocation : 0,
        .path = file_name(w, m),
    };
    if (end > start)
        w->visit(&line, w->arg);
}

static void
visit_parts(struct walk *w, const struct nt_memory *m)
{
    uintptr_t end = m->base + m->size;
    for (uintptr_t at = m->base; at < end;) {
        uintptr_t own, own_end;
        if (!os_mem_find_own(at, &own, &own_end) || own >= end)
            own = own_end = end;
        own = own > at ? own : at;
        own_end = own_end < end ? own_end : end;
        if (w->is_own)
            visit_part(w, m, own, own_end);
        else
            visit_part(w, m, at, own);
        at = own_end;
    }
}

static bool
query(uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, m, sizeof(*m), 0)) && m->size != 0;
}

static void
walk(struct walk *w, uintptr_t from, uintptr_t to)
{
    struct nt_memory m;
    for (uintptr_t at = from; at < to; at = m.base + m.size) {
        if (!query(at, &m))
            return;
        if (m.state == MEM_COMMIT)
            visit_parts(w, &m);
    }
}

void
os_maps_iterate(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    walk(&(struct walk){ .visit = visit, .arg = arg }, 0, os_mem_facts()->highest);
}

/* A region is told from the address on that is asked about: so what is allocated together is begun with. */
void
os_maps_iterate_in(uintptr_t start, uintptr_t end, void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    struct nt_memory m;
    if (query(start, &m))
        walk(&(struct walk){ .visit = visit, .arg = arg }, m.state == MEM_FREE ? start : m.allocation, end);
}

void
os_maps_iterate_own(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    walk(&(struct walk){ .visit = visit, .arg = arg, .is_own = true }, 0, os_mem_facts()->highest);
}
