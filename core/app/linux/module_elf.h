/* core/app/linux/module_elf.h - reading a mapped ELF file that the application may take away. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_LINUX_MODULE_ELF_H
#define CORE_APP_LINUX_MODULE_ELF_H

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

#endif
