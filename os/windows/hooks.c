/* os/windows/hooks.c - jumps written over the beginnings of ntdll's functions.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The application runs the original instructions: the cache is made from the copies.
 */
#include "os/windows/hooks.h"
#include "os/app_code.h"
#include "os/base/string.h"
#include "os/windows/app_entry.h"
#include "os/windows/events.h"
#include "os/windows/launch.h"

static struct hook {
    uintptr_t at; /* 0: not installed */
    uint8_t copy[HOOK_COPY];
} hooks[ENTRY_COUNT];

static const char *const leads_to[ENTRY_COUNT] = {
    [ENTRY_EXCEPTION] = entry_exception, [ENTRY_APC] = entry_apc, [ENTRY_CALLBACK] = entry_callback,
    [ENTRY_RAISE] = entry_raise,         [ENTRY_THREAD] = entry_thread,
};

static bool
write_code(uintptr_t at, const uint8_t *bytes, size_t size)
{
    uintptr_t base = at, room = size;
    uint32_t before;
    if (nt_failed(SYS(NtProtectVirtualMemory, NT_THIS_PROCESS, &base, &room, PAGE_EXECUTE_READWRITE, &before)))
        return false;
    memcpy((void *)at, bytes, size);
    SYS(NtProtectVirtualMemory, NT_THIS_PROCESS, &base, &room, before, &before);
    return true;
}

static bool
install(enum nt_entry entry)
{
    struct hook *h = &hooks[entry];
    uint8_t jump[HOOK_SIZE];
    uintptr_t at = nt_system.entry[entry];
    if (at == 0)
        return true;
    memcpy(h->copy, (const void *)at, HOOK_COPY);
    if (entry == ENTRY_THREAD) /* whoever started us has written there */
        memcpy(h->copy, runtime_launch.thread_code, sizeof(runtime_launch.thread_code));
    if (hook_jump(jump, at, (uintptr_t)leads_to[entry]) == 0 || !write_code(at, jump, HOOK_SIZE))
        return false;
    h->at = at;
    return true;
}

bool
hooks_install(void)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        if (!install((enum nt_entry)i))
            return false;
    }
    return true;
}

const uint8_t *
os_app_code(const uint8_t *pc)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        uintptr_t into = (uintptr_t)pc - hooks[i].at;
        if (hooks[i].at != 0 && into < HOOK_SIZE)
            return &hooks[i].copy[into];
    }
    return pc;
}

void
hooks_hide(uintptr_t start, uint8_t *copy, size_t size)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        for (unsigned k = 0; hooks[i].at != 0 && k < HOOK_SIZE; k++) {
            uintptr_t offset = hooks[i].at + k - start;
            if (offset < size)
                copy[offset] = hooks[i].copy[k];
        }
    }
}
