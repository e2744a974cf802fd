/* os/windows/path.h - file names as the NT kernel wants them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_PATH_H
#define OS_WINDOWS_PATH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATH_UNITS = 4096 };

/* A Windows path in UTF-8 as an absolute NT name ("\??\C:\x"), with `current` (absolute, may end with a
 * backslash) for one that is relative.  Slashes count as backslashes; "." and ".." are resolved.  Units
 * written, 0: too long, or a relative path without a current folder. */
size_t path_to_nt(const char *path, const uint16_t *current, size_t current_units, uint16_t *out, size_t room);

#endif
