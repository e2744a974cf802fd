/* tests/ir/plain/cmocka.h - the part of cmocka that these tests use, where there is no such library. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_PLAIN_CMOCKA_H
#define TESTS_IR_PLAIN_CMOCKA_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first failure ends the program: that is enough to fail the build's test. */
#define fail_msg(...)                                     \
    do {                                                  \
        printf("%s:%d: ", __FILE__, __LINE__);            \
        printf(__VA_ARGS__);                              \
        printf("\n");                                     \
        exit(1);                                          \
    } while (0)
#define assert_true(c) do { if (!(c)) fail_msg("%s", #c); } while (0)
#define assert_false(c) assert_true(!(c))
#define assert_null(p) assert_true((p) == NULL)
#define assert_non_null(p) assert_true((p) != NULL)
#define assert_int_equal(a, b)                                                                  \
    do {                                                                                        \
        long long a_ = (long long)(a), b_ = (long long)(b);                                     \
        if (a_ != b_)                                                                           \
            fail_msg("%s is %lld, not %lld", #a, a_, b_);                                       \
    } while (0)
#define assert_int_not_equal(a, b) assert_true((long long)(a) != (long long)(b))
#define assert_ptr_equal(a, b) assert_true((const void *)(a) == (const void *)(b))
#define assert_string_equal(a, b) assert_true(strcmp((a), (b)) == 0)
#define assert_memory_equal(a, b, n) assert_true(memcmp((a), (b), (n)) == 0)
#define skip() return

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};
#define cmocka_unit_test(f) { #f, f }

static int
plain_run(const struct CMUnitTest *tests, size_t count, int (*begin)(void **state))
{
    void *state = NULL;

    if (begin != NULL)
        begin(&state);
    for (size_t i = 0; i < count; i++)
        tests[i].run(&state);
    printf("%zu passed, 0 failed\n", count);
    return 0;
}
#define cmocka_run_group_tests(tests, begin, end) \
    plain_run(tests, sizeof(tests) / sizeof((tests)[0]), begin)

#endif
