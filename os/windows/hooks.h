/* os/windows/hooks.h - jumps written over the beginnings of ntdll's functions.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_HOOKS_H
#define OS_WINDOWS_HOOKS_H
#include <stddef.h>
#include <stdint.h>

enum { HOOK_SIZE = 5, HOOK_COPY = 32, HOOK_OPCODE = 0xe9 };

/* jmp TO for the code at AT.  0: too far away. */
size_t hook_jump(uint8_t *out, uintptr_t at, uintptr_t to);

/* What really stands in [start, start + size) where the application should see it: puts the original
 * bytes over its copy, which begins with the byte at start. */
void hooks_hide(uintptr_t start, uint8_t *copy, size_t size);

#endif
