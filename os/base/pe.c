/* os/base/pe.c - reading 64-bit PE files: headers and exports.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/base/pe.h"
#include "os/base/string.h"
#include "os/base/types.h"

enum {
    MZ = 0x5a4d,
    NEW_HEADER_AT = 0x3c,
    FILE_HEADER = 24, /* with the signature before it */
    OPTIONAL_64 = 112, /* up to the directories */
    MACHINE_I386 = 0x14c,
    MACHINE_AMD64 = 0x8664,
    MAGIC_64 = 0x20b,
    SECTION = 40,
    IS_DLL = 0x2000,
    SECTION_EXECUTE = 0x20000000,
    SUBSYSTEM_CONSOLE = 3,
    MOST_EXPORTS = 1 << 20,
};
#define SECTION_WRITE 0x80000000u

static uint16_t
u16(const uint8_t *p)
{
    uint16_t v;
    memcpy(&v, p, sizeof(v));
    return v;
}

static uint32_t
u32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof(v));
    return v;
}

/* The bytes of the file at an offset. */
static const uint8_t *
raw(const struct pe *pe, size_t at, size_t size)
{
    return at > pe->size || size > pe->size - at ? NULL : pe->bytes + at;
}

static void
read_section(struct pe *out, const uint8_t *p)
{
    struct pe_section *s = &out->section[out->section_count++];
    memcpy(s->name, p, 8);
    s->size = u32(p + 8);
    s->start = u32(p + 12);
    s->file_size = u32(p + 16);
    s->file_start = u32(p + 20);
    if (s->size == 0)
        s->size = s->file_size;
    uint32_t flags = u32(p + 36);
    s->is_executable = (flags & SECTION_EXECUTE) != 0;
    s->is_writable = (flags & SECTION_WRITE) != 0;
}

static bool
is_sound(const struct pe *pe)
{
    for (unsigned i = 0; i < pe->section_count; i++) {
        const struct pe_section *s = &pe->section[i];
        if (s->start > pe->image_size || s->size > pe->image_size - s->start)
            return false;
        if (!pe->is_mapped && s->file_size != 0 && raw(pe, s->file_start, s->file_size) == NULL)
            return false;
    }
    return pe->headers_size <= pe->image_size && raw(pe, 0, pe->headers_size) != NULL;
}

static bool
read_optional(struct pe *out, const uint8_t *p, size_t size)
{
    if (size < OPTIONAL_64)
        return false;
    out->entry = u32(p + 16);
    memcpy(&out->preferred, p + 24, sizeof(out->preferred));
    out->image_size = u32(p + 56);
    out->headers_size = u32(p + 60);
    out->checksum = u32(p + 64);
    out->is_console = u16(p + 68) == SUBSYSTEM_CONSOLE;
    uint32_t dirs = MIN(u32(p + 108), (uint32_t)PE_DIR_COUNT);
    if (size < OPTIONAL_64 + 8u * dirs)
        return false;
    for (uint32_t i = 0; i < dirs; i++) {
        out->dir[i].at = u32(p + OPTIONAL_64 + 8 * i);
        out->dir[i].size = u32(p + OPTIONAL_64 + 8 * i + 4);
    }
    return true;
}

enum pe_kind
pe_read(const void *bytes, size_t size, bool is_mapped, struct pe *out)
{
    memset(out, 0, sizeof(*out));
    out->bytes = bytes;
    out->size = size;
    out->is_mapped = is_mapped;
    const uint8_t *p = raw(out, 0, NEW_HEADER_AT + 4);
    if (p == NULL || u16(p) != MZ)
        return PE_NONE;
    size_t at = u32(p + NEW_HEADER_AT);
    p = raw(out, at, FILE_HEADER + 2);
    if (p == NULL || memcmp(p, "PE\0\0", 4) != 0)
        return PE_NONE;
    out->machine = u16(p + 4);
    if (out->machine != MACHINE_AMD64)
        return out->machine == MACHINE_I386 ? PE_32_BIT : PE_OTHER_MACHINE;
    unsigned sections = u16(p + 6), optional = u16(p + 20);
    out->timestamp = u32(p + 8);
    out->is_dll = (u16(p + 22) & IS_DLL) != 0;
    const uint8_t *o = raw(out, at + FILE_HEADER, optional);
    if (o == NULL || optional < 2 || u16(o) != MAGIC_64 || !read_optional(out, o, optional))
        return PE_BROKEN;
    const uint8_t *s = raw(out, at + FILE_HEADER + optional, (size_t)sections * SECTION);
    if (s == NULL || sections > PE_MAX_SECTIONS)
        return PE_BROKEN;
    for (unsigned i = 0; i < sections; i++)
        read_section(out, s + i * SECTION);
    return is_sound(out) ? PE_GOOD : PE_BROKEN;
}

const void *
pe_at(const struct pe *pe, uint32_t rva, size_t size)
{
    if (pe->is_mapped)
        return raw(pe, rva, size);
    for (unsigned i = 0; i < pe->section_count; i++) {
        const struct pe_section *s = &pe->section[i];
        uint32_t there = MIN(s->size, s->file_size);
        if (rva >= s->start && rva - s->start < there && size <= there - (rva - s->start))
            return raw(pe, (size_t)s->file_start + (rva - s->start), size);
    }
    return rva < pe->headers_size && size <= pe->headers_size - rva ? raw(pe, rva, size) : NULL;
}

const char *
pe_string(const struct pe *pe, uint32_t rva)
{
    const char *start = pe_at(pe, rva, 1);
    for (uint32_t n = 0; n < UINT32_MAX - rva; n++) {
        const char *p = pe_at(pe, rva + n, 1);
        if (p == NULL)
            return NULL;
        if (*p == '\0')
            return start;
    }
    return NULL;
}

/* The three tables of the exports. */
struct exports {
    uint32_t count, functions_count;
    const uint8_t *names, *ordinals, *functions;
};

static bool
find_exports(const struct pe *pe, struct exports *e)
{
    const uint8_t *d = pe->dir[PE_DIR_EXPORT].size == 0 ? NULL : pe_at(pe, pe->dir[PE_DIR_EXPORT].at, 40);
    if (d == NULL)
        return false;
    e->functions_count = u32(d + 20);
    e->count = u32(d + 24);
    if (e->count > MOST_EXPORTS || e->functions_count > MOST_EXPORTS)
        return false;
    e->functions = pe_at(pe, u32(d + 28), 4 * (size_t)e->functions_count);
    e->names = pe_at(pe, u32(d + 32), 4 * (size_t)e->count);
    e->ordinals = pe_at(pe, u32(d + 36), 2 * (size_t)e->count);
    return e->functions != NULL && e->names != NULL && e->ordinals != NULL;
}

static uint32_t
function_of(const struct exports *e, uint32_t i)
{
    unsigned ordinal = u16(e->ordinals + 2 * i);
    return ordinal < e->functions_count ? u32(e->functions + 4 * ordinal) : 0;
}

static bool
is_forward(const struct pe *pe, uint32_t rva)
{
    return rva >= pe->dir[PE_DIR_EXPORT].at && rva - pe->dir[PE_DIR_EXPORT].at < pe->dir[PE_DIR_EXPORT].size;
}

/* Names are sorted by the values of their bytes. */
uint32_t
pe_export(const struct pe *pe, const char *name)
{
    struct exports e;
    if (!find_exports(pe, &e))
        return 0;
    uint32_t lo = 0, hi = e.count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        const char *there = pe_string(pe, u32(e.names + 4 * mid));
        if (there == NULL)
            return 0;
        int order = strcmp(there, name);
        if (order == 0) {
            uint32_t rva = function_of(&e, mid);
            return is_forward(pe, rva) ? 0 : rva;
        }
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

void
pe_visit_exports(const struct pe *pe, void (*visit)(const char *name, uint32_t rva, const char *forward, void *arg), void *arg)
{
    struct exports e;
    if (!find_exports(pe, &e))
        return;
    for (uint32_t i = 0; i < e.count; i++) {
        const char *name = pe_string(pe, u32(e.names + 4 * i));
        uint32_t rva = function_of(&e, i);
        if (name != NULL && rva != 0)
            visit(name, rva, is_forward(pe, rva) ? pe_string(pe, rva) : NULL, arg);
    }
}

const char *
pe_own_name(const struct pe *pe)
{
    const uint8_t *d = pe->dir[PE_DIR_EXPORT].size == 0 ? NULL : pe_at(pe, pe->dir[PE_DIR_EXPORT].at, 40);
    return d == NULL ? NULL : pe_string(pe, u32(d + 12));
}
