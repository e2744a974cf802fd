/* tests/winunit/test_attributes.c - attribute lists of new processes, as CreateProcess makes them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/safe.h"
#include "os/windows/attributes.h"

/* What can be read is what the test has laid out: addresses below this are bad. */
enum { BAD = 0x10000 };

size_t
os_safe_copy(void *to, const void *from, size_t size)
{
    if ((uintptr_t)from < BAD)
        return 0;
    memcpy(to, from, size);
    return size;
}

enum { FIRST = 0x20100, MITIGATIONS = 0x20010, ROWS = 3 };
#define SHADOW_OFF ((uint64_t)2 << 28 | (uint64_t)2 << 60)

static struct {
    uint64_t size;
    struct attribute row[MOST_ATTRIBUTES + 2];
} list;

static const uint64_t *
options_of(const struct attribute *row)
{
    return (const uint64_t *)(uintptr_t)row->value;
}

static void
begin(size_t rows)
{
    memset(&list, 0, sizeof(list));
    list.size = 8 + 32 * rows;
    for (size_t i = 0; i < rows; i++)
        list.row[i] = (struct attribute){ FIRST + i, 8, 0x1000 + i, 0 };
}

static void
added(void **state)
{
    (void)state;
    struct attributes out;
    begin(ROWS);
    assert_true(attributes_for_cache((uintptr_t)&list, true, &out));
    assert_int_equal(out.size, 8 + 32 * (ROWS + 1));
    assert_memory_equal(out.row, list.row, ROWS * sizeof(list.row[0]));
    assert_int_equal(out.row[ROWS].what, MITIGATIONS);
    assert_int_equal(out.row[ROWS].size, 16);
    assert_int_equal(options_of(&out.row[ROWS])[0], 0);
    assert_int_equal(options_of(&out.row[ROWS])[1], SHADOW_OFF);
}

/* One word of options (8.1), two (10.1703), three; with shadow stacks asked for, or strictly. */
static void
changed(void **state)
{
    (void)state;
    static const uint64_t wanted[] = { 0, 1, 2, 3 };
    for (size_t words = 1; words <= MOST_OPTIONS; words++) {
        for (size_t i = 0; i < 4; i++) {
            uint64_t options[MOST_OPTIONS] = { 0x1111, 0x5500000033 | wanted[i] << 28, 0x77 };
            struct attributes out;
            begin(ROWS);
            list.row[1] = (struct attribute){ MITIGATIONS, 8 * words, (uintptr_t)options, 0x4444 };
            assert_true(attributes_for_cache((uintptr_t)&list, true, &out));
            assert_int_equal(out.size, list.size);
            assert_int_equal(out.row[1].size, words < 2 ? 16 : 8 * words);
            assert_int_equal(out.row[1].returned, 0x4444);
            assert_int_equal(options_of(&out.row[1])[0], 0x1111);
            assert_int_equal(options_of(&out.row[1])[1], (words < 2 ? 0 : 0x5500000033) | SHADOW_OFF);
            assert_int_equal(options_of(&out.row[1])[2], words < 3 ? 0 : 0x77);
            assert_int_equal(options[1], 0x5500000033 | wanted[i] << 28); /* the application's own is not touched */
        }
    }
}

/* That no code be made: without, with, and with one's own way out of it; on a processor without shadow stacks. */
static void
code(void **state)
{
    (void)state;
    for (uint64_t wanted = 0; wanted < 4; wanted++) {
        const uint64_t options = 0x30 | wanted << 36;
        struct attributes out;
        begin(ROWS);
        assert_false(attributes_for_cache((uintptr_t)&list, false, &out));
        list.row[2] = (struct attribute){ MITIGATIONS, 8, (uintptr_t)&options, 0 };
        assert_int_equal(attributes_for_cache((uintptr_t)&list, false, &out), wanted == 1 || wanted == 3);
        if (wanted % 2 == 0)
            continue;
        assert_int_equal(out.size, list.size);
        assert_int_equal(out.row[2].size, 8);
        assert_int_equal(options_of(&out.row[2])[0], 0x30 | (uint64_t)2 << 36);
        assert_true(attributes_for_cache((uintptr_t)&list, true, &out));
        assert_int_equal(out.row[2].size, 16);
        assert_int_equal(options_of(&out.row[2])[0], 0x30 | (uint64_t)2 << 36);
        assert_int_equal(options_of(&out.row[2])[1], SHADOW_OFF);
    }
}

/* Left to the kernel. */
static void
strange(void **state)
{
    (void)state;
    struct attributes out;
    assert_false(attributes_for_cache(0, true, &out));
    assert_false(attributes_for_cache(8, true, &out));
    static const uint64_t sizes[] = { 0, 7, 9, 39, 41, 8 + 32 * (MOST_ATTRIBUTES + 1), UINT64_MAX };
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        begin(ROWS);
        list.size = sizes[i];
        assert_false(attributes_for_cache((uintptr_t)&list, true, &out));
    }
    begin(MOST_ATTRIBUTES);
    assert_true(attributes_for_cache((uintptr_t)&list, true, &out));
    begin(ROWS);
    list.row[0] = (struct attribute){ MITIGATIONS, 16, 8, 0 };
    assert_false(attributes_for_cache((uintptr_t)&list, true, &out));
    list.row[0] = (struct attribute){ MITIGATIONS, 32, (uintptr_t)&list, 0 };
    assert_false(attributes_for_cache((uintptr_t)&list, true, &out));
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(added), cmocka_unit_test(changed), cmocka_unit_test(code),
                                        cmocka_unit_test(strange) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
