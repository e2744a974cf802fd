/* os/windows/params.c - what the process was started with.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/params.h"
#include "os/windows/sys.h"

/* Before the loader has run, pointers in the block may still count from its beginning. */
const wchar16 *
params_text(unsigned offset, size_t *units)
{
    uintptr_t block = peb_word(PEB_PARAMETERS);
    const struct nt_string *s = (const struct nt_string *)(block + offset);
    uint32_t flags = *(uint32_t *)(block + PARAMETERS_FLAGS);
    uintptr_t text = (uintptr_t)s->text;
    if ((flags & PARAMETERS_NORMALIZED) == 0 && text != 0)
        text += block;
    *units = text == 0 ? 0 : s->size / sizeof(wchar16);
    return (const wchar16 *)text;
}

uintptr_t
params_word(unsigned offset)
{
    return *(uintptr_t *)(peb_word(PEB_PARAMETERS) + offset);
}
