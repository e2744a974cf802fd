/* os/base/log.c - formats a log line and hands it on. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/log.h"

#include "os/base/fmt.h"

int log_level;
uint32_t log_mask = ~(uint32_t)0;

static void (*log_hook)(const char *text, size_t size);

void
log_set_hook(void (*hook)(const char *text, size_t size))
{
    log_hook = hook;
}

void
log_vprint(const char *fmt, va_list ap)
{
    char text[1024];
    int n;

    if (log_hook == NULL)
        return;
    n = fmt_vsnprintf(text, sizeof text, fmt, ap);
    if (n >= (int)sizeof text) { /* a cut line still ends */
        n = (int)sizeof text - 1;
        text[n - 1] = '\n';
    }
    if (n > 0)
        log_hook(text, (size_t)n);
}

void
log_print(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    log_vprint(fmt, ap);
    va_end(ap);
}
