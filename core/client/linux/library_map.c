/* core/client/linux/library_map.c - puts the segments of a shared library into memory. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Clients refer to their variables from code in the cache, by address. The cache has parts that are
 * far from each other, so only an address that fits 31 bits can be named from all of them: libraries
 * go into the upper part of the first 2 GB where that is free.
 */
#include "core/client/linux/library_map.h"

#include "core/client/library.h"

#include "os/base/string.h"
#include "os/map.h"
#include "os/mem.h"

enum { LOWEST = 0x10000000, PREFERRED = 0x70000000 };
#define HIGHEST ((uintptr_t)0x7fff0000)

static const char no_memory[] = "no memory to map it";

static const char *
read_plan(os_file f, struct elf_plan *plan, bool is_to_run)
{
    uint8_t head[ELF_HEAD_SIZE];
    int64_t file_size = os_file_size(f);
    intptr_t n = os_file_read(f, head, sizeof head);

    if (n < 0 || file_size < 0)
        return "cannot be read";
    /* An executable has the same layout; it only could not be moved. */
    if (!is_to_run && n > 17 && head[offsetof(struct elf_ehdr, type)] == ELF_TYPE_EXEC)
        head[offsetof(struct elf_ehdr, type)] = ELF_TYPE_DYN;
    return elf_plan_read(head, (size_t)n, (uint64_t)file_size, os_mem_facts()->page, plan);
}

static int
protection_of(const struct elf_segment *s)
{
    return OS_PROT_READ | (s->is_writable ? OS_PROT_WRITE : 0) | (s->is_executable ? OS_PROT_EXEC : 0);
}

static bool
map_segment(os_file f, const struct elf_plan *plan, const struct elf_segment *s, uintptr_t bias)
{
    uintptr_t start = align_down(s->start, plan->page), file_pages = align_up(s->file_end, plan->page);
    uintptr_t end = align_up(s->end, plan->page);
    int prot = protection_of(s);

    if (s->file_end > s->start && os_map_file(f, s->offset - (s->start - start), file_pages - start, prot, bias + start) == NULL)
        return false;
    if (s->file_end == s->start)
        file_pages = start;
    if (s->end > s->file_end && s->file_end > s->start && s->is_writable)
        memset((void *)(bias + s->file_end), 0, MIN(file_pages, s->end) - s->file_end);
    /* The reservation is zeroed memory without access. */
    return end <= file_pages || os_mem_protect((void *)(bias + file_pages), end - file_pages, prot);
}

static const char *
map_all(os_file f, const struct elf_plan *plan, uintptr_t *base)
{
    size_t size = plan->high - plan->low;
    void *where = os_mem_alloc_within(LOWEST, HIGHEST, PREFERRED, size, OS_PROT_NONE);

    if (where == NULL)
        where = os_mem_alloc(size, OS_PROT_NONE);
    if (where == NULL)
        return no_memory;
    *base = (uintptr_t)where;
    for (unsigned i = 0; i < plan->count; i++)
        if (!map_segment(f, plan, &plan->segment[i], *base - plan->low)) {
            library_unmap(plan, *base);
            return no_memory;
        }
    return NULL;
}

static const char *
why_not_open(const char *path)
{
    if (os_file_exists(path, true))
        return "a directory, not a library";
    return os_file_exists(path, false) ? "cannot be opened" : "no such file";
}

const char *
library_map(const char *path, struct elf_plan *plan, struct elf_image *image, uintptr_t *base)
{
    os_file f = os_file_exists(path, true) ? OS_FILE_INVALID : os_file_open(path, OS_FILE_READ, NULL);
    const char *wrong;

    if (f == OS_FILE_INVALID)
        return why_not_open(path);
    wrong = read_plan(f, plan, true);
    if (wrong == NULL && plan->has_tls)
        wrong = "thread-local variables need a C library of its own, which is not supported";
    if (wrong == NULL)
        wrong = map_all(f, plan, base);
    os_file_close(f);
    if (wrong != NULL)
        return wrong;
    wrong = elf_image_read(plan, *base - plan->low, image);
    if (wrong != NULL)
        library_unmap(plan, *base);
    return wrong;
}

void *
library_map_to_read(const char *path, size_t *size)
{
    os_file f = os_file_exists(path, true) ? OS_FILE_INVALID : os_file_open(path, OS_FILE_READ, NULL);
    struct elf_plan plan;
    uintptr_t base = 0;

    if (f == OS_FILE_INVALID)
        return NULL;
    if (read_plan(f, &plan, false) != NULL || map_all(f, &plan, &base) != NULL)
        base = 0;
    os_file_close(f);
    *size = base == 0 ? 0 : plan.high - plan.low;
    return (void *)base;
}

void
library_protect(const struct elf_image *image)
{
    const struct elf_plan *plan = image->plan;
    uintptr_t start = align_down(plan->relro, plan->page), end = align_down(plan->relro + plan->relro_size, plan->page);

    if (end > start)
        os_mem_protect((void *)(image->bias + start), end - start, OS_PROT_READ);
}

void
library_unmap(const struct elf_plan *plan, uintptr_t base)
{
    os_map_unmap((void *)base, plan->high - plan->low);
}
