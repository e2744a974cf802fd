/* tests/winunit/test_stub.c - system calls of each version, as their first bytes are in ntdll.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/stub.h"

static const struct {
    const char *version;
    uint8_t bytes[STUB_BYTES];
    bool is_call;
    struct stub stub;
} rows[] = {
    { "7, NtClose", { 0x4c, 0x8b, 0xd1, 0xb8, 0x0c, 0, 0, 0, 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, true,
      { 0x0c, STUB_SYSCALL, STUB_NO_WAY, 0 } },
    { "8.1, NtClose", { 0x4c, 0x8b, 0xd1, 0xb8, 0x0e, 0, 0, 0, 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, true,
      { 0x0e, STUB_SYSCALL, STUB_NO_WAY, 0 } },
    { "10.1507, NtClose", { 0x4c, 0x8b, 0xd1, 0xb8, 0x0f, 0, 0, 0, 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, true,
      { 0x0f, STUB_SYSCALL, STUB_NO_WAY, 0 } },
    { "10.1607 and later, 11: NtClose",
      { 0x4c, 0x8b, 0xd1, 0xb8, 0x0f, 0, 0, 0, 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 0x01, 0x75, 0x03, 0x0f, 0x05,
        0xc3, 0xcd, 0x2e, 0xc3 }, true, { 0x0f, STUB_SYSCALL, STUB_INT_2E, 0 } },
    { "10.22H2, NtCreateUserProcess",
      { 0x4c, 0x8b, 0xd1, 0xb8, 0xc9, 0, 0, 0, 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 0x01, 0x75, 0x03, 0x0f, 0x05,
        0xc3, 0xcd, 0x2e, 0xc3 }, true, { 0xc9, STUB_SYSCALL, STUB_INT_2E, 0 } },
    { "win32u's numbers, NtUserGetMessage",
      { 0x4c, 0x8b, 0xd1, 0xb8, 0x06, 0x10, 0, 0, 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 0x01, 0x75, 0x03, 0x0f, 0x05,
        0xc3, 0xcd, 0x2e, 0xc3 }, true, { 0x1006, STUB_SYSCALL, STUB_INT_2E, 0 } },
    { "Wine 8, NtClose",
      { 0x4c, 0x8b, 0xd1, 0xb8, 0x15, 0, 0, 0, 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 0x01, 0x75, 0x03, 0x0f, 0x05,
        0xc3, 0xeb, 0x01, 0xc3, 0xff, 0x14, 0x25, 0x00, 0x10, 0xfe, 0x7f, 0xc3 }, true,
      { 0x15, STUB_SYSCALL, STUB_POINTER, 0x7ffe1000 } },
    { "hooked with a near jump", { 0xe9, 0x11, 0x22, 0x33, 0x44, 0, 0, 0, 0x0f, 0x05, 0xc3 }, false, { 0 } },
    { "hooked behind the first instruction", { 0x4c, 0x8b, 0xd1, 0xe9, 0x11, 0x22, 0x33, 0x44, 0x0f, 0x05, 0xc3 }, false,
      { 0 } },
    { "hooked with an absolute jump", { 0xff, 0x25, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8 }, false, { 0 } },
    { "no call: returns a constant", { 0xb8, 0x02, 0, 0, 0xc0, 0xc3 }, false, { 0 } },
    { "a number, but no way in", { 0x4c, 0x8b, 0xd1, 0xb8, 0x0c, 0, 0, 0, 0xc3 }, false, { 0 } },
};

static void
recorded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stub s;
        if (stub_read(rows[i].bytes, STUB_BYTES, &s) != rows[i].is_call)
            fail_msg("%s", rows[i].version);
        if (rows[i].is_call && (s.number != rows[i].stub.number || s.way != rows[i].stub.way ||
                                s.other_way != rows[i].stub.other_way || s.pointer != rows[i].stub.pointer))
            fail_msg("%s: number %x, ways %d %d, pointer %llx", rows[i].version, s.number, s.way, s.other_way,
                     (unsigned long long)s.pointer);
    }
}

/* Cut off anywhere it is refused, or read without what is missing; never beyond its end. */
static void
cut_off(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (size_t n = 0; n <= STUB_BYTES; n++) {
            uint8_t *copy = test_malloc(n + 1);
            struct stub s;
            memcpy(copy, rows[i].bytes, n);
            if (stub_read(copy, n, &s))
                assert_true(n >= 10);
            test_free(copy);
        }
    }
}

/* NtQuerySystemTime of Windows 7 to 11 goes over to RtlQuerySystemTime. */
static void
jumps(void **state)
{
    (void)state;
    enum { BASE = 0x10000, SIZE = 0x1f0000, AT = 0xa0000 };
    static const uint8_t near[] = { 0xe9, 0xeb, 0x12, 0xfb, 0xff }, far[] = { 0xe9, 0x00, 0x00, 0x00, 0x80 };
    assert_true(stub_leads_within(near, 5, AT, BASE, BASE + SIZE));
    assert_false(stub_leads_within(near, 4, AT, BASE, BASE + SIZE));
    assert_false(stub_leads_within(near, 5, AT, AT, BASE + SIZE));
    assert_false(stub_leads_within(far, 5, AT, BASE, BASE + SIZE));
    assert_false(stub_leads_within(rows[0].bytes, STUB_BYTES, AT, BASE, BASE + SIZE));
}

/* One instruction of the application's: whether it enters the kernel. */
static void
instructions(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[8], length;
        enum stub_way way;
    } rows_of_instructions[] = {
        { { 0x0f, 0x05 }, 2, STUB_SYSCALL },
        { { 0xcd, 0x2e }, 2, STUB_INT_2E },
        { { 0xcd, 0x2d }, 2, STUB_NO_WAY },
        { { 0xcd, 0x29 }, 2, STUB_NO_WAY },
        { { 0xff, 0x14, 0x25, 0x00, 0x10, 0xfe, 0x7f }, 7, STUB_POINTER },
        { { 0xff, 0x14, 0x25, 0x00, 0x10, 0xfe, 0x7f }, 6, STUB_NO_WAY },
        { { 0xff, 0x15, 0x00, 0x10, 0xfe, 0x7f }, 6, STUB_NO_WAY },
        { { 0x48, 0xcd, 0x2e }, 3, STUB_NO_WAY },
    };
    for (size_t i = 0; i < sizeof(rows_of_instructions) / sizeof(rows_of_instructions[0]); i++) {
        uint64_t pointer = 0;
        assert_int_equal(stub_way_of(rows_of_instructions[i].bytes, rows_of_instructions[i].length, &pointer),
                         rows_of_instructions[i].way);
        assert_int_equal(pointer, rows_of_instructions[i].way == STUB_POINTER ? 0x7ffe1000 : 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(recorded), cmocka_unit_test(cut_off),
                                        cmocka_unit_test(instructions), cmocka_unit_test(jumps) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
