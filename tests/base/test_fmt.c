/* tests/base/test_fmt.c - integer, string and pointer formatting against the host's printf. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/base/base_test.h"

#include <limits.h>
#include <wchar.h>

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-security"
#pragma GCC diagnostic ignored "-Wformat-overflow"

#define SAME(...)                                                          \
    do {                                                                   \
        char ours[300], theirs[300];                                       \
        memset(ours, 'z', sizeof ours), memset(theirs, 'z', sizeof theirs); \
        int n = fmt_snprintf(ours, sizeof ours, __VA_ARGS__);              \
        int m = snprintf(theirs, sizeof theirs, __VA_ARGS__);              \
        assert_string_equal(ours, theirs);                                 \
        assert_int_equal(n, m);                                            \
    } while (0)

static const char *const flags[] = { "", "-", "0", "+", " ", "#", "-0", "+0", "#0", "-#", "+-", " 0" };
static const char *const sizes[] = { "", "1", "5", "12", "30", ".0", ".1", ".5", "12.5", "5.12", "30.30", "." };

static void
integers(void **state)
{
    static const long long values[] = { 0, 1, -1, 9, 10, 255, -256, 65535, 65536, INT_MAX, INT_MIN, LLONG_MAX, LLONG_MIN, 123456789012345LL };
    static const struct {
        const char *length;
        int size;
    } lengths[] = { { "hh", 4 }, { "h", 4 }, { "", 4 }, { "l", 8 }, { "ll", 8 }, { "j", 8 }, { "z", 8 }, { "t", 8 } };
    static const char convs[] = "diuxXo";
    char fmt[40];

    (void)state;
    for (size_t f = 0; f < ARRAY_SIZE(flags); f++)
        for (size_t s = 0; s < ARRAY_SIZE(sizes); s++)
            for (size_t l = 0; l < ARRAY_SIZE(lengths); l++)
                for (const char *c = convs; *c != '\0'; c++) {
                    snprintf(fmt, sizeof fmt, "<%%%s%s%s%c>", flags[f], sizes[s], lengths[l].length, *c);
                    for (size_t v = 0; v < ARRAY_SIZE(values); v++) {
                        if (lengths[l].size == 4)
                            SAME(fmt, (int)values[v]);
                        else
                            SAME(fmt, values[v]);
                    }
                }
}

static void
texts(void **state)
{
    char fmt[40];

    (void)state;
    for (size_t s = 0; s < ARRAY_SIZE(sizes); s++) {
        snprintf(fmt, sizeof fmt, "%%%ss|%%-%ss|", sizes[s], sizes[s]);
        SAME(fmt, "hello, w", "x");
    }
    SAME("%c%5c%-5c|%%", 'a', 'b', 'c');
    SAME("%*d|%-*d|%.*s|%*d", 5, 42, 6, 43, 2, "abc", -7, 44);
    SAME("%p %20p %-20p|%p", (void *)0x1234, (void *)-1, (void *)1, NULL);
    SAME("no arguments");
    SAME("%s", "");
    SAME("%.3s", "abcdef");
}

static void
special(void **state)
{
    char buf[64];
    int touched = 7;

    (void)state;
    assert_int_equal(fmt_snprintf(buf, sizeof buf, "%ls %lc", L"z\u00fc\u20ac\U0001F600", (wint_t)0xe9), 13);
    assert_string_equal(buf, "z\u00fc\u20ac\U0001F600 \u00e9");
    fmt_snprintf(buf, sizeof buf, "%I64d %I64x", 123456789012LL, 0xabcdefabcdefULL);
    assert_string_equal(buf, "123456789012 abcdefabcdef");
    fmt_snprintf(buf, sizeof buf, "a%nb", &touched);
    assert_string_equal(buf, "ab");
    assert_int_equal(touched, 7);
    fmt_snprintf(buf, sizeof buf, "%s", (char *)NULL);
    assert_string_equal(buf, "(null)");
    fmt_snprintf(buf, sizeof buf, "%f %y %d", 1);
    assert_string_equal(buf, "%f %y 1");
    fmt_snprintf(buf, sizeof buf, "100%");
    assert_string_equal(buf, "100%");
}

static void
short_rooms(void **state)
{
    (void)state;
    for (size_t room = 0; room < 20; room++) {
        char ours[24], theirs[24];
        memset(ours, 'z', sizeof ours), memset(theirs, 'z', sizeof theirs);
        assert_int_equal(fmt_snprintf(ours, room, "%s-%8d", "abc", 42), snprintf(theirs, room, "%s-%8d", "abc", 42));
        assert_memory_equal(ours, theirs, sizeof ours);
    }
}

static void
numbers(void **state)
{
    static const char *const texts[] = { "0", "1", "-1", "+7", " \t42x", "0x1F", "0x", "0xg", "017", "08", "z", "", "-", "zz", "9223372036854775807",
                                         "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
                                         "18446744073709551616", "-18446744073709551616", "2147483648", "0b1", "  -0x7fffffffffffffff!" };
    static const int bases[] = { 0, 2, 8, 10, 16, 36, 1, 37 };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        for (size_t b = 0; b < ARRAY_SIZE(bases); b++) {
            char *ours, *theirs;
            theirs = ours = (char *)texts[i];
#define CONVERT(f)                                                                                       \
    do {                                                                                                 \
        assert_true(base_##f(texts[i], &ours, bases[b]) == f(texts[i], &theirs, bases[b]));              \
        assert_true(ours == theirs || bases[b] == 1 || bases[b] == 37);                                  \
    } while (0)
            CONVERT(strtol);
            CONVERT(strtoul);
            CONVERT(strtoll);
            CONVERT(strtoull);
        }
    uint64_t v;
    assert_true(fmt_parse_u64("0xff", &v) && v == 255);
    assert_true(fmt_parse_u64("18446744073709551615", &v) && v == UINT64_MAX);
    assert_false(fmt_parse_u64("18446744073709551616", &v));
    assert_false(fmt_parse_u64("12k", &v));
    assert_false(fmt_parse_u64("", &v));
    assert_false(fmt_parse_u64("0x", &v));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers),    cmocka_unit_test(texts),   cmocka_unit_test(special),
        cmocka_unit_test(short_rooms), cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
