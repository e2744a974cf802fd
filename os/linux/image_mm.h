/* os/linux/image_mm.h - what the kernel remembers about a program: heap, argument area, name. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_MM_H
#define OS_LINUX_IMAGE_MM_H 1

#include "os/linux/image_files.h"
#include "os/linux/image_stack.h"

/* How the kernel lays out address spaces for this process. */
struct layout_facts {
    bool random;          /* addresses are random at all */
    bool random_brk;
    unsigned random_bits; /* of a program's place, in pages */
};

void layout_read(struct layout_facts *out);
/* A random multiple of a page below LIMIT. */
uintptr_t layout_random(uintptr_t limit);
/* Where the lowest page of a program that can go anywhere belongs. */
uintptr_t layout_place(const struct layout_facts *facts, const struct elf_plan *plan);
/* Where the heap begins. */
uintptr_t layout_brk(const struct layout_facts *facts, const struct image_files *files,
                     uintptr_t bias);

/* What of it the kernel would not take; then /proc has to be answered by us. */
struct mm_result {
    bool mm_set;  /* heap start, argument area, auxv */
    bool exe_set; /* /proc/self/exe */
};

struct mm_result mm_set(const struct image_files *files, uintptr_t bias, uintptr_t brk,
                        const struct stack_result *stack);

/* Names the process as execve does: by the last part of what was executed. NAMELESS: it was
 * executed through a descriptor alone, which newer kernels name by the file. */
void mm_set_name(const char *execfn, bool nameless, const char *path);

#endif
