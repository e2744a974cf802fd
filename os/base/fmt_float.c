/* os/base/fmt_float.c - printf with floating-point arguments; may touch vector registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/fmt.h"
#include "os/base/fmt_impl.h"
#include "os/base/string.h"

/* An x87 value is moved as the memory it is: loading it would touch the x87 stack, which may be the
 * application's. */
struct long_double_box {
    long double value;
};

static void
take_long_double(struct fmt_float *v, struct fmt_args *args)
{
    struct long_double_box box = va_arg(args->ap, struct long_double_box);
    uint16_t top;

    memcpy(&v->mantissa, &box, 8);
    memcpy(&top, (char *)&box + 8, 2);
    v->negative = top >> 15;
    v->exponent = MAX(top & 0x7fff, 1) - 16383 - 63;
    v->mantissa_bits = 64;
    v->kind = (top & 0x7fff) != 0x7fff ? FMT_FINITE : v->mantissa << 1 == 0 ? FMT_INFINITE : FMT_NAN;
}

static void
take_double(struct fmt_float *v, struct fmt_args *args)
{
    double value = va_arg(args->ap, double);
    uint64_t bits;
    int field;

    memcpy(&bits, &value, 8);
    field = (int)(bits >> 52 & 0x7ff);
    v->negative = bits >> 63;
    v->mantissa = (bits & ((UINT64_C(1) << 52) - 1)) | (uint64_t)(field != 0) << 52;
    v->exponent = MAX(field, 1) - 1023 - 52;
    v->mantissa_bits = 53;
    v->kind = field != 0x7ff ? FMT_FINITE : bits << 12 == 0 ? FMT_INFINITE : FMT_NAN;
}

static void
put_float_argument(struct fmt_out *out, const struct fmt_spec *spec, struct fmt_args *args)
{
    struct fmt_float v;

    if (spec->length == 'L')
        take_long_double(&v, args);
    else
        take_double(&v, args);
    fmt_put_float(out, spec, &v);
}

int
fmt_float_vsnprintf(char *buf, size_t room, const char *fmt, va_list ap)
{
    struct fmt_args args;
    int n;

    va_copy(args.ap, ap);
    n = fmt_format_to(buf, room, fmt, &args, put_float_argument);
    va_end(args.ap);
    return n;
}

int
fmt_float_snprintf(char *buf, size_t room, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_float_vsnprintf(buf, room, fmt, ap);
    va_end(ap);
    return n;
}
