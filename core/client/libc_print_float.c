/* core/client/libc_print_float.c - the printf family for clients; may touch vector registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/libc_misc.h"

#include "core/client/client_malloc.h"
#include "os/base/fmt.h"

int
client_vfprintf(struct client_stream *f, const char *fmt, va_list ap)
{
    char text[1024];
    int n = fmt_float_vsnprintf(text, sizeof text, fmt, ap);

    if (n < 0 || (size_t)n < sizeof text) {
        client_stream_write(f, text, n < 0 ? 0 : (size_t)n);
    } else {
        char *longer = client_malloc((size_t)n + 1);
        fmt_float_vsnprintf(longer, (size_t)n + 1, fmt, ap);
        client_stream_write(f, longer, (size_t)n);
        client_free(longer);
    }
    return n;
}

int
client_fprintf(struct client_stream *f, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vfprintf(f, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vprintf(const char *fmt, va_list ap)
{
    return client_vfprintf(client_stdout, fmt, ap);
}

int
client_printf(const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vfprintf(client_stdout, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vsprintf(char *buf, const char *fmt, va_list ap)
{
    return fmt_float_vsnprintf(buf, INT32_MAX, fmt, ap);
}

int
client_sprintf(char *buf, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vsprintf(buf, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vprintf_chk(int flag, const char *fmt, va_list ap)
{
    UNUSED(flag);
    return client_vfprintf(client_stdout, fmt, ap);
}

int
client_printf_chk(int flag, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vprintf_chk(flag, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vfprintf_chk(struct client_stream *f, int flag, const char *fmt, va_list ap)
{
    UNUSED(flag);
    return client_vfprintf(f, fmt, ap);
}

int
client_fprintf_chk(struct client_stream *f, int flag, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vfprintf_chk(f, flag, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vsnprintf_chk(char *buf, size_t max, int flag, size_t room, const char *fmt, va_list ap)
{
    UNUSED(flag);
    if (max > room)
        client_chk_fail();
    return fmt_float_vsnprintf(buf, max, fmt, ap);
}

int
client_snprintf_chk(char *buf, size_t max, int flag, size_t room, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vsnprintf_chk(buf, max, flag, room, fmt, ap);
    va_end(ap);
    return n;
}

int
client_vsprintf_chk(char *buf, int flag, size_t room, const char *fmt, va_list ap)
{
    int n = fmt_float_vsnprintf(buf, room, fmt, ap);

    UNUSED(flag);
    if (n >= 0 && (size_t)n >= room)
        client_chk_fail();
    return n;
}

int
client_sprintf_chk(char *buf, int flag, size_t room, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = client_vsprintf_chk(buf, flag, room, fmt, ap);
    va_end(ap);
    return n;
}
