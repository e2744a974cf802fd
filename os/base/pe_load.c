/* os/base/pe_load.c - laying a PE file out in memory, and what it imports.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/base/pe.h"

enum { RELOC_NONE = 0, RELOC_64 = 10, IMPORT = 20 };
#define BY_NUMBER ((uint64_t)1 << 63)

static uint32_t
u32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof(v));
    return v;
}

static bool
relocate_one(const struct pe *image, uint8_t *bytes, uint32_t at, unsigned kind, uint64_t delta)
{
    uint64_t value;
    if (kind == RELOC_NONE)
        return true;
    if (kind != RELOC_64 || pe_at(image, at, sizeof(value)) == NULL)
        return false;
    memcpy(&value, bytes + at, sizeof(value));
    value += delta;
    memcpy(bytes + at, &value, sizeof(value));
    return true;
}

/* Blocks of a page each: its address, the size of the block, entries of two bytes. */
static bool
relocate(const struct pe *image, uint8_t *bytes, uint64_t delta)
{
    uint32_t at = image->dir[PE_DIR_RELOC].at, end = at + image->dir[PE_DIR_RELOC].size;
    while (end - at >= 8 && at < end) {
        const uint8_t *block = pe_at(image, at, 8);
        if (block == NULL)
            return false;
        uint32_t page = u32(block), size = u32(block + 4);
        if (size < 8 || size > end - at || pe_at(image, at, size) == NULL)
            return false;
        for (uint32_t i = 8; i + 2 <= size; i += 2) {
            uint16_t entry;
            memcpy(&entry, block + i, sizeof(entry));
            if (!relocate_one(image, bytes, page + (entry & 0xfff), entry >> 12, delta))
                return false;
        }
        at += size;
    }
    return true;
}

bool
pe_lay_out(const struct pe *file, uint8_t *bytes, uint64_t base)
{
    struct pe image = *file;
    memcpy(bytes, file->bytes, file->headers_size);
    for (unsigned i = 0; i < file->section_count; i++) {
        const struct pe_section *s = &file->section[i];
        memcpy(bytes + s->start, file->bytes + s->file_start, MIN(s->size, s->file_size));
    }
    image.bytes = bytes;
    image.size = file->image_size;
    image.is_mapped = true;
    return base == file->preferred || relocate(&image, bytes, base - file->preferred);
}

/* One library's list of names, and the list of pointers that goes with it. */
static bool
visit_library(const struct pe *pe, const uint8_t *d,
              bool (*visit)(const char *library, const char *name, uint32_t number, uint32_t place, void *arg), void *arg)
{
    const char *library = pe_string(pe, u32(d + 12));
    uint32_t names = u32(d) != 0 ? u32(d) : u32(d + 16), places = u32(d + 16);
    if (library == NULL)
        return false;
    for (uint32_t i = 0;; i += 8) {
        uint64_t entry;
        const void *p = pe_at(pe, names + i, sizeof(entry));
        if (p == NULL || pe_at(pe, places + i, sizeof(entry)) == NULL)
            return false;
        memcpy(&entry, p, sizeof(entry));
        if (entry == 0)
            return true;
        const char *name = (entry & BY_NUMBER) != 0 ? NULL : pe_string(pe, (uint32_t)entry + 2);
        if ((entry & BY_NUMBER) == 0 && name == NULL)
            return false;
        if (!visit(library, name, (uint16_t)entry, places + i, arg))
            return false;
    }
}

bool
pe_visit_imports(const struct pe *pe,
                 bool (*visit)(const char *library, const char *name, uint32_t number, uint32_t place, void *arg),
                 void *arg)
{
    uint32_t at = pe->dir[PE_DIR_IMPORT].at;
    if (at == 0)
        return true;
    for (;; at += IMPORT) {
        const uint8_t *d = pe_at(pe, at, IMPORT);
        if (d == NULL)
            return false;
        if (u32(d + 12) == 0)
            return true;
        if (!visit_library(pe, d, visit, arg))
            return false;
    }
}
