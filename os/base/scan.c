/* os/base/scan.c - sscanf with general registers only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

struct scan {
    const char *start;
    const char *text;
    struct fmt_args *args;
    fmt_scan_float_fn floats;
    int stored;
};

struct scan_spec {
    bool suppress;
    size_t width; /* SIZE_MAX: none given */
    char length;
};

enum result { GOES_ON, NO_MATCH, NO_INPUT };

static const char *
skip_space(const char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static void
store_integer(struct scan *s, char length, uint64_t v)
{
    void *to = va_arg(s->args->ap, void *);

    switch (length) {
    case 'H': *(uint8_t *)to = (uint8_t)v; break;
    case 'h': *(uint16_t *)to = (uint16_t)v; break;
    case 'l': *(unsigned long *)to = (unsigned long)v; break;
    case 'q':
    case 'L':
    case 'j': *(uint64_t *)to = v; break;
    case 'z':
    case 't':
    case 'p': *(uintptr_t *)to = (uintptr_t)v; break;
    default: *(uint32_t *)to = (uint32_t)v; break;
    }
}

static enum result
scan_integer(struct scan *s, const struct scan_spec *spec, unsigned base)
{
    const char *p = skip_space(s->text), *after;
    size_t left = spec->width;
    bool negative = false, overflow;
    uint64_t v;

    if (*p == '\0')
        return NO_INPUT;
    if ((*p == '-' || *p == '+') && left > 0) {
        negative = *p++ == '-';
        left--;
    }
    if ((base == 0 || base == 16) && left > 2 && p[0] == '0' && tolower(p[1]) == 'x' && isxdigit(p[2])) {
        p += 2;
        left -= 2;
        base = 16;
    } else if (base == 0) {
        base = *p == '0' ? 8 : 10;
    }
    after = fmt_digits(p, base, left, &v, &overflow);
    if (after == p)
        return NO_MATCH;
    s->text = after;
    if (overflow)
        v = UINT64_MAX;
    if (!spec->suppress) {
        store_integer(s, spec->length, negative ? 0 - v : v);
        s->stored++;
    }
    return GOES_ON;
}

static enum result
scan_float(struct scan *s, const struct scan_spec *spec)
{
    char copy[1024]; /* more digits than any number needs */
    const char *p = skip_space(s->text);
    size_t n = 0, used;

    if (*p == '\0')
        return NO_INPUT;
    while (n < sizeof copy - 1 && n < spec->width && p[n] != '\0' && !isspace((unsigned char)p[n])) {
        copy[n] = p[n];
        n++;
    }
    copy[n] = '\0';
    used = s->floats(copy, spec->length, spec->suppress, s->args);
    if (used == 0)
        return NO_MATCH;
    s->text = p + used;
    s->stored += !spec->suppress;
    return GOES_ON;
}

static enum result
scan_chars(struct scan *s, const struct scan_spec *spec)
{
    size_t n = spec->width == SIZE_MAX ? 1 : spec->width;

    if (*s->text == '\0')
        return NO_INPUT;
    if (strnlen(s->text, n) < n)
        return NO_MATCH;
    if (!spec->suppress) {
        memcpy(va_arg(s->args->ap, char *), s->text, n);
        s->stored++;
    }
    s->text += n;
    return GOES_ON;
}

/* Takes characters while WANTED says so, at least one. */
static enum result
scan_run(struct scan *s, const struct scan_spec *spec, bool (*wanted)(const void *set, char c), const void *set)
{
    size_t n = 0;

    if (*s->text == '\0')
        return NO_INPUT;
    while (n < spec->width && s->text[n] != '\0' && wanted(set, s->text[n]))
        n++;
    if (n == 0)
        return NO_MATCH;
    if (!spec->suppress) {
        char *to = va_arg(s->args->ap, char *);
        memcpy(to, s->text, n);
        to[n] = '\0';
        s->stored++;
    }
    s->text += n;
    return GOES_ON;
}

static bool
not_space(const void *set, char c)
{
    UNUSED(set);
    return !isspace((unsigned char)c);
}

struct char_set {
    uint8_t bits[32];
    bool inverted;
};

static bool
in_set(const void *p, char c)
{
    const struct char_set *set = p;
    unsigned char u = (unsigned char)c;

    return ((set->bits[u / 8] >> u % 8 & 1) != 0) != set->inverted;
}

/* F stands behind the [; the result stands behind the ], or at the end of a broken format. */
static const char *
parse_set(const char *f, struct char_set *set)
{
    const char *first;

    memset(set, 0, sizeof *set);
    if (*f == '^') {
        set->inverted = true;
        f++;
    }
    for (first = f; *f != '\0' && (*f != ']' || f == first); f++) {
        unsigned from = (unsigned char)*f, to = from;
        if (f[1] == '-' && f[2] != ']' && f[2] != '\0') {
            to = (unsigned char)f[2];
            f += 2;
        }
        for (unsigned c = from; c <= to; c++)
            set->bits[c / 8] |= (uint8_t)(1u << c % 8);
    }
    return *f == ']' ? f + 1 : f;
}

static const char *
parse_spec(const char *f, struct scan_spec *spec)
{
    uint64_t width;
    bool overflow;
    const char *digits;

    spec->suppress = *f == '*';
    f += spec->suppress;
    digits = f;
    f = fmt_digits(f, 10, SIZE_MAX, &width, &overflow);
    spec->width = f == digits || overflow || width == 0 ? SIZE_MAX : (size_t)width;
    spec->length = 0;
    if (f[0] == 'I' && f[1] == '6' && f[2] == '4') {
        spec->length = 'q';
        return f + 3;
    }
    if ((f[0] == 'h' || f[0] == 'l') && f[1] == f[0]) {
        spec->length = f[0] == 'h' ? 'H' : 'q';
        return f + 2;
    }
    if (*f != '\0' && strchr("hlqjztL", *f) != NULL)
        spec->length = *f++;
    return f;
}

static enum result
scan_percent(struct scan *s)
{
    s->text = skip_space(s->text);
    if (*s->text != '%')
        return *s->text == '\0' ? NO_INPUT : NO_MATCH;
    s->text++;
    return GOES_ON;
}

/* *F stands at the conversion letter and is moved behind it. */
static enum result
scan_one(struct scan *s, struct scan_spec *spec, const char **f)
{
    struct char_set set;
    char conv = *(*f)++;

    switch (conv) {
    case 'd':
    case 'u': return scan_integer(s, spec, 10);
    case 'i': return scan_integer(s, spec, 0);
    case 'o': return scan_integer(s, spec, 8);
    case 'x':
    case 'X': return scan_integer(s, spec, 16);
    case 'p': spec->length = 'p'; return scan_integer(s, spec, 16);
    case 'c': return scan_chars(s, spec);
    case 's': s->text = skip_space(s->text); return scan_run(s, spec, not_space, NULL);
    case '[': *f = parse_set(*f, &set); return scan_run(s, spec, in_set, &set);
    case '%': return scan_percent(s);
    case 'n':
        if (!spec->suppress)
            store_integer(s, spec->length, (uint64_t)(s->text - s->start));
        return GOES_ON;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A': return s->floats != NULL ? scan_float(s, spec) : NO_MATCH;
    default: return NO_MATCH;
    }
}

int
fmt_scan(const char *text, const char *fmt, struct fmt_args *args, fmt_scan_float_fn floats)
{
    struct scan s = { text, text, args, floats, 0 };
    struct scan_spec spec;
    enum result result;

    while (*fmt != '\0') {
        if (isspace((unsigned char)*fmt)) {
            fmt++;
            s.text = skip_space(s.text);
        } else if (*fmt != '%') {
            if (*s.text != *fmt)
                return *s.text == '\0' && s.stored == 0 ? -1 : s.stored;
            fmt++, s.text++;
        } else {
            fmt = parse_spec(fmt + 1, &spec);
            if (*fmt == '\0')
                break;
            result = scan_one(&s, &spec, &fmt);
            if (result != GOES_ON)
                return result == NO_INPUT && s.stored == 0 ? -1 : s.stored;
        }
    }
    return s.stored;
}

int
fmt_vsscanf(const char *text, const char *fmt, va_list ap)
{
    struct fmt_args args;
    int n;

    va_copy(args.ap, ap);
    n = fmt_scan(text, fmt, &args, NULL);
    va_end(args.ap);
    return n;
}

int
fmt_sscanf(const char *text, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_vsscanf(text, fmt, ap);
    va_end(ap);
    return n;
}
