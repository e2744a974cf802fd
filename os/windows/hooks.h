/* os/windows/hooks.h - jumps written over the beginnings of ntdll's functions.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_HOOKS_H
#define OS_WINDOWS_HOOKS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOOK_SIZE = 5, HOOK_COPY = 32, HOOK_OPCODE = 0xe9 };

/* jmp TO for the code at AT.  0: too far away. */
size_t hook_jump(uint8_t *out, uintptr_t at, uintptr_t to);

/* Puts the application's bytes where a copy of [start, start + size) has our jumps. */
void hooks_hide(uintptr_t start, uint8_t *copy, size_t size);

/* For the kernel's writing there: whether there are any jumps, the other way round, and what it would have
 * written. */
bool hooks_are_in(uintptr_t start, size_t size);
void hooks_keep(uintptr_t start, uint8_t *copy, size_t size);
void hooks_written(uintptr_t start, const uint8_t *from, size_t size);

#endif
