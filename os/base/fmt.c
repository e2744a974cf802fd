/* os/base/fmt.c - printf formatting with general registers only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/fmt.h"

#include "os/base/ctype.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

void
fmt_put(struct fmt_out *out, const char *text, size_t n)
{
    if (out->length < out->room)
        memcpy(out->buf + out->length, text, MIN(n, out->room - out->length));
    out->length += n;
}

void
fmt_pad(struct fmt_out *out, char c, int n)
{
    if (n <= 0)
        return;
    if (out->length < out->room)
        memset(out->buf + out->length, c, MIN((size_t)n, out->room - out->length));
    out->length += (size_t)n;
}

void
fmt_put_number(struct fmt_out *out, const struct fmt_spec *spec, const char *prefix, int zeros, const char *body, size_t n)
{
    size_t prefix_length = strlen(prefix);
    int fill = spec->width - (int)(prefix_length + n) - zeros;

    if (!spec->left && !spec->zero)
        fmt_pad(out, ' ', fill);
    fmt_put(out, prefix, prefix_length);
    if (!spec->left && spec->zero)
        fmt_pad(out, '0', fill);
    fmt_pad(out, '0', zeros);
    fmt_put(out, body, n);
    if (spec->left)
        fmt_pad(out, ' ', fill);
}

/* Writes backwards from END; returns the first digit. */
static char *
digits_before(char *end, uint64_t value, unsigned base, bool upper)
{
    const char *set = upper ? "0123456789ABCDEF" : "0123456789abcdef";

    for (; value != 0; value /= base)
        *--end = set[value % base];
    return end;
}

static void
put_integer(struct fmt_out *out, const struct fmt_spec *given, uint64_t value, const char *sign)
{
    struct fmt_spec spec = *given;
    unsigned base = spec.conv == 'o' ? 8 : spec.conv == 'x' || spec.conv == 'X' || spec.conv == 'p' ? 16 : 10;
    char digits[24], *end = digits + sizeof digits;
    char *first = digits_before(end, value, base, spec.conv == 'X');
    int n = (int)(end - first), zeros = 0;
    const char *prefix = sign;

    if (base == 16 && spec.alt && value != 0)
        prefix = spec.conv == 'X' ? "0X" : "0x";
    if (spec.precision >= 0) {
        spec.zero = false;
        zeros = MAX(spec.precision - n, 0);
    } else if (n == 0) {
        zeros = 1;
    }
    if (base == 8 && spec.alt && zeros == 0)
        zeros = 1;
    fmt_put_number(out, &spec, prefix, zeros, first, (size_t)n);
}

static int64_t
take_signed(char length, struct fmt_args *args)
{
    switch (length) {
    case 'H': return (signed char)va_arg(args->ap, int);
    case 'h': return (short)va_arg(args->ap, int);
    case 'l': return va_arg(args->ap, long);
    case 'q':
    case 'L': return va_arg(args->ap, long long);
    case 'j': return va_arg(args->ap, intmax_t);
    case 'z': return (intptr_t)va_arg(args->ap, size_t);
    case 't': return va_arg(args->ap, ptrdiff_t);
    default: return va_arg(args->ap, int);
    }
}

static uint64_t
take_unsigned(char length, struct fmt_args *args)
{
    switch (length) {
    case 'H': return (unsigned char)va_arg(args->ap, int);
    case 'h': return (unsigned short)va_arg(args->ap, int);
    case 'l': return va_arg(args->ap, unsigned long);
    case 'q':
    case 'L': return va_arg(args->ap, unsigned long long);
    case 'j': return va_arg(args->ap, uintmax_t);
    case 'z': return va_arg(args->ap, size_t);
    case 't': return (size_t)va_arg(args->ap, ptrdiff_t);
    default: return va_arg(args->ap, unsigned);
    }
}

static size_t
utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xc0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xe0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3f));
        to[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | (c >> 18 & 7));
    to[1] = (char)(0x80 | (c >> 12 & 0x3f));
    to[2] = (char)(0x80 | (c >> 6 & 0x3f));
    to[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* One character of a wide string; wchar_t is UTF-16 on Windows, UTF-32 elsewhere. */
static uint32_t
take_wide(const wchar_t **p)
{
    uint32_t c = (uint32_t)*(*p)++;

    if (sizeof(wchar_t) == 2 && c >= 0xd800 && c < 0xdc00 && ((uint32_t)**p & 0xfc00) == 0xdc00)
        c = 0x10000 + ((c & 0x3ff) << 10) + ((uint32_t)*(*p)++ & 0x3ff);
    return c;
}

/* Bytes of the text that are printed: whole characters within the precision. */
static size_t
wide_size(const wchar_t *s, size_t max)
{
    size_t n = 0;
    char one[4];

    while (*s != 0) {
        size_t more = utf8(one, take_wide(&s));
        if (more > max - n)
            break;
        n += more;
    }
    return n;
}

static void
put_wide_string(struct fmt_out *out, const struct fmt_spec *spec, const wchar_t *s)
{
    size_t n = wide_size(s, spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision);
    char one[4];

    if (!spec->left)
        fmt_pad(out, ' ', spec->width - (int)n);
    for (size_t i = 0; i < n;) {
        size_t more = utf8(one, take_wide(&s));
        fmt_put(out, one, more);
        i += more;
    }
    if (spec->left)
        fmt_pad(out, ' ', spec->width - (int)n);
}

static void
put_text(struct fmt_out *out, const struct fmt_spec *spec, const char *s, size_t n)
{
    if (!spec->left)
        fmt_pad(out, ' ', spec->width - (int)n);
    fmt_put(out, s, n);
    if (spec->left)
        fmt_pad(out, ' ', spec->width - (int)n);
}

static void
put_string(struct fmt_out *out, const struct fmt_spec *spec, struct fmt_args *args)
{
    if (spec->length == 'l' || spec->conv == 'S') {
        const wchar_t *w = va_arg(args->ap, const wchar_t *);
        if (w != NULL) {
            put_wide_string(out, spec, w);
            return;
        }
        put_text(out, spec, "(null)", 6);
    } else {
        const char *s = va_arg(args->ap, const char *);
        if (s == NULL)
            s = "(null)";
        put_text(out, spec, s, spec->precision < 0 ? strlen(s) : strnlen(s, (size_t)spec->precision));
    }
}

static void
put_char(struct fmt_out *out, const struct fmt_spec *spec, struct fmt_args *args)
{
    char text[4];
    size_t n = 1;
    unsigned c = va_arg(args->ap, unsigned);

    if (spec->length == 'l')
        n = utf8(text, c);
    else
        text[0] = (char)c;
    put_text(out, spec, text, n);
}

static void
put_pointer(struct fmt_out *out, struct fmt_spec *spec, struct fmt_args *args)
{
    const void *p = va_arg(args->ap, const void *);

    if (p == NULL) {
        spec->precision = -1;
        put_text(out, spec, "(nil)", 5);
        return;
    }
    spec->alt = true;
    put_integer(out, spec, (uintptr_t)p, "");
}

/* A count in the format: digits, or * for an argument. */
static const char *
parse_count(const char *f, struct fmt_args *args, int *count)
{
    uint64_t value = 0;

    if (*f == '*') {
        *count = va_arg(args->ap, int);
        return f + 1;
    }
    for (; isdigit(*f); f++)
        if (value < 1000000000)
            value = value * 10 + (uint64_t)(*f - '0');
    *count = (int)MIN(value, (uint64_t)1000000000);
    return f;
}

static const char *
parse_length(const char *f, char *length)
{
    *length = 0;
    if (f[0] == 'I' && f[1] == '6' && f[2] == '4') {
        *length = 'q';
        return f + 3;
    }
    if (f[0] == 'I' && f[1] == '3' && f[2] == '2')
        return f + 3;
    if (f[0] == 'I' && (f[1] == 'x' || f[1] == 'u' || f[1] == 'd' || f[1] == 'X')) {
        *length = 'z';
        return f + 1;
    }
    if ((f[0] == 'h' || f[0] == 'l') && f[1] == f[0]) {
        *length = f[0] == 'h' ? 'H' : 'q';
        return f + 2;
    }
    if (*f != '\0' && strchr("hlqjztL", *f) != NULL)
        *length = *f++;
    return f;
}

static const char *
parse_spec(const char *f, struct fmt_args *args, struct fmt_spec *spec)
{
    memset(spec, 0, sizeof *spec);
    for (;; f++) {
        switch (*f) {
        case '-': spec->left = true; continue;
        case '+': spec->plus = true; continue;
        case ' ': spec->space = true; continue;
        case '#': spec->alt = true; continue;
        case '0': spec->zero = true; continue;
        case '\'': continue; /* grouping: none in the C locale */
        }
        break;
    }
    f = parse_count(f, args, &spec->width);
    if (spec->width < 0) {
        spec->left = true;
        spec->width = spec->width == INT32_MIN ? 0 : -spec->width;
    }
    spec->precision = -1;
    if (*f == '.')
        f = parse_count(f + 1, args, &spec->precision);
    return parse_length(f, &spec->length);
}

static const char *
sign_of(const struct fmt_spec *spec, bool negative)
{
    return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

/* False for a conversion that is unknown here. */
static bool
put_argument(struct fmt_out *out, struct fmt_spec *spec, struct fmt_args *args, fmt_float_fn floats)
{
    int64_t number;

    switch (spec->conv) {
    case 'd':
    case 'i':
        number = take_signed(spec->length, args);
        put_integer(out, spec, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, sign_of(spec, number < 0));
        return true;
    case 'u':
    case 'o':
    case 'x':
    case 'X': put_integer(out, spec, take_unsigned(spec->length, args), ""); return true;
    case 'p': put_pointer(out, spec, args); return true;
    case 'c':
    case 'C': put_char(out, spec, args); return true;
    case 's':
    case 'S': put_string(out, spec, args); return true;
    case 'n': (void)va_arg(args->ap, void *); return true;
    case '%': fmt_put(out, "%", 1); return true;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        if (floats == NULL)
            return false;
        floats(out, spec, args);
        return true;
    default: return false;
    }
}

void
fmt_format(struct fmt_out *out, const char *fmt, struct fmt_args *args, fmt_float_fn floats)
{
    while (*fmt != '\0') {
        const char *start = fmt;
        struct fmt_spec spec;

        fmt = strchrnul(fmt, '%');
        fmt_put(out, start, (size_t)(fmt - start));
        if (*fmt == '\0')
            return;
        start = fmt;
        fmt = parse_spec(fmt + 1, args, &spec);
        spec.conv = *fmt;
        if (*fmt != '\0')
            fmt++;
        if (!put_argument(out, &spec, args, floats))
            fmt_put(out, start, (size_t)(fmt - start)); /* as it stands, so that it is seen */
    }
}

int
fmt_format_to(char *buf, size_t room, const char *fmt, struct fmt_args *args, fmt_float_fn floats)
{
    struct fmt_out out = { buf, room > 0 ? room - 1 : 0, 0 };

    fmt_format(&out, fmt, args, floats);
    if (room > 0)
        buf[MIN(out.length, out.room)] = '\0';
    return out.length > INT32_MAX ? -1 : (int)out.length;
}

int
fmt_vsnprintf(char *buf, size_t room, const char *fmt, va_list ap)
{
    struct fmt_args args;
    int n;

    va_copy(args.ap, ap);
    n = fmt_format_to(buf, room, fmt, &args, NULL);
    va_end(args.ap);
    return n;
}

int
fmt_snprintf(char *buf, size_t room, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_vsnprintf(buf, room, fmt, ap);
    va_end(ap);
    return n;
}
