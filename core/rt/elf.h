/* core/rt/elf.h - reading shared libraries: their layout, symbols and relocations. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Nothing in a file is believed: every address is checked against the segments before it is used, so
 * that a damaged library is refused instead of crashing the runtime (tests/client/fuzz_client_elf.c). No
 * function here calls the kernel.
 */
#ifndef CORE_RT_ELF_H
#define CORE_RT_ELF_H

#include "core/rt/elf_format.h"

enum {
    ELF_MAX_SEGMENTS = 16,
    ELF_HEAD_SIZE = 4096, /* what elf_plan wants to see of a file; program headers stand there */
};

/* A PT_LOAD. Addresses are those of the file; pages are whole. */
struct elf_segment {
    uintptr_t start;       /* first byte */
    uintptr_t file_end;    /* one past the last byte that comes from the file */
    uintptr_t end;         /* one past the last byte */
    uint64_t offset;       /* of `start` in the file */
    bool is_writable, is_executable;
};

/* What to map. */
struct elf_plan {
    uintptr_t low, high; /* whole pages that hold all segments */
    size_t page;
    struct elf_segment segment[ELF_MAX_SEGMENTS];
    unsigned count;
    uintptr_t dynamic, dynamic_size; /* 0: a program without libraries */
    uintptr_t relro, relro_size;
    bool has_tls;
};

/* Checks the first bytes of a file of FILE_SIZE bytes. NULL when it is all right, else what is wrong
 * with it, to go behind "client 'X': ". */
const char *
elf_plan_read(const uint8_t *head, size_t head_size, uint64_t file_size, size_t page, struct elf_plan *plan);

/* A library in memory: the plan's addresses plus BIAS. */
struct elf_image {
    const struct elf_plan *plan;
    uintptr_t bias;
    uintptr_t tag[ELF_DT_LOW_COUNT]; /* dynamic section by tag; 0 when missing */
    uintptr_t gnu_hash;
    const struct elf_dyn *dynamic;
    size_t dynamic_count;
    const char *strings; /* ends with a zero */
    size_t strings_size;
};

/* Finds the tables. NULL when they are all right, else what is wrong. */
const char *
elf_image_read(const struct elf_plan *plan, uintptr_t bias, struct elf_image *image);

/* The memory at the file's ADDRESS if all SIZE bytes of it are in one segment, else NULL. */
void *
elf_at(const struct elf_image *image, uintptr_t address, size_t size);

/* String number OFFSET of the string table; NULL if there is none. */
const char *
elf_string(const struct elf_image *image, uintptr_t offset);

/* Entries TAG of the dynamic section that are strings (DT_NEEDED), one after the other: *at starts
 * at 0; NULL at the end. */
const char *
elf_next_string(const struct elf_image *image, uintptr_t tag, size_t *at);

/* Symbol number I; NULL if there is none. */
const struct elf_sym *
elf_symbol(const struct elf_image *image, size_t i);

/* What the library exports by that name; NULL if it does not. */
const struct elf_sym *
elf_find_symbol(const struct elf_image *image, const char *name);

/* The exported symbol that starts closest at or below ADDRESS (of the file); NULL if none does. */
const struct elf_sym *
elf_symbol_below(const struct elf_image *image, uintptr_t address);

/* How imports are answered. */
struct elf_resolver {
    /* The address of NAME, 0 if nobody has it. */
    uintptr_t (*find)(void *context, const char *name);
    /* Runs an IFUNC's resolver at that address (in memory) and returns its choice. */
    uintptr_t (*choose)(void *context, uintptr_t function);
    void *context;
};

enum elf_reloc_result {
    ELF_RELOCATED,
    ELF_BAD,        /* *what says what is wrong */
    ELF_UNRESOLVED, /* *what is the symbol's name */
};

/* Applies all relocations. */
enum elf_reloc_result
elf_relocate(const struct elf_image *image, const struct elf_resolver *resolver, const char **what);

/* Whether ADDRESS (in memory) is code of the library. */
bool
elf_is_code(const struct elf_image *image, uintptr_t address);

#endif
