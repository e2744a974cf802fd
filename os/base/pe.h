/* os/base/pe.h - reading 64-bit PE files, on disk or laid out in memory.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Nothing in the file is believed: every offset is checked against what is there.
 */
#ifndef OS_BASE_PE_H
#define OS_BASE_PE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PE_DIR_EXPORT = 0, PE_DIR_IMPORT = 1, PE_DIR_RELOC = 5, PE_DIR_TLS = 9, PE_DIR_COM = 14, PE_DIR_COUNT = 16 };
enum { PE_MAX_SECTIONS = 96 };

struct pe_section {
    uint32_t start, size; /* in memory, from the base */
    uint32_t file_start, file_size;
    bool is_executable, is_writable;
    char name[9];
};

struct pe {
    const uint8_t *bytes; /* the file, or the image */
    size_t size;          /* of that */
    bool is_mapped;       /* an image: sections lie where they belong in memory */
    uint16_t machine;
    bool is_dll, is_console;
    uint64_t preferred;   /* base */
    uint32_t entry, image_size, headers_size, checksum, timestamp;
    struct {
        uint32_t at, size;
    } dir[PE_DIR_COUNT];
    unsigned section_count;
    struct pe_section section[PE_MAX_SECTIONS];
};

enum pe_kind { PE_GOOD, PE_NONE, PE_BROKEN, PE_32_BIT, PE_OTHER_MACHINE };

/* Reads the headers.  What is wrong otherwise: no such file at all, cut off or inconsistent, for
 * 32-bit x86, for another processor. */
enum pe_kind pe_read(const void *bytes, size_t size, bool is_mapped, struct pe *out);

/* size bytes at an address that counts from the base; NULL: not there. */
const void *pe_at(const struct pe *pe, uint32_t rva, size_t size);

/* The string there; NULL: it has no end. */
const char *pe_string(const struct pe *pe, uint32_t rva);

/* The address, from the base, of what is exported by that name; 0: nothing, or it is forwarded. */
uint32_t pe_export(const struct pe *pe, const char *name);

/* Calls for each exported name, with the string of a forward or NULL. */
void pe_visit_exports(const struct pe *pe, void (*visit)(const char *name, uint32_t rva, const char *forward, void *arg),
                      void *arg);

/* The name that the export table says is the module's own; NULL: none. */
const char *pe_own_name(const struct pe *pe);

/* Puts headers and sections into `image`, which has pe->image_size zeroed bytes, and moves
 * addresses for `base`.  False: a section or a relocation does not fit. */
bool pe_lay_out(const struct pe *file, uint8_t *image, uint64_t base);

/* Calls for each import, in order, with the place of its pointer: name NULL for one by number.
 * Stops at the first false. */
bool pe_visit_imports(const struct pe *pe,
                      bool (*visit)(const char *library, const char *name, uint32_t number, uint32_t place, void *arg),
                      void *arg);

#endif
