/* tests/winunit/test_known_buffers.c - where known calls write, with an ntdll that is made here.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/known_buffers.h"
#include "os/windows/sys.h"
#include "tests/winunit/made_pe.h"

enum { HEAD = MADE_HEAD, OPTIONAL = MADE_OPTIONAL, SECTIONS = MADE_SECTIONS, TEXT = MADE_TEXT, SIZE = 0x4000 };
enum { EXPORTS = TEXT, FUNCTIONS = TEXT + 0x100, NAMES = TEXT + 0x200, ORDINALS = TEXT + 0x300, CODE = TEXT + 0x800, TEXTS = TEXT + 0x1000 };

struct nt_system nt_system;
static uint8_t ntdll[SIZE] __attribute__((aligned(4096)));

/* In the order of their names, as the system's linker has them. */
static const struct {
    const char *name;
    uint32_t number;
    bool is_overwritten;
} exports[] = {
    { "LdrLoadDll", 0x55, false },      { "NtClose", 0x0f, false },
    { "NtMadeUpByTheTest", 0x70, false }, { "NtQueryInformationProcess", 0x19, false },
    { "NtQueryPerformanceCounter", 0x31, true }, { "NtReadFile", 0x06, false },
    { "NtRemoveIoCompletionEx", 0x0fff, false }, { "NtSetEvent", 0x1006, false },
    { "NtWriteFile", 0x08, false },     { "ZwReadFile", 0x06, false },
};
enum { EXPORT_COUNT = sizeof(exports) / sizeof(exports[0]) };

static void
put(size_t at, uint64_t value, size_t size)
{
    made_put(ntdll, at, value, size);
}

static int
make(void **state)
{
    static const uint8_t stub[] = { 0x4c, 0x8b, 0xd1, 0xb8, 0, 0, 0, 0, 0x0f, 0x05, 0xc3 };
    size_t text = TEXTS;
    (void)state;
    made_headers(ntdll, SIZE - TEXT, TEXT, EXPORTS, 40);
    put(EXPORTS + 20, EXPORT_COUNT, 4);
    put(EXPORTS + 24, EXPORT_COUNT, 4);
    put(EXPORTS + 28, FUNCTIONS, 4);
    put(EXPORTS + 32, NAMES, 4);
    put(EXPORTS + 36, ORDINALS, 4);
    for (unsigned i = 0; i < EXPORT_COUNT; i++) {
        put(FUNCTIONS + 4 * i, CODE + 32 * i, 4);
        put(NAMES + 4 * i, text, 4);
        put(ORDINALS + 2 * i, i, 2);
        strcpy((char *)ntdll + text, exports[i].name);
        text += strlen(exports[i].name) + 1;
        memcpy(ntdll + CODE + 32 * i, stub, sizeof(stub));
        put(CODE + 32 * i + 4, exports[i].number, 4);
        if (exports[i].is_overwritten)
            ntdll[CODE + 32 * i] = 0xe9;
    }
    nt_system.ntdll = (uintptr_t)ntdll;
    nt_system.ntdll_size = SIZE;
    return 0;
}

struct seen {
    unsigned count;
    uintptr_t start[4];
    size_t size[4];
};

static void
note(uintptr_t start, size_t size, void *arg)
{
    struct seen *s = arg;
    assert_true(s->count < 4);
    s->start[s->count] = start;
    s->size[s->count++] = size;
}

static const uintptr_t arguments[KNOWN_BUFFERS_PARAMS] = { 0x10000, 0x20000, 0x700000030, 0x40000, 0x50000, 0x60000, 0xffffffff00000123,
                                                           0x80000, 0x90000, 0xa0000 };

static void
known(void **state)
{
    struct seen s = { 0 };
    (void)state;
    assert_true(known_buffers_visit(0x06, arguments, note, &s)); /* reading a file: the size has 32 bits */
    assert_int_equal(s.count, 2);
    assert_int_equal(s.start[0], 0x50000);
    assert_int_equal(s.size[0], 16);
    assert_int_equal(s.start[1], 0x60000);
    assert_int_equal(s.size[1], 0x123);
    memset(&s, 0, sizeof(s));
    assert_true(known_buffers_visit(0x08, arguments, note, &s)); /* what is written is only read */
    assert_int_equal(s.count, 1);
    memset(&s, 0, sizeof(s));
    assert_true(known_buffers_visit(0x0fff, arguments, note, &s)); /* an array: 48 of 32 bytes */
    assert_int_equal(s.count, 2);
    assert_int_equal(s.start[0], 0x20000);
    assert_int_equal(s.size[0], 0x30 * 32);
    memset(&s, 0, sizeof(s));
    assert_true(known_buffers_visit(0x0f, arguments, note, &s));
    assert_int_equal(s.count, 0);
    const uintptr_t nothing[KNOWN_BUFFERS_PARAMS] = { 0 };
    assert_true(known_buffers_visit(0x06, nothing, note, &s)); /* no bytes wanted: only the status */
    assert_int_equal(s.count, 1);
}

static void
unknown(void **state)
{
    static const uint32_t numbers[] = { 0x70, 0x55, 0x31 /* overwritten */, 0x1006 /* no number of ntdll's */, 0, 0xffffffff };
    struct seen s = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        assert_false(known_buffers_visit(numbers[i], arguments, note, &s));
    assert_int_equal(s.count, 0);
}

/* Looking up relies on the order; a call has no more parameters than are read. */
static void
table(void **state)
{
    static const char *const names[] = {
#define KNOWN(name, ...) #name,
#include "os/windows/known_buffers.def"
#undef KNOWN
    };
    static const int params[] = {
#define NONE 0
#define FIXED(param, bytes) param
#define SIZED(param, size_param, bytes) param, size_param
#define KNOWN(name, ...) __VA_ARGS__,
#include "os/windows/known_buffers.def"
#undef KNOWN
    };
    (void)state;
    for (size_t i = 1; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(names[i - 1], names[i]) >= 0)
            fail_msg("%s stands before %s", names[i - 1], names[i]);
    for (size_t i = 0; i < sizeof(params) / sizeof(params[0]); i++)
        assert_true(params[i] < KNOWN_BUFFERS_PARAMS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(known), cmocka_unit_test(unknown), cmocka_unit_test(table) };
    return cmocka_run_group_tests(tests, make, NULL);
}
