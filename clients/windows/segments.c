/* clients/windows/segments.c - parts of a mapped file, as its headers list them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/segments.h"

enum { E_LFANEW = 0x3c, HEADERS = 24, PAGE = 4096, IS_EXECUTABLE = 0x20, IS_READABLE = 0x40, IS_WRITABLE = 0x80 };

struct section {
    char name[8];
    uint size, start, file_size, offset, unused[3], flags;
};

struct headers {
    uint signature;
    ushort machine, sections;
    uint unused[3];
    ushort optional_size, flags;
};

static uint
prot_of(uint flags)
{
    uint prot = (flags >> 24 & IS_EXECUTABLE) != 0 ? DR_MEMPROT_EXEC : 0;

    prot |= (flags >> 24 & IS_READABLE) != 0 ? DR_MEMPROT_READ : 0;
    return prot | ((flags >> 24 & IS_WRITABLE) != 0 ? DR_MEMPROT_WRITE : 0);
}

uint
segments_of(const module_data_t *m, struct segment *out)
{
    struct headers head;
    uint at, n = 0;

    if (!dr_safe_read(m->start + E_LFANEW, sizeof at, &at, NULL) || !dr_safe_read(m->start + at, sizeof head, &head, NULL))
        return 0;
    for (; n < head.sections && n < MOST_SEGMENTS; n++) {
        struct section s;
        if (!dr_safe_read(m->start + at + HEADERS + head.optional_size + n * sizeof s, sizeof s, &s, NULL))
            break;
        uint size = s.size > s.file_size ? s.size : s.file_size;
        app_pc end = m->start + s.start + (size + PAGE - 1) / PAGE * PAGE;
        out[n] = (struct segment){ m->start + s.start, end < m->end ? end : m->end, prot_of(s.flags), s.offset };
    }
    return n;
}
