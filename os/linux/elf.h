/* os/linux/elf.h - reads and checks an ELF program's headers; touches nothing but the bytes given. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_ELF_H
#define OS_LINUX_ELF_H 1

#include <linux/elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The native format. */
#if __SIZEOF_POINTER__ == 8
typedef Elf64_Ehdr elf_ehdr;
typedef Elf64_Phdr elf_phdr;
typedef Elf64_Dyn elf_dyn;
typedef Elf64_Sym elf_sym;
typedef Elf64_Rela elf_rela;
#    define ELF_NATIVE_CLASS ELFCLASS64
#    define ELF_NATIVE_MACHINE EM_X86_64
#else
typedef Elf32_Ehdr elf_ehdr;
typedef Elf32_Phdr elf_phdr;
typedef Elf32_Dyn elf_dyn;
typedef Elf32_Sym elf_sym;
typedef Elf32_Rel elf_rela; /* IA-32 has no addends of its own */
#    define ELF_NATIVE_CLASS ELFCLASS32
#    define ELF_NATIVE_MACHINE EM_386
#endif

enum {
    ELF_PAGE = 4096,
    /* Linux refuses a program header table of more than 64 KB. */
    ELF_MAX_PHDRS = 65536 / (int)sizeof(elf_phdr),
    ELF_MAX_INTERP = 4096,
};

/* What can be wrong with a file. %u is the number of a program header, %x and %y two values
 * of the file (elf_explain). SEVERE: Linux itself refuses such a file with ENOEXEC. The others
 * Linux starts, and kills sooner or later. */
#define ELF_FAULTS(F)                                                                          \
    F(NOT_ELF, "not a program: neither an ELF file nor a script that begins with #!")          \
    F(EMPTY, "not a program: the file is empty")                                               \
    F(UNREADABLE, "may be executed but not read, and the runtime has to read it")              \
    F(SCRIPT_LINE, "the #! line names no interpreter, or is longer than 256 bytes")            \
    F(SHORT_HEADER, "truncated ELF file: %x bytes, the header alone has %y")                   \
    F(CLASS_32, "a 32-bit program (ELF class 1, machine %x): this runtime runs 64-bit x86")    \
    F(CLASS_64, "a 64-bit program (ELF class 2, machine %x): this runtime runs 32-bit x86")    \
    F(X32, "an x32 program (32-bit ELF class on x86-64), which is not supported")              \
    F(MACHINE, "built for another processor: ELF machine %x, this one is %y")                  \
    F(TYPE, "not a program: ELF type %x, where 2 (EXEC) or 3 (DYN) is needed")                 \
    F(PHENTSIZE, "corrupted ELF file: e_phentsize is %x instead of %y")                        \
    F(NO_PHDRS, "corrupted ELF file: no program headers (e_phnum is 0)")                       \
    F(MANY_PHDRS, "corrupted ELF file: %x program headers, at most %y are possible")           \
    F(SHORT_PHDRS, "truncated ELF file: program headers end at byte %x of %y")                 \
    F(NO_LOAD, "corrupted ELF file: no PT_LOAD segment, nothing to map")                       \
    F(SEGMENT_SIZE, "corrupted ELF file: program header %u: p_filesz %x is above p_memsz %y")  \
    F(SEGMENT_ALIGN,                                                                           \
      "corrupted ELF file: program header %u: p_vaddr %x and p_offset %y differ within a page") \
    F(SEGMENT_RANGE,                                                                           \
      "corrupted ELF file: program header %u: address %x, size %y is outside user space")      \
    F(SEGMENT_SHORT, "truncated ELF file: program header %u ends at byte %x of %y")            \
    F(SPAN, "corrupted ELF file: segments span %x bytes, more than an address space")          \
    F(ENTRY, "corrupted ELF file: entry point %x is in no executable segment")                 \
    F(INTERP_SIZE, "corrupted ELF file: program header %u: interpreter name of %x bytes")      \
    F(INTERP_SHORT, "truncated ELF file: the interpreter's name ends at byte %x of %y")        \
    F(INTERP_END, "corrupted ELF file: the interpreter's name has no end")

enum elf_code {
    ELF_OK,
#define ELF_CODE(name, text) ELF_##name,
    ELF_FAULTS(ELF_CODE)
#undef ELF_CODE
};

struct elf_fault {
    enum elf_code code;
    unsigned index;  /* program header it is about */
    uint64_t x, y;
};

/* The header, checked. */
struct elf_header {
    bool fixed;            /* ET_EXEC: addresses are absolute */
    uintptr_t entry;       /* as in the file */
    uint64_t phdr_offset;
    unsigned phdr_count;
    size_t phdr_bytes;
};

/* What the program headers amount to. Addresses as in the file, not yet moved. */
struct elf_plan {
    uintptr_t low, high;   /* page-aligned span of all segments */
    size_t align;          /* largest p_align that is a power of two; at least a page */
    uintptr_t phdr_vaddr;  /* where the table will be in memory, 0: in no segment */
    uintptr_t start_code, end_code, start_data, end_data, end_bss;
    uint64_t interp_offset;
    size_t interp_size;    /* with its final 0; 0: no interpreter */
    bool exec_stack;       /* PT_GNU_STACK asks for an executable stack */
};

/* Checks the first SIZE bytes of a file; SIZE is the whole file's if that is less than
 * a header. */
bool elf_read_header(const void *bytes, size_t size, struct elf_header *out,
                     struct elf_fault *fault);

/* Checks the program headers TABLE (header->phdr_count of them, aligned). SPACE_END is the
 * first address behind user space. */
bool elf_read_plan(const struct elf_header *header, const elf_phdr *table, uint64_t file_size,
                   uintptr_t space_end, struct elf_plan *out, struct elf_fault *fault);

/* Checks the interpreter's name as read from the file: SIZE bytes, the last one 0. */
bool elf_check_interp(const char *name, size_t size, struct elf_fault *fault);

/* Writes the fault as one line without an end of line; always ends with 0.
 * Returns BUF. */
char *elf_explain(const struct elf_fault *fault, char *buf, size_t size);

#endif
