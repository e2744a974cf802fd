/* os/base/scan_float.c - strtod and scanf with floating point; may touch vector registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/fmt.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

double
strtod(const char *restrict s, char **restrict end)
{
    const char *after;
    uint64_t bits = fmt_parse_float(s, &after, 53, 11);
    double value;

    if (end != NULL)
        *end = (char *)(uintptr_t)after;
    memcpy(&value, &bits, sizeof value);
    return value;
}

float
strtof(const char *restrict s, char **restrict end)
{
    const char *after;
    uint32_t bits = (uint32_t)fmt_parse_float(s, &after, 24, 8);
    float value;

    if (end != NULL)
        *end = (char *)(uintptr_t)after;
    memcpy(&value, &bits, sizeof value);
    return value;
}

double
atof(const char *s)
{
    return strtod(s, NULL);
}

static size_t
scan_float(const char *text, char length, bool suppress, struct fmt_args *args)
{
    const char *end;

    if (length == 'l') {
        uint64_t bits = fmt_parse_float(text, &end, 53, 11);
        if (end != text && !suppress)
            memcpy(va_arg(args->ap, double *), &bits, 8);
    } else {
        uint32_t bits = (uint32_t)fmt_parse_float(text, &end, 24, 8);
        if (end != text && !suppress)
            memcpy(va_arg(args->ap, float *), &bits, 4);
    }
    return (size_t)(end - text);
}

int
fmt_float_vsscanf(const char *text, const char *fmt, va_list ap)
{
    struct fmt_args args;
    int n;

    va_copy(args.ap, ap);
    n = fmt_scan(text, fmt, &args, scan_float);
    va_end(args.ap);
    return n;
}

int
fmt_float_sscanf(const char *text, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_float_vsscanf(text, fmt, ap);
    va_end(ap);
    return n;
}
