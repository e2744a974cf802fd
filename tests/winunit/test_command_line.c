/* tests/winunit/test_command_line.c - command lines, taken apart as C programs do.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>
#include <cmocka.h>
#include "tools/windows/command_line.h"

enum { MOST = 6 };
static const struct {
    const wchar_t *line;
    const wchar_t *words[MOST];
} rows[] = {
    { L"p a  b\tc ", { L"p", L"a", L"b", L"c" } },
    { L"\"C:\\a b\\p.exe\" x", { L"C:\\a b\\p.exe", L"x" } },
    { L"p \"a b\" c\"d e\"f", { L"p", L"a b", L"cd ef" } },
    { L"p \"\" x", { L"p", L"", L"x" } },
    { L"p a\\\\b d\"e f\"g h", { L"p", L"a\\\\b", L"de fg", L"h" } },
    { L"p a\\\\\\\"b c d", { L"p", L"a\\\"b", L"c", L"d" } },
    { L"p a\\\\\\\\\"b c\" d e", { L"p", L"a\\\\b c", L"d", L"e" } },
    { L"p \"a\"\"b\"", { L"p", L"a\"b" } },
    { L"p C:\\dir\\ x", { L"p", L"C:\\dir\\", L"x" } },
    { L"p \"C:\\dir\\\\\" x", { L"p", L"C:\\dir\\", L"x" } },
};

static int
differs(const wchar_t *a, const wchar_t *b)
{
    while (*a != 0 && *a == *b)
        a++, b++;
    return *a != *b;
}

static void
words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const wchar_t *rest = rows[i].line;
        wchar_t word[100];
        for (int k = 0; k < MOST; k++) {
            const wchar_t *at = command_line_next(&rest, k == 0, word, 100);
            if ((at == NULL) != (rows[i].words[k] == NULL) || (at != NULL && differs(word, rows[i].words[k])))
                fail_msg("line %zu, word %d", i, k);
            if (at == NULL)
                break;
        }
    }
}

/* What follows a word reaches the program as it was written. */
static void
rest_is_kept(void **state)
{
    const wchar_t *rest = L"drrun -- \"a b\" \"c\\\" d\"";
    wchar_t word[100];
    (void)state;
    command_line_next(&rest, 1, word, 100);
    command_line_next(&rest, 0, word, 100);
    assert_false(differs(word, L"--"));
    assert_false(differs(rest, L"\"a b\" \"c\\\" d\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(words), cmocka_unit_test(rest_is_kept) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
