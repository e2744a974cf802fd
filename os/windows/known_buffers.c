/* os/windows/known_buffers.c - where the kernel writes in calls that are known.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/known_buffers.h"
#include "os/base/atomic.h"
#include "os/base/pe.h"
#include "os/base/string.h"
#include "os/windows/stub.h"
#include "os/windows/sys.h"

enum { MOST_BUFFERS = 3, NO_SIZE = 0xff, NO_BUFFER = 0xff, MOST_NUMBERS = 4096 };

struct buffer {
    uint8_t param, size_param;
    uint16_t unit; /* bytes, for each that the size counts */
};

static const struct known {
    const char *name;
    struct buffer buffer[MOST_BUFFERS + 1]; /* up to one without a parameter */
} known[] = {
#define FIXED(param, bytes) { param, NO_SIZE, bytes }
#define SIZED(param, size_param, bytes) { param, size_param, bytes }
#define NONE { NO_BUFFER, NO_SIZE, 0 }
#define KNOWN(name, ...) { #name, { __VA_ARGS__, NONE } },
#include "os/windows/known_buffers.def"
#undef KNOWN
};

/* 0: unknown; otherwise a row's place from 1 on.  Threads that fill it at the same time write the same. */
static uint8_t row_of[MOST_NUMBERS];
static volatile uint32_t is_filled;
STATIC_ASSERT(ARRAY_SIZE(known) < 256);

static const struct known *
find(const char *name)
{
    size_t lo = 0, hi = ARRAY_SIZE(known);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(name, known[mid].name);
        if (order == 0)
            return &known[mid];
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

static void
visit_export(const char *name, uint32_t rva, const char *forward, void *arg)
{
    const struct pe *pe = arg;
    struct stub s;
    const struct known *k = forward != NULL || name[0] != 'N' || name[1] != 't' ? NULL : find(name);
    const void *code = k == NULL ? NULL : pe_at(pe, rva, STUB_BYTES);
    if (code != NULL && stub_read(code, STUB_BYTES, &s) && s.number < MOST_NUMBERS)
        row_of[s.number] = (uint8_t)(k - known + 1);
}

static void
fill(void)
{
    struct pe pe;
    if (pe_read((const void *)nt_system.ntdll, nt_system.ntdll_size, true, &pe) == PE_GOOD)
        pe_visit_exports(&pe, visit_export, &pe);
    ATOMIC_STORE_SEQ(&is_filled, 1);
}

bool
known_buffers_visit(uint32_t number, const uintptr_t *a, void (*visit)(uintptr_t start, size_t size, void *arg), void *arg)
{
    if (ATOMIC_LOAD(&is_filled) == 0)
        fill();
    if (number >= MOST_NUMBERS || row_of[number] == 0)
        return false;
    for (const struct buffer *b = known[row_of[number] - 1].buffer; b->param != NO_BUFFER; b++) {
        size_t count = b->size_param == NO_SIZE ? 1 : (uint32_t)a[b->size_param];
        if (count != 0)
            visit(a[b->param], count * b->unit, arg);
    }
    return true;
}
