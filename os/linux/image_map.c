/* os/linux/image_map.c - maps an ELF file as the kernel would. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * First the place is taken (so that nothing else is ever replaced), then the segments are
 * mapped over it, then what is left between them is given back: the kernel leaves such gaps
 * unmapped too. A program with fixed addresses may have segments far apart, so there only
 * what segments cover is taken.
 */
#include "os/linux/image_map.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/sys.h"

#include <asm/errno.h>
#include <asm/mman.h>
#include <linux/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#    define MAP_FIXED_NOREPLACE 0x100000
#endif

struct map_error {
    char *buf;
    size_t size;
    const char *path;
};

static bool
complain(const struct map_error *e, intptr_t code, uintptr_t at, size_t size)
{
    const char *why = code == -ENOMEM ? "not enough memory (or address space)"
        : code == -EEXIST             ? "something is mapped there already"
        : code == -EPERM              ? "not permitted (vm.mmap_min_addr?)"
        : code == -EACCES             ? "permission denied (mounted noexec?)"
                                      : "refused by the kernel";

    fmt_snprintf(e->buf, e->size, "%s: cannot be mapped at %#zx-%#zx: %s", e->path, (size_t)at,
                 (size_t)at + size, why);
    return false;
}

/* A run of pages that segments cover. */
struct run {
    uintptr_t start, end;
};

/* The first run that ends behind AT. */
static bool
next_run(const struct image_file *file, uintptr_t at, struct run *out)
{
    bool grown = true;

    *out = (struct run){UINTPTR_MAX, 0};
    while (grown) {
        grown = false;
        for (unsigned i = 0; i < file->header.phdr_count; i++) {
            const elf_phdr *p = &file->phdrs[i];
            uintptr_t start = align_down(p->p_vaddr, ELF_PAGE);
            uintptr_t end = align_up(p->p_vaddr + p->p_memsz, ELF_PAGE);
            if (p->p_type != PT_LOAD || start == end || end <= at)
                continue;
            if (out->end == 0 || (start < out->start && end < out->start))
                *out = (struct run){start, end};
            else if (start <= out->end && end >= out->start &&
                     (start < out->start || end > out->end))
                *out = (struct run){MIN(start, out->start), MAX(end, out->end)};
            else
                continue;
            grown = true;
        }
    }
    return out->end != 0;
}

/* Takes a range in which nothing is mapped yet. */
static intptr_t
reserve(uintptr_t at, size_t size)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    intptr_t r = sys6(__NR_mmap, at, size, PROT_NONE,
                      flags | (at != 0 ? MAP_FIXED_NOREPLACE : 0), -1, 0);

    if (!sys_failed(r) && at != 0 && (uintptr_t)r != at) { /* a kernel before 4.17 */
        sys2(__NR_munmap, r, size);
        return -EEXIST;
    }
    return r;
}

static bool
reserve_runs(const struct image_file *file, const struct map_error *e)
{
    struct run run;

    for (uintptr_t at = 0; next_run(file, at, &run); at = run.end) {
        intptr_t r = reserve(run.start, run.end - run.start);
        if (sys_failed(r))
            return complain(e, r, run.start, run.end - run.start);
    }
    return true;
}

/* Takes room for a file that can go anywhere, aligned as it asks. */
static bool
reserve_span(const struct image_file *file, uintptr_t place, uintptr_t *bias,
             const struct map_error *e)
{
    const struct elf_plan *plan = &file->plan;
    size_t span = plan->high - plan->low;
    size_t extra = place != 0 ? 0 : plan->align - ELF_PAGE;
    intptr_t r = reserve(place, span + extra);

    if (sys_failed(r))
        return complain(e, r, place, span + extra);
    uintptr_t got = (uintptr_t)r, base = got;
    if (extra != 0) {
        base = align_up(got - plan->low, plan->align) + plan->low;
        if (base > got)
            sys2(__NR_munmap, got, base - got);
        if (base - got < extra)
            sys2(__NR_munmap, base + span, extra - (base - got));
    }
    *bias = base - plan->low;
    return true;
}

static void
drop_gaps(const struct image_file *file, uintptr_t bias)
{
    struct run run;
    uintptr_t at = file->plan.low;

    while (next_run(file, at, &run)) {
        if (run.start > at)
            sys2(__NR_munmap, bias + at, run.start - at);
        at = run.end;
    }
}

/* Maps one segment; its memory beyond the file's part is zero. */
static bool
map_segment(const struct image_file *file, const elf_phdr *p, uintptr_t bias,
            const struct map_error *e)
{
    uintptr_t start = align_down(bias + p->p_vaddr, ELF_PAGE);
    uintptr_t file_end = bias + p->p_vaddr + p->p_filesz, end = bias + p->p_vaddr + p->p_memsz;
    uintptr_t zero = p->p_filesz == 0 ? start : align_up(file_end, ELF_PAGE);
    int prot = (p->p_flags & PF_R ? PROT_READ : 0) | (p->p_flags & PF_W ? PROT_WRITE : 0) |
        (p->p_flags & PF_X ? PROT_EXEC : 0);
    intptr_t r;

    if (p->p_filesz != 0) {
        r = sys6(__NR_mmap, start, zero - start, prot, MAP_PRIVATE | MAP_FIXED, file->fd,
                 align_down(p->p_offset, ELF_PAGE));
        if (sys_failed(r))
            return complain(e, r, start, zero - start);
        /* To the end of the page, not of the segment: ELF interpreters use the rest of it. */
        if (end > file_end && (prot & PROT_WRITE) != 0)
            memset((void *)file_end, 0, zero - file_end);
    }
    if (align_up(end, ELF_PAGE) <= zero)
        return true;
    /* Linux makes this part writable whatever the segment says. */
    r = sys6(__NR_mmap, zero, align_up(end, ELF_PAGE) - zero,
             PROT_READ | PROT_WRITE | (prot & PROT_EXEC),
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return sys_failed(r) ? complain(e, r, zero, align_up(end, ELF_PAGE) - zero) : true;
}

bool
image_map(const struct image_file *file, const char *path, uintptr_t place, uintptr_t *bias,
          char *err, size_t err_size)
{
    const struct map_error e = {err, err_size, path};

    *bias = 0;
    if (file->header.fixed) {
        if (!reserve_runs(file, &e))
            return false;
    } else if (!reserve_span(file, place, bias, &e))
        return false;
    for (unsigned i = 0; i < file->header.phdr_count; i++)
        if (file->phdrs[i].p_type == PT_LOAD && file->phdrs[i].p_memsz != 0 &&
            !map_segment(file, &file->phdrs[i], *bias, &e))
            return false;
    if (!file->header.fixed)
        drop_gaps(file, *bias);
    return true;
}
