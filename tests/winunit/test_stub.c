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

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(recorded), cmocka_unit_test(cut_off) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
