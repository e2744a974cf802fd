/* core/client/linux/library_map.h - puts the segments of a shared library into memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LINUX_LIBRARY_MAP_H
#define CORE_CLIENT_LINUX_LIBRARY_MAP_H

#include "core/rt/elf.h"

/* Maps the file, reads its tables. Relocations are still to be applied. *base is where it is.
 * Fails: what is wrong, and nothing stays mapped; else NULL
 */
const char *
library_map(const char *path, struct elf_plan *plan, struct elf_image *image, uintptr_t *base);

/* After relocation: what need not be written any more is made read-only. */
void
library_protect(const struct elf_image *image);

void
library_unmap(const struct elf_plan *plan, uintptr_t base);

#endif
