/* core/app/module_symbols.c - looks symbols of a module up. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_symbols.h"

#include "core/rt/heap.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct module_symbol *)a)->name, ((const struct module_symbol *)b)->name);
}

void
module_symbols_sort(struct module_symbols *s)
{
    qsort(s->symbol, s->export_count, sizeof *s->symbol, by_name);
}

void
module_symbols_free(struct module_symbols *s)
{
    if (s == NULL)
        return;
    heap_free(s->needed, MODULE_MOST_NEEDED * sizeof *s->needed);
    heap_free(s->symbol, (s->count + 1) * sizeof *s->symbol);
    heap_free(s->strings, s->strings_size);
    heap_free(s, sizeof *s);
}

const struct module_symbol *
module_symbols_find(const struct module_symbols *s, const char *name)
{
    struct module_symbol key = { .name = name };

    return s->export_count == 0 ? NULL : bsearch(&key, s->symbol, s->export_count, sizeof key, by_name);
}
