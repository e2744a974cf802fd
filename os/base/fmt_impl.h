/* os/base/fmt_impl.h - what the integer and the floating-point files of the formatter share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_FMT_IMPL_H
#define OS_BASE_FMT_IMPL_H

#include "os/base/types.h"

/* Where the text goes: what does not fit is counted. */
struct fmt_out {
    char *buf;
    size_t room; /* the final zero not counted */
    size_t length;
};

struct fmt_spec {
    bool left, plus, space, alt, zero;
    int width;
    int precision; /* -1: none given */
    char length;   /* 0, 'H' (hh), 'h', 'l', 'q' (ll), 'j', 'z', 't', 'L' */
    char conv;
};

void
fmt_put(struct fmt_out *out, const char *text, size_t n);
void
fmt_pad(struct fmt_out *out, char c, int n);
/* PREFIX is a sign or 0x; ZEROS zeros come between it and BODY. Pads to the width. */
void
fmt_put_number(struct fmt_out *out, const struct fmt_spec *spec, const char *prefix, int zeros, const char *body, size_t n);

/* va_list by address, so that a callee's progress is the caller's. */
struct fmt_args {
    va_list ap;
};

/* Prints the next argument, which is floating-point. */
typedef void (*fmt_float_fn)(struct fmt_out *out, const struct fmt_spec *spec, struct fmt_args *args);

/* FLOATS may be NULL: the conversions are then printed as they stand, and nothing is taken. */
void
fmt_format(struct fmt_out *out, const char *fmt, struct fmt_args *args, fmt_float_fn floats);
int
fmt_format_to(char *buf, size_t room, const char *fmt, struct fmt_args *args, fmt_float_fn floats);

/* A binary floating-point value taken apart: mantissa * 2^exponent. */
struct fmt_float {
    bool negative;
    enum { FMT_FINITE, FMT_INFINITE, FMT_NAN } kind;
    uint64_t mantissa;
    int exponent;
    int mantissa_bits; /* of the type: 53 or 64 */
};

void
fmt_put_float(struct fmt_out *out, const struct fmt_spec *spec, const struct fmt_float *value);

/* Reads a decimal or hexadecimal number and gives the bits of the nearest double (bits 53, least
 * exponent -1074) or float (24, -149). *end == s if there is none. */
uint64_t
fmt_parse_float(const char *s, const char **end, int mantissa_bits, int exponent_bits);

/* Stores TEXT (a number without white space) where the next argument points; returns how many
 * characters were used, 0 if it is no number, or no store with SUPPRESS. */
typedef size_t (*fmt_scan_float_fn)(const char *text, char length, bool suppress, struct fmt_args *args);
int
fmt_scan(const char *text, const char *fmt, struct fmt_args *args, fmt_scan_float_fn floats);

/* Value of the digits of S in BASE; *overflow if it does not fit. Returns the end. */
const char *
fmt_digits(const char *s, unsigned base, size_t max, uint64_t *value, bool *overflow);
int
fmt_digit_value(char c);

#endif
