/* os/base/assert.c - the last lines a process prints. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/assert.h"

#include "os/base/fmt.h"
#include "os/base/string.h"

int assert_level = 1;

static const struct base_hooks *hooks;

void
base_set_hooks(const struct base_hooks *h)
{
    hooks = h;
}

void
base_write(int fd, const char *text, size_t size)
{
    if (hooks != NULL && size > 0)
        hooks->write(fd, text, size);
}

static NORETURN void
leave(int status)
{
    if (hooks != NULL)
        hooks->exit(status);
    __builtin_trap();
}

/* One write, so that lines of several processes do not mix. */
static NORETURN void
say_and_leave(int status, char *line, size_t room, int length)
{
    size_t n = length < 0 ? 0 : MIN((size_t)length, room - 2);

    line[n++] = '\n';
    base_write(2, line, n);
    leave(status);
}

void
base_fatal(const char *fmt, ...)
{
    char line[4096 + 256] = "drrun: "; /* a path and something to say about it */
    size_t prefix = strlen(line);
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = fmt_vsnprintf(line + prefix, sizeof line - prefix, fmt, ap);
    va_end(ap);
    say_and_leave(EXIT_USER_ERROR, line, sizeof line, n < 0 ? 0 : n + (int)prefix);
}

void
base_assert_failed(const char *expr, const char *file, int line)
{
    char text[512];
    int n = fmt_snprintf(text, sizeof text, "drrun: internal error: %s:%d: assertion '%s' does not hold", file, line, expr);

    say_and_leave(EXIT_INTERNAL, text, sizeof text, n);
}
