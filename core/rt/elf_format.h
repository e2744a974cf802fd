/* core/rt/elf_format.h - the parts of the ELF format that shared libraries have. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Libraries here have the runtime's own word size; fields and numbers that depend on it are chosen here. */
#ifndef CORE_RT_ELF_FORMAT_H
#define CORE_RT_ELF_FORMAT_H

#include "os/base/types.h"

#define ELF_IS_64 (UINTPTR_MAX > 0xffffffffu)

struct elf_ehdr {
    uint8_t ident[16];
    uint16_t type;
    uint16_t machine;
    uint32_t version;
    uintptr_t entry;
    uintptr_t phoff;
    uintptr_t shoff;
    uint32_t flags;
    uint16_t ehsize;
    uint16_t phentsize;
    uint16_t phnum;
    uint16_t shentsize;
    uint16_t shnum;
    uint16_t shstrndx;
};

#if ELF_IS_64
struct elf_phdr {
    uint32_t type;
    uint32_t flags;
    uintptr_t offset;
    uintptr_t vaddr;
    uintptr_t paddr;
    uintptr_t filesz;
    uintptr_t memsz;
    uintptr_t align;
};

struct elf_sym {
    uint32_t name;
    uint8_t info;
    uint8_t other;
    uint16_t shndx;
    uintptr_t value;
    uintptr_t size;
};
#else
struct elf_phdr {
    uint32_t type;
    uint32_t offset;
    uint32_t vaddr;
    uint32_t paddr;
    uint32_t filesz;
    uint32_t memsz;
    uint32_t flags;
    uint32_t align;
};

struct elf_sym {
    uint32_t name;
    uint32_t value;
    uint32_t size;
    uint8_t info;
    uint8_t other;
    uint16_t shndx;
};
#endif

struct elf_dyn {
    uintptr_t tag;
    uintptr_t value;
};

struct elf_rel {
    uintptr_t offset;
    uintptr_t info;
};

struct elf_rela {
    uintptr_t offset;
    uintptr_t info;
    intptr_t addend;
};

enum {
    ELF_CLASS = 4, /* indexes of ident */
    ELF_DATA = 5,
    ELF_LITTLE_ENDIAN = 1,

    ELF_TYPE_EXEC = 2,
    ELF_TYPE_DYN = 3,

    ELF_MACHINE_386 = 3,
    ELF_MACHINE_X86_64 = 62,
    ELF_MACHINE_AARCH64 = 183,

    ELF_PT_LOAD = 1,
    ELF_PT_DYNAMIC = 2,
    ELF_PT_TLS = 7,
    ELF_PT_GNU_RELRO = 0x6474e552,

    ELF_PF_X = 1,
    ELF_PF_W = 2,
    ELF_PF_R = 4,

    ELF_STB_LOCAL = 0,
    ELF_STB_GLOBAL = 1,
    ELF_STB_WEAK = 2,
    ELF_STB_GNU_UNIQUE = 10,
    ELF_STT_FUNC = 2,
    ELF_STT_TLS = 6,
    ELF_STT_GNU_IFUNC = 10,
    ELF_STV_DEFAULT = 0,
    ELF_STV_PROTECTED = 3,
};

/* Tags of the dynamic section. */
enum {
    ELF_DT_NULL = 0,
    ELF_DT_NEEDED = 1,
    ELF_DT_PLTRELSZ = 2,
    ELF_DT_HASH = 4,
    ELF_DT_STRTAB = 5,
    ELF_DT_SYMTAB = 6,
    ELF_DT_RELA = 7,
    ELF_DT_RELASZ = 8,
    ELF_DT_STRSZ = 10,
    ELF_DT_INIT = 12,
    ELF_DT_FINI = 13,
    ELF_DT_SONAME = 14,
    ELF_DT_RPATH = 15,
    ELF_DT_REL = 17,
    ELF_DT_RELSZ = 18,
    ELF_DT_PLTREL = 20,
    ELF_DT_TEXTREL = 22,
    ELF_DT_JMPREL = 23,
    ELF_DT_INIT_ARRAY = 25,
    ELF_DT_FINI_ARRAY = 26,
    ELF_DT_INIT_ARRAYSZ = 27,
    ELF_DT_FINI_ARRAYSZ = 28,
    ELF_DT_RUNPATH = 29,
    ELF_DT_RELRSZ = 35,
    ELF_DT_RELR = 36,
    ELF_DT_LOW_COUNT = 37, /* tags below are kept by number */
    ELF_DT_GNU_HASH = 0x6ffffef5,
};

/* Relocations, by what they ask for rather than by the processor's numbers. */
enum elf_reloc {
    ELF_RELOC_NONE,
    ELF_RELOC_WORD,     /* S + A */
    ELF_RELOC_PC32,     /* S + A - P, four bytes */
    ELF_RELOC_SYMBOL,   /* S: GLOB_DAT, JUMP_SLOT */
    ELF_RELOC_RELATIVE, /* B + A */
    ELF_RELOC_IFUNC,    /* what the function at B + A returns */
    ELF_RELOC_TLS,
    ELF_RELOC_COPY,
    ELF_RELOC_UNKNOWN,
};

#if ELF_IS_64
#    define ELF_CLASS_HERE 2
#    define ELF_MACHINE_HERE ELF_MACHINE_X86_64
#    define ELF_REL_SYMBOL(info) ((uint32_t)((info) >> 32))
#    define ELF_REL_TYPE(info) ((uint32_t)(info))
#    define ELF_RELOC_KINDS                                                                                     \
        { [0] = ELF_RELOC_NONE, [1] = ELF_RELOC_WORD, [2] = ELF_RELOC_PC32, [5] = ELF_RELOC_COPY,               \
          [6] = ELF_RELOC_SYMBOL, [7] = ELF_RELOC_SYMBOL, [8] = ELF_RELOC_RELATIVE, [16] = ELF_RELOC_TLS,       \
          [17] = ELF_RELOC_TLS, [18] = ELF_RELOC_TLS, [36] = ELF_RELOC_TLS, [37] = ELF_RELOC_IFUNC }
#else
#    define ELF_CLASS_HERE 1
#    define ELF_MACHINE_HERE ELF_MACHINE_386
#    define ELF_REL_SYMBOL(info) ((info) >> 8)
#    define ELF_REL_TYPE(info) ((info)&0xff)
#    define ELF_RELOC_KINDS                                                                                     \
        { [0] = ELF_RELOC_NONE, [1] = ELF_RELOC_WORD, [2] = ELF_RELOC_PC32, [5] = ELF_RELOC_COPY,               \
          [6] = ELF_RELOC_SYMBOL, [7] = ELF_RELOC_SYMBOL, [8] = ELF_RELOC_RELATIVE, [14] = ELF_RELOC_TLS,       \
          [35] = ELF_RELOC_TLS, [36] = ELF_RELOC_TLS, [37] = ELF_RELOC_TLS, [41] = ELF_RELOC_TLS,               \
          [42] = ELF_RELOC_IFUNC }
#endif

STATIC_ASSERT(sizeof(struct elf_ehdr) == (ELF_IS_64 ? 64 : 52));
STATIC_ASSERT(sizeof(struct elf_phdr) == (ELF_IS_64 ? 56 : 32));
STATIC_ASSERT(sizeof(struct elf_sym) == (ELF_IS_64 ? 24 : 16));

#endif
