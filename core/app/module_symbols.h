/* core/app/module_symbols.h - what a module exports and imports. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_MODULE_SYMBOLS_H
#define CORE_APP_MODULE_SYMBOLS_H

#include "os/base/types.h"

/* A module's symbols: copies of its tables. */
struct module_symbol {
    const char *name;
    uintptr_t address; /* in memory; of an import 0 */
    size_t size;
    bool is_import, is_function, is_ifunc;
};

struct module_symbols {
    size_t count;
    struct module_symbol *symbol; /* exports sorted by name, then imports */
    size_t export_count;
    char *strings;
    size_t strings_size;
    char **needed; /* names of needed libraries, in `strings` */
    size_t needed_count;
};

/* Names of needed libraries that are kept; `needed` has room for so many. */
enum { MODULE_MOST_NEEDED = 256 };

/* NULL if the module has no tables that can be read. */
struct module_symbols *
module_symbols_read(uintptr_t start);
void
module_symbols_free(struct module_symbols *s);

/* Brings the exports into the order that module_symbols_find relies on. */
void
module_symbols_sort(struct module_symbols *s);

/* NULL if it is not exported. */
const struct module_symbol *
module_symbols_find(const struct module_symbols *s, const char *name);

#endif
