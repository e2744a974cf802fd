/* tests/winunit/test_path.c - names of files for the NT kernel, and text between UTF-8 and UTF-16.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/path.h"
#include "os/windows/utf.h"

static const struct {
    const char *path, *current, *expected; /* NULL: none */
} rows[] = {
    { "C:\\a\\b.txt", "D:\\", "\\??\\C:\\a\\b.txt" },
    { "c:/a/./b/../c", "D:\\", "\\??\\c:\\a\\c" },
    { "C:\\..\\..\\x", "D:\\", "\\??\\C:\\x" },
    { "x.dll", "Z:\\tmp\\", "\\??\\Z:\\tmp\\x.dll" },
    { "x.dll", "Z:\\tmp", "\\??\\Z:\\tmp\\x.dll" },
    { "..\\x", "Z:\\tmp\\y", "\\??\\Z:\\tmp\\x" },
    { "\\x", "Z:\\tmp\\y", "\\??\\Z:\\x" },
    { "C:\\", "Z:\\", "\\??\\C:\\" },
    { "\\\\server\\share\\f", "Z:\\", "\\??\\UNC\\server\\share\\f" },
    { "\\\\?\\C:\\a", "Z:\\", "\\??\\C:\\a" },
    { "\\\\.\\pipe\\p", "Z:\\", "\\??\\pipe\\p" },
    { "C:\\\xc3\xa4 b\\\xe2\x82\xac", "Z:\\", "\\??\\C:\\\xc3\xa4 b\\\xe2\x82\xac" },
    { "x", "", NULL },
    { "", "Z:\\", NULL },
};

static void
names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint16_t current[100], out[200];
        char text[300];
        size_t units = utf_to_16(rows[i].current, current, 100);
        size_t n = path_to_nt(rows[i].path, current, units, out, 200);
        utf_to_8(out, n, text, sizeof(text));
        if (rows[i].expected == NULL)
            assert_int_equal(n, 0);
        else
            assert_string_equal(text, rows[i].expected);
    }
}

static void
too_long(void **state)
{
    uint16_t out[20], current[4] = { 'Z', ':', '\\', 0 };
    (void)state;
    assert_int_equal(path_to_nt("C:\\0123456789", current, 3, out, 20), 17);
    assert_int_equal(path_to_nt("C:\\0123456789012", current, 3, out, 20), 0);
}

static void
text(void **state)
{
    static const char all[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z";
    uint16_t wide[20];
    char back[40];
    (void)state;
    assert_int_equal(utf_to_16(all, wide, 20), 6);
    assert_int_equal(wide[3], 0xd83d);
    assert_int_equal(wide[4], 0xde00);
    assert_int_equal(utf_to_8(wide, 6, back, sizeof(back)), strlen(all));
    assert_string_equal(back, all);
    const uint16_t lone[] = { 0xd800, 'x' };
    assert_int_equal(utf_to_8(lone, 2, back, sizeof(back)), 4);
    assert_int_equal(utf_to_16("\xff\xfe", wide, 20), 2);
    assert_int_equal(wide[0], 0xfffd);
    assert_int_equal(utf_to_16("\xe2\x82", wide, 20), 1);
    assert_int_equal(wide[0], 0xfffd);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(names), cmocka_unit_test(too_long), cmocka_unit_test(text) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
