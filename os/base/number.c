/* os/base/number.c - integers from text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/fmt_impl.h"

/* The magnitude; limited to LIMIT when positive, LIMIT + 1 when negative (for signed types), or to
 * LIMIT in both cases with wrapped sign (for unsigned ones). */
static uint64_t
convert(const char *s, char **end, int base, uint64_t limit, bool is_signed)
{
    const char *start = s;
    bool negative = false, overflow;
    uint64_t v;
    const char *after;

    if (end != NULL)
        *end = (char *)(uintptr_t)start;
    if (base != 0 && (base < 2 || base > 36))
        return 0;
    while (isspace((unsigned char)*s))
        s++;
    if (*s == '-' || *s == '+')
        negative = *s++ == '-';
    if ((base == 0 || base == 16) && s[0] == '0' && tolower(s[1]) == 'x' && isxdigit(s[2])) {
        s += 2;
        base = 16;
    } else if (base == 0) {
        base = *s == '0' ? 8 : 10;
    }
    after = fmt_digits(s, (unsigned)base, SIZE_MAX, &v, &overflow);
    if (after == s)
        return 0;
    if (end != NULL)
        *end = (char *)(uintptr_t)after;
    if (is_signed) {
        uint64_t most = negative ? limit + 1 : limit;
        if (overflow || v > most)
            v = most;
    } else if (overflow || v > limit) {
        return limit;
    }
    return negative ? 0 - v : v;
}

long
strtol(const char *restrict s, char **restrict end, int base)
{
    return (long)convert(s, end, base, (uint64_t)(~0UL >> 1), true);
}

unsigned long
strtoul(const char *restrict s, char **restrict end, int base)
{
    return (unsigned long)convert(s, end, base, ~0UL, false);
}

long long
strtoll(const char *restrict s, char **restrict end, int base)
{
    return (long long)convert(s, end, base, INT64_MAX, true);
}

unsigned long long
strtoull(const char *restrict s, char **restrict end, int base)
{
    return convert(s, end, base, UINT64_MAX, false);
}

int
atoi(const char *s)
{
    return (int)strtol(s, NULL, 10);
}

long
atol(const char *s)
{
    return strtol(s, NULL, 10);
}

long long
atoll(const char *s)
{
    return strtoll(s, NULL, 10);
}
