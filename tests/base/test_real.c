/* tests/base/test_real.c - floating-point numbers to and from text against the host's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/base/base_test.h"

#include <float.h>
#include <math.h>

#pragma GCC diagnostic ignored "-Wformat"

static uint64_t seed = 3141592653589793u;

static const char *const flags[] = { "", "-", "0", "+", " ", "#", "+0" };
static const char *const sizes[] = { "", "12", ".0", ".1", ".3", ".17", "30.5", ".40", "." };
static const char convs[] = "fegaFEGA";

static double
as_double(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, 8);
    return v;
}

static void
one_value(const char *fmt, double v)
{
    char ours[2000], theirs[2000];
    int n = fmt_float_snprintf(ours, sizeof ours, fmt, v, 7), m = snprintf(theirs, sizeof theirs, fmt, v, 7);

    assert_string_equal(ours, theirs);
    assert_int_equal(n, m);
}

static void
formats(void **state)
{
    static const double values[] = { 0.0,   -0.0,   1.0,     -1.5,   0.5,     2.5,     0.1,    9.5,      9.9999999, 99.95, 1e5,      123456.0,
                                     1e6,   1e15,   1e16,    1e-4,   1e-5,    0.00012, 3.5e-5, DBL_MAX,  DBL_MIN,   4.9e-324, 1e22,  1e23,
                                     1e100, 1e-100, 5e-324,  0.0005, 0.00005, 1.0005,  8.5,    INFINITY, -INFINITY, 1e9,   1234567890.0 };
    char fmt[40];

    (void)state;
    for (size_t f = 0; f < ARRAY_SIZE(flags); f++)
        for (size_t s = 0; s < ARRAY_SIZE(sizes); s++)
            for (const char *c = convs; *c != '\0'; c++) {
                snprintf(fmt, sizeof fmt, "<%%%s%s%c %%d>", flags[f], sizes[s], *c);
                for (size_t v = 0; v < ARRAY_SIZE(values); v++)
                    one_value(fmt, values[v]);
                one_value(fmt, NAN);
            }
}

/* glibc 2.36 prints 1.e+06 for the first one, which is wrong. */
static void
against_the_standard(void **state)
{
    char buf[100];

    (void)state;
    fmt_float_snprintf(buf, sizeof buf, "%#g|%g|%.0f|%.0f", 999999.5, 999999.5, 0.5, 1.5);
    assert_string_equal(buf, "1.00000e+06|1e+06|0|2");
}

static void
random_values(void **state)
{
    static const char *const fmts[] = { "%.17g", "%g", "%e", "%f", "%.0f", "%.3e", "%.25f", "%a", "%.1100f", "%.800e" };

    (void)state;
    for (int i = 0; i < 3000; i++) {
        double v = as_double(test_random(&seed));
        if (i % 2 == 0)
            v = (double)(int64_t)test_random(&seed) / (double)(1 << i % 30);
        for (size_t f = 0; f < ARRAY_SIZE(fmts); f++)
            if (!isnan(v))
                one_value(fmts[f], v);
    }
}

static void
long_doubles(void **state)
{
    static const long double values[] = { 0.0L, 1.0L, -2.5L, 0.1L, LDBL_MAX, LDBL_MIN, 1e-4940L, 12345678901234567890.5L, INFINITY };
    static const char *const fmts[] = { "%Lg", "%.20Le", "%.3Lf", "%La", "%.2La", "%30.10Lg|", "%.0Lf" };

    (void)state;
    for (size_t v = 0; v < ARRAY_SIZE(values); v++)
        for (size_t f = 0; f < ARRAY_SIZE(fmts); f++) {
            static char ours[6000], theirs[6000];
            fmt_float_snprintf(ours, sizeof ours, fmts[f], values[v]);
            snprintf(theirs, sizeof theirs, fmts[f], values[v]);
            assert_string_equal(ours, theirs);
        }
}

static void
same_parse(const char *text)
{
    char *ours, *theirs;
    double a = base_strtod(text, &ours), b = strtod(text, &theirs);
    float c, d;

    if (memcmp(&a, &b, 8) != 0 && !(isnan(a) && isnan(b)))
        fail_msg("strtod(%s): %a, should be %a", text, a, b);
    assert_ptr_equal(ours, theirs);
    c = base_strtof(text, &ours), d = strtof(text, &theirs);
    if (memcmp(&c, &d, 4) != 0 && !(isnan(c) && isnan(d)))
        fail_msg("strtof(%s): %a, should be %a", text, (double)c, (double)d);
    assert_ptr_equal(ours, theirs);
}

static void
parses(void **state)
{
    static const char *const texts[] = {
        "0", "-0", "1", "1.", ".5", ".", "", "-", "+1.5e3x", "1e", "1e+", "1e5", " \n2.5", "0x1p3", "0x.8", "0x", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0",
        "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1024", "0x1p-1080", "0x123456789abcdef0123p-4", "inf", "-Infinity", "infin", "nan", "1e400", "1e-400",
        "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072014e-308",
        "2.2250738585072011e-308", "9007199254740993", "9007199254740992.5", "9007199254740993.0000000000000000000000000000000000000000000001",
        "0.000000000000000000000000000000000000000000000000000000000000001", "123456789012345678901234567890", "3.4028235677973366e38", "1e-46", "7e-46",
        "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000e-87", "1e99999999999999999999", "0e99999999999", "0x0p99",
        "8.41e21", "2.2250738585072012e-308", "6929495644600919.5", "3.7455744005952583e15",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        same_parse(texts[i]);
}

static void
round_trips(void **state)
{
    char text[1200];

    (void)state;
    for (int i = 0; i < 4000; i++) {
        double v = as_double(test_random(&seed));
        if (isnan(v) || isinf(v))
            continue;
        snprintf(text, sizeof text, i % 3 == 0 ? "%.17g" : i % 3 == 1 ? "%.8g" : "%a", v);
        same_parse(text);
        if (i % 16 == 0) { /* exactly between two neighbours, and a little more */
            snprintf(text, sizeof text, "%.1080Lf", ((long double)v + nextafter(v, INFINITY)) / 2);
            if (fabs(v) < 1e100)
                same_parse(text);
            text[strlen(text) - 1] = '1';
            if (fabs(v) < 1e100)
                same_parse(text);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats), cmocka_unit_test(random_values), cmocka_unit_test(long_doubles),
        cmocka_unit_test(parses),  cmocka_unit_test(round_trips),   cmocka_unit_test(against_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
