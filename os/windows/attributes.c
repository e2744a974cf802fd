/* os/windows/attributes.c - what a new process is asked to be, without what the code cache cannot give.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/attributes.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/safe.h"
#include <cpuid.h>

/* Options are two bits each: 1 is on, 2 is off whatever the program's file says, 3 is a kind of on. */
enum { MITIGATIONS = 0x20010, MASK = 3, OFF = 2, NO_CODE_SHIFT = 36, SHADOW_SHIFT = 28, LEAST_SIZE = 2 * 8 };
/* CreateProcess has shadow stacks there; the kernel's own list of options has them here, and something else
 * there (the filter of export tables) which is off as well unless it is asked for elsewhere. */
enum { SHADOW_SHIFT_KERNEL = 60 };

static struct attribute *
find(struct attributes *a, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a->row[i].what == MITIGATIONS)
            return &a->row[i];
    }
    return NULL;
}

static struct attribute *
add(struct attributes *a, size_t count)
{
    a->size += sizeof(a->row[0]);
    a->row[count] = (struct attribute){ .what = MITIGATIONS };
    return &a->row[count];
}

static void
switch_off(uint64_t *word, unsigned shift)
{
    *word = (*word & ~((uint64_t)MASK << shift)) | (uint64_t)OFF << shift;
}

/* Rows and all. */
static bool
read_list(uintptr_t list, struct attributes *out)
{
    memset(out, 0, sizeof(*out));
    if (list == 0 || !os_safe_read((const void *)list, sizeof(out->size), &out->size))
        return false;
    uint64_t rows = out->size - sizeof(out->size);
    return out->size >= sizeof(out->size) && rows % sizeof(out->row[0]) == 0 &&
        rows <= MOST_ATTRIBUTES * sizeof(out->row[0]) &&
        os_safe_read((const void *)(list + sizeof(out->size)), (size_t)rows, out->row);
}

bool
attributes_for_cache(uintptr_t list, bool no_shadow_stacks, struct attributes *out)
{
    if (!read_list(list, out))
        return false;
    size_t count = (size_t)(out->size - sizeof(out->size)) / sizeof(out->row[0]);
    struct attribute *m = find(out, count);
    if (m != NULL &&
        (m->size > sizeof(out->options) ||
         !os_safe_read((const void *)(uintptr_t)m->value, (size_t)m->size, out->options)))
        return false;
    bool may_make_code = (out->options[0] >> NO_CODE_SHIFT & 1) == 0;
    if (may_make_code && !no_shadow_stacks)
        return false;
    if (m == NULL)
        m = add(out, count);
    if (!may_make_code)
        switch_off(&out->options[0], NO_CODE_SHIFT);
    if (no_shadow_stacks) {
        switch_off(&out->options[1], SHADOW_SHIFT);
        switch_off(&out->options[1], SHADOW_SHIFT_KERNEL);
        m->size = MAX(m->size, (uint64_t)LEAST_SIZE);
    }
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
