/* os/linux/app_code.c - the runtime writes over no code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_code.h"
#include "os/safe.h"

const uint8_t *
os_app_code(const uint8_t *pc)
{
    return pc;
}

bool
os_app_code_is_kept(uintptr_t at)
{
    (void)at;
    return false;
}

uintptr_t
os_app_code_kept_from(uintptr_t from)
{
    (void)from;
    return UINTPTR_MAX;
}

void
os_app_code_read(uintptr_t start, uint8_t *to, size_t size)
{
    os_safe_copy(to, (const void *)start, size);
}

void
os_app_code_write(uintptr_t start, const uint8_t *from, size_t size)
{
    (void)start;
    (void)from;
    (void)size;
}

bool
os_app_code_is_copied(uintptr_t pc, struct os_app_code_first *out)
{
    (void)pc;
    (void)out;
    return false;
}

void
os_app_code_exchange(uintptr_t start, const uint8_t *from, size_t size)
{
    (void)start;
    (void)from;
    (void)size;
}
