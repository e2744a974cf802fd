/* os/base/parse_real.c - the nearest floating-point number to a text, as bits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/ctype.h"
#include "os/base/decimal.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

/* A binary format: BITS of mantissa, the implied one included. */
struct format {
    int bits;
    int least; /* exponent of the last bit of a denormal number */
    uint64_t infinity;
};

enum {
    POINT = 48, /* limbs above the point: 10^330 and what a shift adds */
    ROOM = POINT + 190,
    MOST_DIGITS = 800, /* more than any double needs; the rest only says "a little more" */
};

/* Rounds mantissa (which has at most BITS bits) * 2^exponent by what follows it: -1 less than half,
 * 0 half, 1 more. */
static uint64_t
encode(const struct format *f, uint64_t mantissa, int exponent, int rest)
{
    uint64_t hidden = UINT64_C(1) << (f->bits - 1);
    uint64_t field;

    if (rest > 0 || (rest == 0 && mantissa % 2 != 0))
        mantissa++;
    if (mantissa == hidden * 2) {
        mantissa = hidden;
        exponent++;
    }
    if (mantissa < hidden)
        return mantissa; /* denormal: the caller stopped at the least exponent */
    field = (uint64_t)(exponent - f->least + 1);
    if (field << (f->bits - 1) >= f->infinity)
        return f->infinity;
    return field << (f->bits - 1) | (mantissa - hidden);
}

static int
bit_length(uint64_t v)
{
    return v == 0 ? 0 : 64 - __builtin_clzll(v);
}

/* Scales until the whole part is the mantissa. */
static uint64_t
round_decimal(const struct format *f, struct decimal *d)
{
    int exponent = 0;

    if (decimal_is_zero(d))
        return 0;
    for (;;) {
        uint64_t whole = (uint64_t)decimal_limb(d, d->point - 2) * DECIMAL_BASE + decimal_limb(d, d->point - 1);
        int over = d->first < d->point - 2 ? 9 : bit_length(whole) - f->bits;
        if (over > 0) {
            over = MIN(over, 9);
            decimal_shift_down(d, (unsigned)over);
            exponent += over;
        } else if (over == 0 || exponent == f->least) {
            uint32_t next = decimal_limb(d, d->point);
            bool more = d->last > d->point + 1 || d->lost;
            int rest = next != DECIMAL_BASE / 2 ? (next > DECIMAL_BASE / 2 ? 1 : -1) : more;
            return encode(f, whole, exponent, rest);
        } else {
            int step = MIN(MIN(-over, 29), exponent - f->least);
            decimal_shift_up(d, (unsigned)step);
            exponent -= step;
        }
    }
}

/* An exponent behind S ("e-12"); 0 and *end = s if there is none. */
static int
parse_exponent(const char *s, char letter, const char **end)
{
    bool negative, overflow;
    uint64_t v;
    const char *p = s + 1, *after;

    *end = s;
    if (tolower(*s) != letter)
        return 0;
    negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    after = fmt_digits(p, 10, SIZE_MAX, &v, &overflow);
    if (after == p)
        return 0;
    *end = after;
    if (overflow || v > 1000000)
        v = 1000000;
    return negative ? -(int)v : (int)v;
}

static uint64_t
parse_decimal(const struct format *f, const char *s, const char **end)
{
    const char *start = s, *first = NULL, *dot = NULL, *p, *digits_end;
    int64_t top; /* decimal exponent of the first digit that counts */
    uint32_t limbs[ROOM];
    struct decimal d;
    int64_t place;

    for (; isdigit(*s) || (*s == '.' && dot == NULL); s++) {
        if (*s == '.')
            dot = s;
        else if (first == NULL && *s != '0')
            first = s;
    }
    digits_end = s;
    if (s == start || (dot == start && s == start + 1)) {
        *end = start;
        return 0;
    }
    place = parse_exponent(s, 'e', end);
    if (first == NULL)
        return 0;
    if (dot == NULL)
        dot = digits_end;
    top = place + (dot > first ? dot - first - 1 : dot - first);
    if (top > 320)
        return f->infinity;
    if (top < -345)
        return 0;
    decimal_init(&d, limbs, ROOM, POINT);
    place = top;
    for (p = first; p < digits_end; p++) {
        if (*p == '.')
            continue;
        if (top - place < MOST_DIGITS)
            decimal_add_digit(&d, (int)place, (unsigned)(*p - '0'));
        else if (*p != '0')
            d.lost = true;
        place--;
    }
    while (d.last > d.first && d.limb[d.last - 1] == 0)
        d.last--;
    return round_decimal(f, &d);
}

static uint64_t
parse_hex(const struct format *f, const char *s, const char **end)
{
    uint64_t m = 0;
    int64_t exponent = 0;
    bool dot = false, sticky = false;
    int drop, rest = -1;

    for (; isxdigit(*s) || (*s == '.' && !dot); s++) {
        if (*s == '.') {
            dot = true;
            continue;
        }
        if (m >> 60 != 0) {
            sticky |= *s != '0';
            exponent += 4;
        } else {
            m = m << 4 | (uint64_t)fmt_digit_value(*s);
        }
        exponent -= dot ? 4 : 0;
    }
    exponent += parse_exponent(s, 'p', end);
    if (m == 0)
        return 0;
    if (exponent > 20000)
        return f->infinity;
    drop = bit_length(m) - f->bits;
    if (exponent + drop < f->least)
        drop = exponent < -20000 ? 100 : (int)(f->least - exponent);
    if (drop > 64)
        return 0;
    if (drop > 0) {
        uint64_t half = UINT64_C(1) << (drop - 1), low = drop == 64 ? m : m & (half * 2 - 1);
        rest = low > half || (low == half && sticky) ? 1 : low == half ? 0 : -1;
        m = drop == 64 ? 0 : m >> drop;
    } else {
        m <<= -drop;
    }
    return encode(f, m, (int)exponent + drop, rest);
}

/* The length of WORD if S starts with it, in either case. */
static size_t
starts(const char *s, const char *word)
{
    size_t n = strlen(word);

    return strncasecmp(s, word, n) == 0 ? n : 0;
}

uint64_t
fmt_parse_float(const char *s, const char **end, int mantissa_bits, int exponent_bits)
{
    const char *start = s, *number;
    struct format f = { mantissa_bits, 3 - (1 << (exponent_bits - 1)) - mantissa_bits,
                        ((UINT64_C(1) << exponent_bits) - 1) << (mantissa_bits - 1) };
    uint64_t sign = 0, bits;
    size_t n;

    while (isspace((unsigned char)*s))
        s++;
    if (*s == '-' || *s == '+')
        sign = *s++ == '-' ? UINT64_C(1) << (mantissa_bits - 1 + exponent_bits) : 0;
    number = s;
    if ((n = starts(s, "infinity")) != 0 || (n = starts(s, "inf")) != 0) {
        *end = s + n;
        return sign | f.infinity;
    }
    if ((n = starts(s, "nan")) != 0) {
        *end = s + n;
        return sign | f.infinity | UINT64_C(1) << (mantissa_bits - 2);
    }
    if (s[0] == '0' && tolower(s[1]) == 'x' && (isxdigit(s[2]) || (s[2] == '.' && isxdigit(s[3]))))
        bits = parse_hex(&f, s + 2, end);
    else
        bits = parse_decimal(&f, s, end);
    if (*end == number) {
        *end = start;
        return 0;
    }
    return sign | bits;
}
