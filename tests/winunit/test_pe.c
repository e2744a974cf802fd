/* tests/winunit/test_pe.c - reading a PE file that is made here, whole and damaged.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/base/pe.h"
#include "tests/winunit/made_pe.h"

enum { FILE_SIZE = 0x800, HEAD = MADE_HEAD, OPTIONAL = MADE_OPTIONAL, SECTIONS = MADE_SECTIONS, TEXT = MADE_TEXT, RAW = 0x400 };
#define BASE MADE_BASE

static uint8_t file[FILE_SIZE];

static void
put(size_t at, uint64_t value, size_t size)
{
    made_put(file, at, value, size);
}

/* Address in memory to offset in the file: there is one section. */
static size_t
at(uint32_t rva)
{
    return rva - TEXT + RAW;
}

static void
make(void)
{
    memset(file, 0, sizeof(file));
    made_headers(file, 0x400, RAW, TEXT + 0x100, 0x80);
    put(OPTIONAL + 16, TEXT + 8, 4); /* the entry */
    put(OPTIONAL + 112 + 8 * 5, TEXT + 0x200, 4); /* relocations */
    put(OPTIONAL + 116 + 8 * 5, 12, 4);
    put(at(TEXT), BASE + TEXT + 0x40, 8); /* an address that has to be moved */
    put(at(TEXT + 0x100) + 12, TEXT + 0x170, 4);
    put(at(TEXT + 0x100) + 20, 2, 4);
    put(at(TEXT + 0x100) + 24, 2, 4);
    put(at(TEXT + 0x100) + 28, TEXT + 0x130, 4); /* functions */
    put(at(TEXT + 0x100) + 32, TEXT + 0x140, 4); /* names */
    put(at(TEXT + 0x100) + 36, TEXT + 0x150, 4); /* numbers */
    put(at(TEXT + 0x130), TEXT + 0x20, 4);
    put(at(TEXT + 0x134), TEXT + 0x178, 4); /* inside the table: forwarded */
    put(at(TEXT + 0x140), TEXT + 0x160, 4);
    put(at(TEXT + 0x144), TEXT + 0x164, 4);
    put(at(TEXT + 0x152), 1, 2);
    memcpy(file + at(TEXT + 0x160), "one", 4);
    memcpy(file + at(TEXT + 0x164), "two", 4);
    memcpy(file + at(TEXT + 0x170), "m.dll", 6);
    memcpy(file + at(TEXT + 0x178), "b.f", 4);
    put(at(TEXT + 0x200), TEXT, 4);
    put(at(TEXT + 0x204), 12, 4);
    put(at(TEXT + 0x208), 0xa000, 2);
}

static void
whole(void **state)
{
    static struct pe pe;
    (void)state;
    make();
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_GOOD);
    assert_true(pe.is_dll);
    assert_int_equal(pe_export(&pe, "one"), TEXT + 0x20);
    assert_int_equal(pe_export(&pe, "two"), 0);
    assert_int_equal(pe_export(&pe, "three"), 0);
    assert_string_equal(pe_own_name(&pe), "m.dll");
}

static void
moved(void **state)
{
    static struct pe pe, image;
    static uint8_t memory[0x2000];
    uint64_t value;
    (void)state;
    make();
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_GOOD);
    memset(memory, 0, sizeof(memory));
    assert_true(pe_lay_out(&pe, memory, BASE + 0x70000));
    memcpy(&value, memory + TEXT, 8);
    assert_int_equal(value, BASE + 0x70000 + TEXT + 0x40);
    assert_int_equal(pe_read(memory, sizeof(memory), true, &image), PE_GOOD);
    assert_int_equal(pe_export(&image, "one"), TEXT + 0x20);
    put(at(TEXT + 0x208), 0xafff, 2); /* beyond the page's end it still is in the image; the last does not fit */
    put(at(TEXT + 0x200), 0x2000, 4);
    assert_false(pe_lay_out(&pe, memory, BASE + 0x70000));
}

static void
damaged(void **state)
{
    static struct pe pe;
    (void)state;
    make();
    assert_int_equal(pe_read(file, 10, false, &pe), PE_NONE);
    assert_int_equal(pe_read(file, HEAD + 100, false, &pe), PE_BROKEN);
    put(HEAD + 4, 0x14c, 2);
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_32_BIT);
    put(HEAD + 4, 0xaa64, 2);
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_OTHER_MACHINE);
    make();
    put(SECTIONS + 20, 0x7f0, 4); /* the section's bytes are not all there */
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_BROKEN);
    make();
    put(SECTIONS + 12, 0x1f00, 4); /* it does not fit the image */
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_BROKEN);
    make();
    put(0x3c, 0xfffffff0, 4);
    assert_int_equal(pe_read(file, sizeof(file), false, &pe), PE_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(whole), cmocka_unit_test(moved), cmocka_unit_test(damaged) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
