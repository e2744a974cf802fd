/* os/base/digits.c - digits to a number. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/fmt_impl.h"

int
fmt_digit_value(char c)
{
    if (isdigit(c))
        return c - '0';
    return isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

const char *
fmt_digits(const char *s, unsigned base, size_t max, uint64_t *value, bool *overflow)
{
    uint64_t v = 0;

    *overflow = false;
    for (; max > 0 && (unsigned)fmt_digit_value(*s) < base; max--, s++)
        if (__builtin_mul_overflow(v, (uint64_t)base, &v) || __builtin_add_overflow(v, (uint64_t)fmt_digit_value(*s), &v))
            *overflow = true;
    *value = v;
    return s;
}

bool
fmt_parse_u64(const char *s, uint64_t *value)
{
    bool hex = s[0] == '0' && tolower(s[1]) == 'x';
    bool overflow;
    const char *digits = hex ? s + 2 : s;
    const char *end = fmt_digits(digits, hex ? 16 : 10, SIZE_MAX, value, &overflow);

    return end > digits && *end == '\0' && !overflow;
}
