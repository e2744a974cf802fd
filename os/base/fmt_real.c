/* os/base/fmt_real.c - floating-point values, taken apart into integers, to text and back. */
/* SPDX-License-Identifier: Apache-2.0 */

/* No floating-point instruction here: fmt_float.c and its like only move values in and out of
 * registers. Conversions are exact (decimal.h) and rounded once, to nearest, ties to even.
 */
#include "os/base/ctype.h"
#include "os/base/decimal.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

static bool
is_upper(const struct fmt_spec *spec)
{
    return spec->conv < 'a';
}

static void
put_digits(struct fmt_out *out, const struct decimal *d, int from, int count)
{
    for (; count > 0; count--) {
        char c = (char)('0' + decimal_digit(d, from--));
        fmt_put(out, &c, 1);
    }
}

/* Pads in front of a body of SIZE characters, sign included; fmt_pad(out, ' ', result) goes behind. */
static int
open_field(struct fmt_out *out, const struct fmt_spec *spec, const char *prefix, int size)
{
    int fill = spec->width - size;

    if (!spec->left && !spec->zero)
        fmt_pad(out, ' ', fill);
    fmt_put(out, prefix, strlen(prefix));
    if (!spec->left && spec->zero)
        fmt_pad(out, '0', fill);
    return spec->left ? fill : 0;
}

static void
put_fixed(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct decimal *d, int places)
{
    int whole = MAX(decimal_exponent(d), 0) + 1;
    bool dot = places > 0 || spec->alt;
    int fill = open_field(out, spec, sign, (int)strlen(sign) + whole + dot + places);

    put_digits(out, d, whole - 1, whole);
    fmt_put(out, ".", dot);
    put_digits(out, d, -1, places);
    fmt_pad(out, ' ', fill);
}

/* "e+00" at least; returns the length. */
static int
exponent_text(char *to, char letter, int exponent, int least_digits)
{
    char digits[8];
    int n = 0, at = 0;
    unsigned v = exponent < 0 ? 0u - (unsigned)exponent : (unsigned)exponent;

    for (; v != 0 || n < least_digits; v /= 10)
        digits[n++] = (char)('0' + v % 10);
    to[at++] = letter;
    to[at++] = exponent < 0 ? '-' : '+';
    while (n > 0)
        to[at++] = digits[--n];
    return at;
}

static void
put_scientific(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct decimal *d, int places)
{
    char tail[16];
    int exponent = decimal_exponent(d);
    int tail_size = exponent_text(tail, is_upper(spec) ? 'E' : 'e', exponent, 2);
    bool dot = places > 0 || spec->alt;
    int fill = open_field(out, spec, sign, (int)strlen(sign) + 1 + dot + places + tail_size);

    put_digits(out, d, exponent, 1);
    fmt_put(out, ".", dot);
    put_digits(out, d, exponent - 1, places);
    fmt_put(out, tail, (size_t)tail_size);
    fmt_pad(out, ' ', fill);
}

static void
put_general(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, struct decimal *d)
{
    int digits = spec->precision < 0 ? 6 : MAX(spec->precision, 1);
    int exponent, places;

    decimal_round(d, digits - 1 - decimal_exponent(d));
    exponent = decimal_exponent(d);
    places = digits - 1;
    if (!spec->alt) /* trailing zeros go */
        while (places > 0 && decimal_digit(d, exponent - places) == 0)
            places--;
    if (exponent < -4 || exponent >= digits)
        put_scientific(out, spec, sign, d, places);
    else
        put_fixed(out, spec, sign, d, spec->alt ? digits - 1 - exponent : MAX(places - exponent, 0));
}

static void
put_decimal(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, struct decimal *d)
{
    int places = spec->precision < 0 ? 6 : spec->precision;

    switch (tolower(spec->conv)) {
    case 'f':
        decimal_round(d, places);
        put_fixed(out, spec, sign, d, places);
        break;
    case 'e':
        decimal_round(d, places - decimal_exponent(d));
        put_scientific(out, spec, sign, d, places);
        break;
    default: put_general(out, spec, sign, d); break;
    }
}

/* Room for every value of the type: whole limbs above the point, and below it one per nine bits. */
enum {
    DOUBLE_POINT = 40,
    DOUBLE_ROOM = DOUBLE_POINT + 1074 / 9 + 2,
    LONG_DOUBLE_POINT = 554,
    LONG_DOUBLE_ROOM = LONG_DOUBLE_POINT + 16445 / 9 + 2,
};

static void
put_value(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct fmt_float *v, struct decimal *d)
{
    decimal_set(d, v->mantissa);
    decimal_scale(d, v->exponent);
    put_decimal(out, spec, sign, d);
}

static NO_INLINE void
put_double(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct fmt_float *v)
{
    uint32_t limbs[DOUBLE_ROOM];
    struct decimal d;

    decimal_init(&d, limbs, DOUBLE_ROOM, DOUBLE_POINT);
    put_value(out, spec, sign, v, &d);
}

/* A frame of its own: nine kilobytes. */
static NO_INLINE void
put_long_double(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct fmt_float *v)
{
    uint32_t limbs[LONG_DOUBLE_ROOM];
    struct decimal d;

    decimal_init(&d, limbs, LONG_DOUBLE_ROOM, LONG_DOUBLE_POINT);
    put_value(out, spec, sign, v, &d);
}

/* One digit before the point: 1 for a double (the implied bit), four bits for a long double. */
static void
put_hex(struct fmt_out *out, const struct fmt_spec *spec, const char *sign, const struct fmt_float *v)
{
    const char *set = is_upper(spec) ? "0123456789ABCDEF" : "0123456789abcdef";
    int frac_digits = v->mantissa_bits == 64 ? 15 : 13, places = spec->precision;
    int bits = frac_digits * 4, exponent = v->exponent + bits;
    uint64_t m = v->mantissa;
    char prefix[8], tail[16];
    int tail_size, fill;
    bool dot;

    if (m == 0)
        exponent = 0;
    if (places >= 0 && places < frac_digits) {
        int drop = (frac_digits - places) * 4;
        uint64_t low = m & ((UINT64_C(1) << drop) - 1), half = UINT64_C(1) << (drop - 1);
        uint64_t kept = m >> drop;
        if (low > half || (low == half && kept % 2 != 0))
            kept++;
        if (kept >> (64 - drop) != 0) { /* a long double's leading digit overflowed */
            kept >>= 4;
            exponent += 4;
        }
        m = kept << drop;
    }
    if (places < 0)
        for (places = frac_digits; places > 0 && (m >> (bits - places * 4) & 15) == 0;)
            places--;
    tail_size = exponent_text(tail, is_upper(spec) ? 'P' : 'p', exponent, 1);
    dot = places > 0 || spec->alt;
    string_copy(prefix, sign, sizeof prefix);
    strcat(prefix, is_upper(spec) ? "0X" : "0x");
    fill = open_field(out, spec, prefix, (int)strlen(prefix) + 1 + dot + places + tail_size);
    fmt_put(out, &set[m >> bits & 15], 1);
    fmt_put(out, ".", dot);
    for (int i = 1; i <= MIN(places, frac_digits); i++)
        fmt_put(out, &set[m >> (bits - i * 4) & 15], 1);
    fmt_pad(out, '0', places - frac_digits);
    fmt_put(out, tail, (size_t)tail_size);
    fmt_pad(out, ' ', fill);
}

void
fmt_put_float(struct fmt_out *out, const struct fmt_spec *spec, const struct fmt_float *v)
{
    const char *sign = v->negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";

    if (v->kind != FMT_FINITE) {
        struct fmt_spec plain = *spec;
        const char *name = v->kind == FMT_NAN ? (is_upper(spec) ? "NAN" : "nan") : (is_upper(spec) ? "INF" : "inf");
        plain.zero = false;
        fmt_put_number(out, &plain, sign, 0, name, 3);
    } else if (tolower(spec->conv) == 'a') {
        put_hex(out, spec, sign, v);
    } else if (v->mantissa_bits == 64) {
        put_long_double(out, spec, sign, v);
    } else {
        put_double(out, spec, sign, v);
    }
}
