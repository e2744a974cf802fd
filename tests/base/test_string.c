/* tests/base/test_string.c - memory and string functions against the host's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/base/base_test.h"

enum { ROOM = 5000 };

static uint64_t seed = 88172645463325252u;

static void
fill(unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        p[i] = (unsigned char)test_random(&seed);
}

static size_t
some_size(void)
{
    uint64_t r = test_random(&seed);
    return r % 3 == 0 ? r / 3 % 40 : r % 3 == 1 ? r / 3 % 300 : r / 3 % 2200;
}

static void
copies(void **state)
{
    static unsigned char from[ROOM], ours[ROOM], theirs[ROOM];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        size_t n = some_size(), a = test_random(&seed) % 64, b = test_random(&seed) % 64;
        if (i % 16 == 0)
            fill(from, sizeof from);
        memcpy(ours, theirs, sizeof ours);
        assert_ptr_equal(base_memcpy(ours + a, from + b, n), ours + a);
        memcpy(theirs + a, from + b, n);
        assert_memory_equal(ours, theirs, sizeof ours);
        base_memset(ours + b, i, n);
        memset(theirs + b, i, n);
        assert_memory_equal(ours, theirs, sizeof ours);
        assert_int_equal(base_memcmp(ours + a, from + a, n) > 0, memcmp(ours + a, from + a, n) > 0);
        assert_int_equal(base_memcmp(ours, theirs, n), 0);
    }
}

static void
overlapping(void **state)
{
    static unsigned char ours[ROOM], theirs[ROOM];

    (void)state;
    fill(ours, sizeof ours);
    memcpy(theirs, ours, sizeof ours);
    for (int i = 0; i < 20000; i++) {
        size_t n = some_size(), a = test_random(&seed) % 2000, b = i % 2 ? a + test_random(&seed) % 40 : test_random(&seed) % 2000;
        base_memmove(ours + a, ours + b, n);
        memmove(theirs + a, theirs + b, n);
        assert_memory_equal(ours, theirs, sizeof ours);
        base_memmove(ours + b, ours + a, n);
        memmove(theirs + b, theirs + a, n);
        assert_memory_equal(ours, theirs, sizeof ours);
    }
}

static int
sign(int x)
{
    return (x > 0) - (x < 0);
}

static void
strings(void **state)
{
    static const char *const s[] = { "", "a", "b", "ab", "abc", "abcabd", "ABC", "aB\xff", "hello, world", "d/e/f", "aaab", "a b,c;;d" };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(s); i++) {
        assert_int_equal(base_strlen(s[i]), strlen(s[i]));
        for (int c = 0; c < 256; c++) {
            assert_ptr_equal(base_strchr(s[i], c), strchr(s[i], c));
            assert_ptr_equal(base_strrchr(s[i], c), strrchr(s[i], c));
            assert_ptr_equal(base_strchrnul(s[i], c), strchrnul(s[i], c));
            assert_ptr_equal(base_memchr(s[i], c, strlen(s[i])), memchr(s[i], c, strlen(s[i])));
        }
        for (size_t j = 0; j < ARRAY_SIZE(s); j++) {
            assert_int_equal(sign(base_strcmp(s[i], s[j])), sign(strcmp(s[i], s[j])));
            assert_int_equal(sign(base_strcasecmp(s[i], s[j])), sign(strcasecmp(s[i], s[j])));
            assert_ptr_equal(base_strstr(s[i], s[j]), strstr(s[i], s[j]));
            assert_int_equal(base_strspn(s[i], s[j]), strspn(s[i], s[j]));
            assert_int_equal(base_strcspn(s[i], s[j]), strcspn(s[i], s[j]));
            assert_ptr_equal(base_strpbrk(s[i], s[j]), strpbrk(s[i], s[j]));
            for (size_t n = 0; n < 8; n++) {
                char a[40], b[40];
                assert_int_equal(sign(base_strncmp(s[i], s[j], n)), sign(strncmp(s[i], s[j], n)));
                memset(a, 'x', sizeof a), memset(b, 'x', sizeof b);
                base_strcpy(a, s[i]), strcpy(b, s[i]);
                base_strncat(a, s[j], n), strncat(b, s[j], n);
                base_strcat(a, s[j]), strcat(b, s[j]);
                base_strncpy(a, s[j], n), strncpy(b, s[j], n);
                assert_memory_equal(a, b, sizeof a);
            }
        }
    }
}

static void
own(void **state)
{
    char buf[4], text[] = ",a,,bc,", *save, *t;

    (void)state;
    assert_true(string_copy(buf, "abc", 4));
    assert_false(string_copy(buf, "abcd", 4));
    assert_string_equal(buf, "abc");
    assert_string_equal(string_basename("/a/b"), "b");
    assert_string_equal(string_basename("b"), "b");
    assert_true(string_ends_with("lib.so", ".so") && !string_ends_with("so", ".so"));
    assert_true(string_starts_with("-ops", "-o") && !string_starts_with("-", "-o"));
    t = base_strtok_r(text, ",", &save);
    assert_string_equal(t, "a");
    t = base_strtok_r(NULL, ",", &save);
    assert_string_equal(t, "bc");
    assert_null(base_strtok_r(NULL, ",", &save));
}

static void
classes(void **state)
{
    (void)state;
    for (int c = -1; c < 256; c++) {
#define SAME(f) assert_int_equal(!!base_##f(c), !!f(c))
        SAME(isalnum);
        SAME(isalpha);
        SAME(isblank);
        SAME(iscntrl);
        SAME(isdigit);
        SAME(isgraph);
        SAME(islower);
        SAME(isprint);
        SAME(ispunct);
        SAME(isspace);
        SAME(isupper);
        SAME(isxdigit);
        assert_int_equal(base_tolower(c), tolower(c));
        assert_int_equal(base_toupper(c), toupper(c));
    }
}

static int
compare(const void *a, const void *b)
{
    unsigned x, y;

    memcpy(&x, a, sizeof x), memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void
sorting(void **state)
{
    static unsigned v[3000];

    (void)state;
    for (size_t n = 0; n < ARRAY_SIZE(v); n = n * 2 + 1) {
        for (size_t i = 0; i < n; i++)
            v[i] = (unsigned)test_random(&seed) % 500;
        base_qsort(v, n, sizeof v[0], compare);
        for (size_t i = 1; i < n; i++)
            assert_true(v[i - 1] <= v[i]);
        for (unsigned key = 0; key < 520; key++) {
            unsigned *found = base_bsearch(&key, v, n, sizeof v[0], compare);
            unsigned *expected = bsearch(&key, v, n, sizeof v[0], compare);
            assert_int_equal(found == NULL, expected == NULL);
            assert_true(found == NULL || *found == key);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies), cmocka_unit_test(overlapping), cmocka_unit_test(strings),
        cmocka_unit_test(own),    cmocka_unit_test(classes),     cmocka_unit_test(sorting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
