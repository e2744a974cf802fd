/* os/linux/tracer.c - who traces this process. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/tracer.h"
#include "os/base/string.h"
#include "os/linux/sys.h"

#include <linux/fcntl.h>

static uintptr_t before;
static bool is_noted;

/* The process id of the tracer, 0 for none; also when /proc is not there. */
static uintptr_t
tracer(void)
{
    static const char field[] = "\nTracerPid:\t";
    char text[1024]; /* the field is one of the first */
    uintptr_t pid = 0;
    intptr_t fd = sys4(__NR_openat, AT_FDCWD, "/proc/self/status", O_RDONLY | O_CLOEXEC, 0);

    if (sys_failed(fd))
        return 0;
    intptr_t n = sys3(__NR_read, fd, text, sizeof(text) - 1);
    sys1(__NR_close, fd);
    if (sys_failed(n))
        return 0;
    text[n] = '\0';
    const char *at = strstr(text, field);
    if (at == NULL)
        return 0;
    for (at += sizeof(field) - 1; *at >= '0' && *at <= '9'; at++)
        pid = pid * 10 + (uintptr_t)(*at - '0');
    return pid;
}

void
tracer_note(void)
{
    if (!is_noted)
        before = tracer();
    is_noted = true;
}

bool
tracer_is_new(void)
{
    if (!is_noted)
        return false;
    uintptr_t now = tracer();

    return now != 0 && now != before;
}
