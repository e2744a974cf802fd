/* core/app/windows/module_pe.c - what a mapped PE file says of itself. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The application may unmap or overwrite a module at any time: what is read is a copy. */
#include "core/app/module.h"
#include "core/app/module_symbols.h"

#include "core/app/windows/module_image.h"
#include "core/rt/heap.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"

enum { HEAD = 4096, MOST_IMAGE = 1 << 30 };

bool
module_image_read(uintptr_t start, struct module_image *out)
{
    uint8_t *head = heap_alloc(HEAD);
    size_t n = os_safe_copy(head, (const void *)start, HEAD);
    bool is_good = pe_read(head, n, true, &out->pe) == PE_GOOD && out->pe.image_size >= HEAD && out->pe.image_size < MOST_IMAGE;

    heap_free(head, HEAD);
    if (!is_good)
        return false;
    out->size = out->pe.image_size;
    out->bytes = heap_zalloc(out->size);
    /* Pages that cannot be read stay zero. */
    for (size_t at = 0; at < out->size; at += HEAD)
        os_safe_copy(out->bytes + at, (const void *)(start + at), MIN(out->size - at, (size_t)HEAD));
    out->pe.bytes = out->bytes;
    out->pe.size = out->size;
    return true;
}

void
module_image_free(struct module_image *image)
{
    heap_free(image->bytes, image->size);
}

static void
set_segments(struct module *m, const struct pe *pe)
{
    m->is_contiguous = true;
    for (unsigned i = 0; i < pe->section_count && m->segment_count < MODULE_MAX_SEGMENTS; i++) {
        const struct pe_section *s = &pe->section[i];
        m->segment[m->segment_count++] = (struct module_segment){
            .start = m->start + s->start,
            .end = m->start + align_up(s->start + s->size, os_mem_facts()->page),
            .prot = (unsigned)(OS_PROT_READ | (s->is_writable ? OS_PROT_WRITE : 0) | (s->is_executable ? OS_PROT_EXEC : 0)),
            .offset = s->file_start,
        };
    }
}

struct module *
module_read(uintptr_t start, const char *path, uint64_t inode)
{
    struct module_image *image = heap_zalloc(sizeof *image);
    struct module *m = NULL;

    if (module_image_read(start, image)) {
        const char *own = pe_own_name(&image->pe);
        size_t path_size = strlen(path) + 1, name_size = own == NULL ? 0 : strlen(own) + 1;
        size_t size = sizeof *m + path_size + name_size;
        m = heap_zalloc(size);
        m->size = size;
        m->start = start;
        m->end = start + align_up(image->pe.image_size, os_mem_facts()->page);
        m->preferred = (uintptr_t)image->pe.preferred;
        m->bias = start - m->preferred;
        m->entry = image->pe.entry == 0 ? 0 : start + image->pe.entry;
        m->inode = inode;
        m->path = memcpy(m + 1, path, path_size);
        m->soname = name_size == 0 ? NULL : memcpy((char *)(m + 1) + path_size, own, name_size);
        set_segments(m, &image->pe);
        module_image_free(image);
    }
    heap_free(image, sizeof *image);
    return m;
}

void
module_free(struct module *m)
{
    module_symbols_free(m->symbols);
    heap_free(m, m->size);
}
