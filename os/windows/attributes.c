/* os/windows/attributes.c - what a new process is asked to be, without what the code cache cannot give.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/attributes.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/safe.h"
#include <cpuid.h>

/* The option is two bits of the second word: 2 switches it off whatever the program's file says. */
enum { MITIGATIONS = 0x20010, WORD = 1, LEAST_SIZE = 2 * 8, SHIFT = 28, OFF = 2, MASK = 3 };

static struct attribute *
find_or_add(struct attributes *a)
{
    size_t count = (size_t)(a->size - sizeof(a->size)) / sizeof(a->row[0]);
    for (size_t i = 0; i < count; i++) {
        if (a->row[i].what == MITIGATIONS)
            return &a->row[i];
    }
    a->size += sizeof(a->row[0]);
    a->row[count] = (struct attribute){ .what = MITIGATIONS };
    return &a->row[count];
}

bool
attributes_without_shadow_stacks(uintptr_t list, struct attributes *out)
{
    memset(out, 0, sizeof(*out));
    if (list == 0 || !os_safe_read((const void *)list, sizeof(out->size), &out->size))
        return false;
    uint64_t rows = out->size - sizeof(out->size);
    if (out->size < sizeof(out->size) || rows % sizeof(out->row[0]) != 0 ||
        rows > MOST_ATTRIBUTES * sizeof(out->row[0]) ||
        !os_safe_read((const void *)(list + sizeof(out->size)), (size_t)rows, out->row))
        return false;
    struct attribute *m = find_or_add(out);
    if (m->size > sizeof(out->options) ||
        (m->size != 0 && !os_safe_read((const void *)(uintptr_t)m->value, (size_t)m->size, out->options)))
        return false;
    out->options[WORD] = (out->options[WORD] & ~((uint64_t)MASK << SHIFT)) | (uint64_t)OFF << SHIFT;
    m->size = MAX(m->size, (uint64_t)LEAST_SIZE);
    m->value = (uintptr_t)out->options;
    return true;
}

bool
attributes_has_shadow_stacks(void)
{
    enum { LEAF = 7, BIT = 1 << 7 };
    uint32_t a, b, c = 0, d;
    return __get_cpuid_count(LEAF, 0, &a, &b, &c, &d) != 0 && (c & BIT) != 0;
}
