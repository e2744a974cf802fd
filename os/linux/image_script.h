/* os/linux/image_script.h - the first line of a #! script, read as Linux reads it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_SCRIPT_H
#define OS_LINUX_IMAGE_SCRIPT_H 1

#include <stdbool.h>
#include <stddef.h>

enum {
    SCRIPT_HEAD = 256,  /* how much of a file Linux looks at */
    SCRIPT_DEPTH = 5,   /* scripts that may be each other's interpreter; one more is ELOOP */
};

struct script_line {
    char interp[SCRIPT_HEAD];
    char arg[SCRIPT_HEAD];
    bool has_arg;
};

bool script_is(const char *head, size_t size);

/* HEAD: the file's first SCRIPT_HEAD bytes, filled up with zeros when it is shorter.
 * False: Linux would say ENOEXEC. */
bool script_read(const char head[SCRIPT_HEAD], struct script_line *out);

#endif
