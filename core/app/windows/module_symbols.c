/* core/app/windows/module_symbols.c - what a PE file exports and imports. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_symbols.h"

#include "core/app/windows/module_image.h"
#include "core/rt/heap.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

/* Counts first, then fills. */
struct filling {
    struct module_symbols *out; /* NULL: count */
    const struct pe *pe;
    uintptr_t start;
    size_t symbols, strings, needed;
    const char *last_library;
};

static char *
keep(struct filling *f, const char *s)
{
    size_t n = strlen(s) + 1;
    char *to = f->out == NULL ? NULL : f->out->strings + f->strings;

    if (to != NULL)
        memcpy(to, s, n);
    f->strings += n;
    return to;
}

static bool
is_code(const struct pe *pe, uint32_t rva)
{
    for (unsigned i = 0; i < pe->section_count; i++)
        if (rva >= pe->section[i].start && rva - pe->section[i].start < pe->section[i].size)
            return pe->section[i].is_executable;
    return false;
}

static void
take_export(const char *name, uint32_t rva, const char *forward, void *arg)
{
    struct filling *f = arg;
    const char *kept = keep(f, name);

    if (f->out != NULL)
        f->out->symbol[f->symbols] = (struct module_symbol){
            .name = kept,
            .address = forward != NULL ? 0 : f->start + rva,
            .is_function = forward == NULL && is_code(f->pe, rva),
        };
    f->symbols++;
}

static bool
take_import(const char *library, const char *name, uint32_t number, uint32_t place, void *arg)
{
    struct filling *f = arg;
    const char *kept = name == NULL ? NULL : keep(f, name);

    UNUSED(number);
    UNUSED(place);
    if (library != f->last_library && f->needed < MODULE_MOST_NEEDED) {
        char *lib = keep(f, library);
        if (f->out != NULL)
            f->out->needed[f->needed] = lib;
        f->needed++;
        f->last_library = library;
    }
    if (f->out != NULL)
        f->out->symbol[f->symbols] = (struct module_symbol){ .name = kept, .is_import = true };
    f->symbols++;
    return true;
}

struct module_symbols *
module_symbols_read(uintptr_t start)
{
    struct module_image *image = heap_zalloc(sizeof *image);
    struct filling f = { .start = start, .pe = &image->pe };
    struct module_symbols *out = NULL;

    if (module_image_read(start, image)) {
        pe_visit_exports(&image->pe, take_export, &f);
        pe_visit_imports(&image->pe, take_import, &f);
        out = heap_zalloc(sizeof *out);
        out->count = f.symbols;
        out->strings_size = f.strings + 1;
        out->strings = heap_zalloc(out->strings_size);
        out->symbol = heap_zalloc((out->count + 1) * sizeof *out->symbol);
        out->needed = heap_zalloc(MODULE_MOST_NEEDED * sizeof *out->needed);
        f = (struct filling){ .start = start, .pe = &image->pe, .out = out };
        pe_visit_exports(&image->pe, take_export, &f);
        out->export_count = f.symbols;
        pe_visit_imports(&image->pe, take_import, &f);
        out->needed_count = f.needed;
        module_symbols_sort(out);
        module_image_free(image);
    }
    heap_free(image, sizeof *image);
    return out;
}
