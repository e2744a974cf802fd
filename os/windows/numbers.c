/* os/windows/numbers.c - numbers of system calls whose code in ntdll somebody has overwritten.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/numbers.h"
#include "os/base/string.h"
#include "os/base/types.h"

struct reading {
    const struct pe *ntdll;
    struct numbers *out;
    bool is_complete;
};

/* NtClose, ZwClose; not NtdllDefWindowProc. */
static bool
is_call_name(const char *name)
{
    bool is_nt = name[0] == 'N' && name[1] == 't', is_zw = name[0] == 'Z' && name[1] == 'w';
    return (is_nt || is_zw) && name[2] >= 'A' && name[2] <= 'Z';
}

/* The row for an address, or where it belongs. */
static unsigned
place_of(const struct numbers *n, uint32_t rva)
{
    unsigned lo = 0, hi = n->count;
    while (lo < hi) {
        unsigned mid = lo + (hi - lo) / 2;
        if (n->row[mid].rva < rva)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool
has(const struct numbers *n, unsigned i, uint32_t rva)
{
    return i < n->count && n->row[i].rva == rva;
}

static void
visit(const char *name, uint32_t rva, const char *forward, void *arg)
{
    struct reading *r = arg;
    struct numbers *n = r->out;
    struct stub s;
    const void *p = forward != NULL ? NULL : pe_at(r->ntdll, rva, STUB_BYTES);
    if (p == NULL)
        return;
    bool is_read = stub_read(p, STUB_BYTES, &s);
    if (!is_read && !is_call_name(name))
        return;
    unsigned i = place_of(n, rva);
    if (has(n, i, rva))
        return; /* another name for it */
    if (n->count == NUMBERS_MOST) {
        r->is_complete = false;
        return;
    }
    memmove(&n->row[i + 1], &n->row[i], (n->count - i) * sizeof(n->row[0]));
    n->row[i] = (struct number_row){ rva, s.number, is_read };
    n->count++;
    if (is_read && !n->has_any) {
        n->any = s;
        n->has_any = true;
    }
}

bool
numbers_read(const struct pe *ntdll, struct numbers *out)
{
    struct reading r = { ntdll, out, true };
    out->count = 0;
    out->has_any = false;
    pe_visit_exports(ntdll, visit, &r);
    return r.is_complete;
}

bool
numbers_between(const struct numbers *n, uint32_t rva, uint32_t *number)
{
    unsigned at = place_of(n, rva);
    if (!has(n, at, rva))
        return false;
    unsigned below = at, above = at;
    while (below > 0 && !n->row[below].is_read)
        below--;
    while (above + 1 < n->count && !n->row[above].is_read)
        above++;
    const struct number_row *b = &n->row[below], *a = &n->row[above];
    if (!b->is_read || !a->is_read || a->number - b->number != above - below)
        return false;
    *number = b->number + (at - below);
    return true;
}
