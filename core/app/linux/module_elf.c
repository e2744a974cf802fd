/* core/app/linux/module_elf.c - what a mapped ELF file says of itself. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The application may unmap or overwrite a module at any time, so everything is read through
 * os_safe_copy() and believed only within bounds. */
#include "core/app/module.h"
#include "core/app/linux/module_elf.h"
#include "core/app/module_symbols.h"

#include "core/rt/heap.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"

bool
module_plan(uintptr_t start, struct elf_plan *plan, struct elf_ehdr *header)
{
    uint8_t *head = heap_alloc(ELF_HEAD_SIZE);
    size_t n = os_safe_copy(head, (const void *)start, ELF_HEAD_SIZE);
    const char *wrong;

    if (n >= sizeof *header) {
        memcpy(header, head, sizeof *header);
        /* A fixed executable has the same layout. */
        if (header->type == ELF_TYPE_EXEC)
            head[offsetof(struct elf_ehdr, type)] = ELF_TYPE_DYN;
    }
    wrong = elf_plan_read(head, n, UINT64_MAX / 2, os_mem_facts()->page, plan);
    heap_free(head, ELF_HEAD_SIZE);
    return wrong == NULL;
}

/* The C library may have added the bias to the addresses in the dynamic section, or not. */
static uintptr_t
address_of(const struct module_tables *t, uintptr_t value)
{
    return value >= t->start && value < t->end ? value : value + t->bias;
}

void
module_tables_read(uintptr_t start, const struct elf_plan *plan, struct module_tables *t)
{
    size_t most = MIN(plan->dynamic_size / sizeof(struct elf_dyn), (size_t)512);
    struct elf_dyn d;

    memset(t, 0, sizeof *t);
    t->start = start;
    t->end = start + (plan->high - plan->low);
    t->bias = start - plan->low;
    t->dynamic = t->bias + plan->dynamic;
    for (size_t i = 0; i < most; i++) {
        if (!os_safe_read((const void *)(t->dynamic + i * sizeof d), sizeof d, &d) || d.tag == ELF_DT_NULL)
            break;
        t->dynamic_count = i + 1;
        switch (d.tag) {
        case ELF_DT_STRTAB: t->strings = address_of(t, d.value); break;
        case ELF_DT_STRSZ: t->strings_size = d.value; break;
        case ELF_DT_SYMTAB: t->symbols = address_of(t, d.value); break;
        case ELF_DT_HASH: t->hash = address_of(t, d.value); break;
        case ELF_DT_GNU_HASH: t->gnu_hash = address_of(t, d.value); break;
        case ELF_DT_SONAME: t->soname = d.value; break;
        default: break;
        }
    }
}

bool
module_string(const struct module_tables *t, uintptr_t offset, char *text, size_t room)
{
    size_t n;

    if (offset >= t->strings_size || room == 0)
        return false;
    n = os_safe_copy(text, (const void *)(t->strings + offset), MIN(room - 1, t->strings_size - offset));
    text[n] = '\0';
    return text[0] != '\0';
}

static void
set_segments(struct module *m, const struct elf_plan *plan)
{
    uintptr_t last = m->start;

    m->is_contiguous = true;
    m->segment_count = plan->count;
    for (unsigned i = 0; i < plan->count; i++) {
        const struct elf_segment *s = &plan->segment[i];
        m->segment[i] = (struct module_segment){
            .start = m->bias + align_down(s->start, plan->page),
            .end = m->bias + align_up(s->end, plan->page),
            .prot = (unsigned)(OS_PROT_READ | (s->is_writable ? OS_PROT_WRITE : 0) | (s->is_executable ? OS_PROT_EXEC : 0)),
            .offset = align_down((uintptr_t)s->offset, plan->page),
        };
        m->is_contiguous &= m->segment[i].start == last;
        last = m->segment[i].end;
    }
}

struct module *
module_read(uintptr_t start, const char *path, uint64_t inode)
{
    struct elf_plan plan;
    struct elf_ehdr header;
    struct module_tables t;
    struct module *m;
    char soname[256];
    size_t size, path_size = strlen(path) + 1, name_size;

    STATIC_ASSERT((int)MODULE_MAX_SEGMENTS >= (int)ELF_MAX_SEGMENTS);
    if (!module_plan(start, &plan, &header))
        return NULL;
    module_tables_read(start, &plan, &t);
    name_size = t.soname != 0 && module_string(&t, t.soname, soname, sizeof soname) ? strlen(soname) + 1 : 0;
    size = sizeof *m + path_size + name_size;
    m = heap_zalloc(size);
    m->size = size;
    m->start = start;
    m->end = t.end;
    m->bias = t.bias;
    m->preferred = plan.low;
    m->entry = header.entry == 0 ? 0 : t.bias + header.entry;
    m->inode = inode;
    m->path = memcpy(m + 1, path, path_size);
    m->soname = name_size == 0 ? NULL : memcpy((char *)(m + 1) + path_size, soname, name_size);
    set_segments(m, &plan);
    return m;
}

void
module_free(struct module *m)
{
    module_symbols_free(m->symbols);
    heap_free(m, m->size);
}
