/* os/windows/hook_jump.c - the jump that is written over the beginning of a function.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/hooks.h"
#include "os/base/string.h"

size_t
hook_jump(uint8_t *out, uintptr_t at, uintptr_t to)
{
    int64_t distance = (int64_t)(to - (at + HOOK_SIZE));
    int32_t rel = (int32_t)distance;
    out[0] = HOOK_OPCODE;
    memcpy(out + 1, &rel, sizeof(rel));
    return rel == distance ? HOOK_SIZE : 0;
}
