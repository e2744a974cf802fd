/* tests/winunit/made_pe.h - the headers of a 64-bit PE file with one section of code, for tests to fill.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_WINUNIT_MADE_PE_H
#define TESTS_WINUNIT_MADE_PE_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Offsets in the file, and the section's address in memory. */
enum { MADE_HEAD = 0x80, MADE_OPTIONAL = MADE_HEAD + 24, MADE_SECTIONS = MADE_OPTIONAL + 240, MADE_TEXT = 0x1000 };
#define MADE_BASE 0x180000000ull

static inline void
made_put(uint8_t *file, size_t at, uint64_t value, size_t size)
{
    memcpy(file + at, &value, size);
}

/* text_size bytes of code that stand at `raw` in the file; the address and size of its exports. */
static inline void
made_headers(uint8_t *file, uint32_t text_size, uint32_t raw, uint32_t exports, uint32_t exports_size)
{
    made_put(file, 0, 0x5a4d, 2);
    made_put(file, 0x3c, MADE_HEAD, 4);
    memcpy(file + MADE_HEAD, "PE\0\0", 4);
    made_put(file, MADE_HEAD + 4, 0x8664, 2);
    made_put(file, MADE_HEAD + 6, 1, 2);
    made_put(file, MADE_HEAD + 20, 240, 2);
    made_put(file, MADE_HEAD + 22, 0x2022, 2);
    made_put(file, MADE_OPTIONAL, 0x20b, 2);
    made_put(file, MADE_OPTIONAL + 24, MADE_BASE, 8);
    made_put(file, MADE_OPTIONAL + 56, (MADE_TEXT + text_size + 0xfff) & ~0xfffu, 4);
    made_put(file, MADE_OPTIONAL + 60, 0x400, 4);
    made_put(file, MADE_OPTIONAL + 108, 16, 4);
    made_put(file, MADE_OPTIONAL + 112, exports, 4);
    made_put(file, MADE_OPTIONAL + 116, exports_size, 4);
    memcpy(file + MADE_SECTIONS, ".text", 5);
    made_put(file, MADE_SECTIONS + 8, text_size, 4);
    made_put(file, MADE_SECTIONS + 12, MADE_TEXT, 4);
    made_put(file, MADE_SECTIONS + 16, text_size, 4);
    made_put(file, MADE_SECTIONS + 20, raw, 4);
    made_put(file, MADE_SECTIONS + 36, 0x60000020, 4);
}

#endif
