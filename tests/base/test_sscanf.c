/* tests/base/test_sscanf.c - sscanf against the host's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/base/base_test.h"

#pragma GCC diagnostic ignored "-Wformat"

/* Both read TEXT into two sets of variables that start the same; everything must come out equal. */
struct values {
    char s[3][40];
    long long n[3];
    double d;
    float f;
};

#define SAME(text, fmt, ...)                                        \
    do {                                                            \
        struct values ours, theirs, *v = &ours;                     \
        memset(&ours, 0x55, sizeof ours);                           \
        memset(&theirs, 0x55, sizeof theirs);                       \
        int a = fmt_float_sscanf(text, fmt, __VA_ARGS__);           \
        v = &theirs;                                                \
        int b = sscanf(text, fmt, __VA_ARGS__);                     \
        assert_int_equal(a, b);                                     \
        assert_memory_equal(&ours, &theirs, sizeof ours);           \
    } while (0)

static void
integers(void **state)
{
    (void)state;
    SAME("12 -5 0x1f", "%d %d %i", &v->n[0], &v->n[1], &v->n[2]);
    SAME("12345", "%2d%d", &v->n[0], &v->n[1]);
    SAME("ff FF 17", "%x %X %o", &v->n[0], &v->n[1], &v->n[2]);
    SAME("300 70000 5000000000", "%hhd %hd %lld", &v->n[0], &v->n[1], &v->n[2]);
    SAME("5000000000", "%zu", &v->n[0]);
    SAME("x", "%d", &v->n[0]);
    SAME("", "%d", &v->n[0]);
    SAME("1,2", "%d,%d", &v->n[0], &v->n[1]);
    SAME("1;2", "%d,%d", &v->n[0], &v->n[1]);
    SAME("7 8", "%*d %d", &v->n[0]);
    SAME("abc 5", "%*s%n%d", &v->n[0], &v->n[1]);
    SAME("50%", "%d%%%n", &v->n[0], &v->n[1]);
    SAME("0xg", "%x", &v->n[0]);
    SAME("7f0000-7f1000 r-xp", "%lx-%lx %s", &v->n[0], &v->n[1], v->s[0]);
}

static void
strings(void **state)
{
    (void)state;
    SAME("hello world", "%s %s", v->s[0], v->s[1]);
    SAME("hello", "%3s%s", v->s[0], v->s[1]);
    SAME("abc", "%c%2c", v->s[0], v->s[1]);
    SAME("  x", " %c", v->s[0]);
    SAME("key=value;", "%[a-z]=%[^;]%n", v->s[0], v->s[1], &v->n[0]);
    SAME("]]x", "%[]]%s", v->s[0], v->s[1]);
    SAME("a-b", "%[a-]%s", v->s[0], v->s[1]);
    SAME("xyz", "%[abc]", v->s[0]);
}

static void
reals(void **state)
{
    (void)state;
    SAME("1.5 2.25e3", "%lf %f", &v->d, &v->f);
    SAME("-0x1p4z", "%la%s", &v->d, v->s[0]);
    SAME("nope", "%f", &v->f);
    SAME("3.14159", "%4lf%s", &v->d, v->s[0]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(integers), cmocka_unit_test(strings), cmocka_unit_test(reals) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
