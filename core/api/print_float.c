/* core/api/print_float.c - formatted text for clients; may touch vector registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "dr_tools.h"
#include "os/base/fmt.h"
#include "os/base/log.h"
#include "os/file.h"

enum { USUAL = 1024 }; /* longer texts go through the heap */

static ssize_t
print_to(os_file f, const char *fmt, va_list ap)
{
    char text[USUAL];
    va_list again;
    intptr_t written;
    int n;

    va_copy(again, ap);
    n = fmt_float_vsnprintf(text, sizeof text, fmt, ap);
    if (n < 0) {
        written = -1;
    } else if ((size_t)n < sizeof text) {
        written = os_file_write(f, text, (size_t)n);
    } else {
        char *longer = heap_alloc((size_t)n + 1);
        fmt_float_vsnprintf(longer, (size_t)n + 1, fmt, again);
        written = os_file_write(f, longer, (size_t)n);
        heap_free(longer, (size_t)n + 1);
    }
    va_end(again);
    return written < 0 ? -1 : written;
}

DR_API void
dr_printf(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    print_to(os_file_stdout(), fmt, ap);
    va_end(ap);
}

DR_API ssize_t
dr_vfprintf(file_t f, const char *fmt, va_list ap)
{
    return print_to(drcontext_file(f), fmt, ap);
}

DR_API ssize_t
dr_fprintf(file_t f, const char *fmt, ...)
{
    va_list ap;
    ssize_t n;

    va_start(ap, fmt);
    n = print_to(drcontext_file(f), fmt, ap);
    va_end(ap);
    return n;
}

/* Without room for the final zero: the text is formatted one character too short, and the last one
 * put in its place. */
DR_API int
dr_vsnprintf(char *buf, size_t max, const char *fmt, va_list ap)
{
    va_list again;
    char *whole;
    int n;

    va_copy(again, ap);
    n = fmt_float_vsnprintf(buf, max, fmt, ap);
    if (n >= 0 && (size_t)n >= max && max > 0) {
        whole = heap_alloc((size_t)n + 1);
        fmt_float_vsnprintf(whole, (size_t)n + 1, fmt, again);
        buf[max - 1] = whole[max - 1];
        heap_free(whole, (size_t)n + 1);
    }
    va_end(again);
    return n < 0 || (size_t)n > max ? -1 : n;
}

DR_API int
dr_snprintf(char *buf, size_t max, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = dr_vsnprintf(buf, max, fmt, ap);
    va_end(ap);
    return n;
}

/* The next character of UTF-8; a byte that cannot be one stands for itself. */
static uint32_t
next_char(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    int more = s[0] >= 0xf0 ? 3 : s[0] >= 0xe0 ? 2 : s[0] >= 0xc2 ? 1 : 0;
    uint32_t c = more == 0 ? s[0] : s[0] & (0x3fu >> more);

    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            *p += 1;
            return s[0];
        }
        c = c << 6 | (s[i] & 0x3fu);
    }
    *p += more + 1;
    return c;
}

/* Wide text goes the way over UTF-8. */
DR_API int
dr_vsnwprintf(wchar_t *buf, size_t max, const wchar_t *fmt, va_list ap)
{
    size_t fmt_size = (size_t)fmt_snprintf(NULL, 0, "%ls", fmt) + 1, count = 0;
    char *narrow_fmt = heap_alloc(fmt_size), *text;
    va_list again;
    int n;

    fmt_snprintf(narrow_fmt, fmt_size, "%ls", fmt);
    va_copy(again, ap);
    n = fmt_float_vsnprintf(NULL, 0, narrow_fmt, ap);
    text = heap_alloc((size_t)n + 1);
    fmt_float_vsnprintf(text, (size_t)n + 1, narrow_fmt, again);
    va_end(again);
    for (const char *p = text; *p != '\0'; count++) {
        uint32_t c = next_char(&p);
        if (count < max)
            buf[count] = (wchar_t)c;
    }
    if (count < max)
        buf[count] = 0;
    heap_free(text, (size_t)n + 1);
    heap_free(narrow_fmt, fmt_size);
    return count > max ? -1 : (int)count;
}

DR_API int
dr_snwprintf(wchar_t *buf, size_t max, const wchar_t *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = dr_vsnwprintf(buf, max, fmt, ap);
    va_end(ap);
    return n;
}

DR_API int
dr_sscanf(const char *str, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_float_vsscanf(str, fmt, ap);
    va_end(ap);
    return n;
}

DR_API void
dr_log(void *drcontext, uint mask, uint level, const char *fmt, ...)
{
    char text[USUAL];
    va_list ap;

    (void)drcontext;
    if (!log_is_on(mask, (int)level))
        return;
    va_start(ap, fmt);
    fmt_float_vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    log_print("%s", text);
}
