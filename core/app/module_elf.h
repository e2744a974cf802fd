/* core/app/module_elf.h - reading a mapped ELF file that the application may take away. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_MODULE_ELF_H
#define CORE_APP_MODULE_ELF_H

#include "core/rt/elf.h"

/* Where the tables are, as addresses in memory; 0: missing. */
struct module_tables {
    uintptr_t start, end, bias;
    uintptr_t dynamic;
    size_t dynamic_count;
    uintptr_t strings;
    size_t strings_size;
    uintptr_t symbols, hash, gnu_hash;
    uintptr_t soname; /* offset of the string */
};

/* False if what is mapped at START is no ELF file that could be a module. */
bool
module_plan(uintptr_t start, struct elf_plan *plan, struct elf_ehdr *header);

void
module_tables_read(uintptr_t start, const struct elf_plan *plan, struct module_tables *t);

/* Copies a string; cut if it does not fit. False if it is empty or cannot be read. */
bool
module_string(const struct module_tables *t, uintptr_t offset, char *text, size_t room);

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

/* NULL if the module has no tables that can be read. */
struct module_symbols *
module_symbols_read(uintptr_t start);
void
module_symbols_free(struct module_symbols *s);

/* NULL if it is not exported. */
const struct module_symbol *
module_symbols_find(const struct module_symbols *s, const char *name);

#endif
