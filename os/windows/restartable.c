/* os/windows/restartable.c - Windows aborts no sections of code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/restartable.h"

bool
os_section_read(uintptr_t descriptor, struct os_section *out)
{
    (void)descriptor;
    (void)out;
    return false;
}

uint32_t
os_section_mark(void)
{
    return 0;
}

uintptr_t
os_section_describe(void)
{
    return 0;
}

void
os_section_fill(uintptr_t descriptor, const struct os_section *s)
{
    (void)descriptor;
    (void)s;
}

void
os_section_forget(uintptr_t area)
{
    (void)area;
}

bool
os_section_is_used(void)
{
    return false;
}
