/* os/linux/image_regions.c - what a fresh program has mapped, where /proc cannot be asked. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Without /proc (a chroot, a bare container) the kernel still tells by mincore() whether a page
 * is mapped. The files' segments are known because we mapped them; the ends of the stack and of
 * the vdso with its data pages are found page by page.
 */
#include "os/linux/image_regions.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/image.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <linux/auxvec.h>

enum { MOST = 96, VDSO_DATA_PAGES = 32, STACK_PAGES = 1 << 20 };

struct list {
    struct os_map_line line[MOST];
    unsigned count;
};

static void
add(struct list *list, uintptr_t start, uintptr_t end, int prot, const char *path)
{
    unsigned i = list->count;

    if (start >= end || i == MOST)
        return;
    for (; i > 0 && list->line[i - 1].start > start; i--)
        list->line[i] = list->line[i - 1];
    list->line[i] = (struct os_map_line){.start = start, .end = end, .prot = prot, .path = path};
    list->count++;
}

static void
add_segment(struct list *list, const elf_phdr *p, uintptr_t bias, const char *path)
{
    uintptr_t start = align_down(bias + p->p_vaddr, ELF_PAGE);
    uintptr_t file_end = align_up(bias + p->p_vaddr + p->p_filesz, ELF_PAGE);
    uintptr_t end = align_up(bias + p->p_vaddr + p->p_memsz, ELF_PAGE);
    int prot = (p->p_flags & PF_R ? OS_PROT_READ : 0) | (p->p_flags & PF_W ? OS_PROT_WRITE : 0) |
        (p->p_flags & PF_X ? OS_PROT_EXEC : 0);

    if (p->p_filesz == 0)
        file_end = start;
    add(list, start, file_end, prot, path);
    add(list, file_end, end, OS_PROT_READ | OS_PROT_WRITE | (prot & OS_PROT_EXEC), "");
}

static void
add_file(struct list *list, const struct image_file *file, uintptr_t bias, const char *path)
{
    for (unsigned i = 0; file->phdrs != NULL && i < file->header.phdr_count; i++)
        if (file->phdrs[i].p_type == PT_LOAD && file->phdrs[i].p_memsz != 0)
            add_segment(list, &file->phdrs[i], bias, path);
}

static bool
is_mapped(uintptr_t page)
{
    unsigned char resident;

    return sys3(__NR_mincore, page, ELF_PAGE, &resident) == 0;
}

/* How far the mapped pages around AT reach, in steps of STEP, at most MOST_PAGES. */
static uintptr_t
reach(uintptr_t at, intptr_t step, unsigned most_pages)
{
    while (most_pages-- > 0 && is_mapped(at + (uintptr_t)step))
        at += (uintptr_t)step;
    return at;
}

static void
add_vdso(struct list *list)
{
    const struct aux *a = aux_find(image_state()->stack.auxv, AT_SYSINFO_EHDR);

    if (a == NULL)
        return;
    uintptr_t end = reach(a->value, ELF_PAGE, VDSO_DATA_PAGES) + ELF_PAGE;
    for (unsigned i = 0; i < list->count; i++) /* it may touch a file's segment */
        if (list->line[i].start > a->value)
            end = MIN(end, list->line[i].start);
    add(list, a->value, end, OS_PROT_READ | OS_PROT_EXEC, "[vdso]");
}

static void
add_stack(struct list *list)
{
    uintptr_t page = align_down(image_state()->image.sp, ELF_PAGE);
    int prot = OS_PROT_READ | OS_PROT_WRITE |
        (image_loaded_files()->exe.plan.exec_stack ? OS_PROT_EXEC : 0);

    add(list, reach(page, -ELF_PAGE, STACK_PAGES), reach(page, ELF_PAGE, STACK_PAGES) + ELF_PAGE,
        prot, "[stack]");
}

void
image_regions_visit(void (*visit)(const struct os_map_line *m, void *arg), void *arg)
{
    static struct list list; /* once, at start */
    const struct image_files *files = image_loaded_files();
    const struct app_image *image = os_image();

    if (image == NULL)
        return;
    list.count = 0;
    add_file(&list, &files->exe, image->exe_bias, image->path);
    if (files->has_interp)
        add_file(&list, &files->interp, image->interp_bias, image->interp_path);
    add_vdso(&list);
    add_stack(&list);
    for (unsigned i = 0; i < list.count; i++)
        visit(&list.line[i], arg);
}
