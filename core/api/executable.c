/* core/api/executable.c - executables and libraries mapped to be looked at. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/library.h"
#include "dr_tools.h"
#include "os/map.h"

/* Segments stand where a loader would put them, relative to each other; nothing is relocated or run. */
DR_API byte *
dr_map_executable_file(const char *filename, dr_map_executable_flags_t flags, size_t *size)
{
    size_t mapped;
    byte *base;

    UNUSED(flags); /* what is private costs no memory until it is written */
    base = filename == NULL ? NULL : library_map_to_read(filename, &mapped);
    if (base != NULL && size != NULL)
        *size = mapped;
    return base;
}

DR_API bool
dr_unmap_executable_file(byte *base, size_t size)
{
    os_map_unmap(base, size);
    return true;
}
