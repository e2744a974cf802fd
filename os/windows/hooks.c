/* os/windows/hooks.c - jumps written over the beginnings of ntdll's functions.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The application runs its own instructions: the cache is made from copies, and what it writes
 * there goes to the copies.  An application that reads with its own instructions sees our jump, and
 * may run a copy of it, or write it back: then it means what stood there first.
 */
#include "os/windows/hooks.h"
#include "os/app_code.h"
#include "os/base/string.h"
#include "os/safe.h"
#include "os/windows/app_entry.h"
#include "os/windows/events.h"
#include "os/windows/launch.h"

enum { BEFORE = 16, VIEW = 64 };

/* An instruction that begins before a jump of ours may end in it: so the view begins there. */
static struct hook {
    uintptr_t at; /* 0: not installed */
    uint8_t jump[HOOK_SIZE];
    uint8_t first[HOOK_COPY]; /* what stood there before the jump */
    uint8_t app[HOOK_SIZE];   /* what the application has there */
    uint8_t view[VIEW];       /* the same with all around it, from BEFORE bytes before */
} hooks[ENTRY_COUNT];

static const char *const leads_to[ENTRY_COUNT] = {
    [ENTRY_EXCEPTION] = entry_exception, [ENTRY_APC] = entry_apc,
    [ENTRY_CALLBACK] = entry_callback,   [ENTRY_RAISE] = entry_raise,
    [ENTRY_THREAD] = entry_thread,
};

static bool
write_code(uintptr_t at, const uint8_t *bytes, size_t size)
{
    uintptr_t base = at, room = size;
    uint32_t before;
    if (nt_failed(SYS(NtProtectVirtualMemory, NT_THIS_PROCESS, &base, &room, PAGE_EXECUTE_READWRITE,
                      &before)))
        return false;
    memcpy((void *)at, bytes, size);
    SYS(NtProtectVirtualMemory, NT_THIS_PROCESS, &base, &room, before, &before);
    return true;
}

/* Puts the application's bytes where a copy of [start, start + size) has ours. */
void
hooks_hide(uintptr_t start, uint8_t *copy, size_t size)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        for (unsigned k = 0; hooks[i].at != 0 && k < HOOK_SIZE; k++) {
            uintptr_t offset = hooks[i].at + k - start;
            if (offset < size)
                copy[offset] = hooks[i].app[k];
        }
    }
}

static void
renew_views(void)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        if (hooks[i].at != 0)
            os_app_code_read(hooks[i].at - BEFORE, hooks[i].view, VIEW);
    }
}

/* Reads what is there first: all of them before any is written over. */
static bool
prepare(enum nt_entry entry)
{
    struct hook *h = &hooks[entry];
    uintptr_t at = nt_system.entry[entry];
    if (at == 0)
        return true;
    memcpy(h->first, (const void *)at, HOOK_COPY);
    if (entry == ENTRY_THREAD) /* whoever started us has written there */
        memcpy(h->first, runtime_launch.thread_code, sizeof(runtime_launch.thread_code));
    memcpy(h->app, h->first, HOOK_SIZE);
    h->at = at;
    return hook_jump(h->jump, at, (uintptr_t)leads_to[entry]) != 0;
}

bool
hooks_install(void)
{
    bool done = true;
    for (unsigned i = 0; i < ENTRY_COUNT; i++)
        done = prepare((enum nt_entry)i) && done;
    for (unsigned i = 0; i < ENTRY_COUNT && done; i++)
        done = hooks[i].at == 0 || write_code(hooks[i].at, hooks[i].jump, HOOK_SIZE);
    renew_views();
    return done;
}

const uint8_t *
os_app_code(const uint8_t *pc)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        uintptr_t into = (uintptr_t)pc - (hooks[i].at - BEFORE);
        if (hooks[i].at != 0 && into < BEFORE + HOOK_SIZE)
            return &hooks[i].view[into];
    }
    return pc;
}

uintptr_t
os_app_code_kept_from(uintptr_t from)
{
    enum { PAGE = 4096 };
    uintptr_t first = UINTPTR_MAX;
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        for (unsigned k = 0; hooks[i].at != 0 && k < HOOK_SIZE; k += HOOK_SIZE - 1) {
            uintptr_t page = (hooks[i].at + k) & ~(uintptr_t)(PAGE - 1);
            if (page + PAGE > from && page < first)
                first = page;
        }
    }
    return first;
}

bool
os_app_code_is_kept(uintptr_t at)
{
    return os_app_code_kept_from(at) <= at;
}

void
os_app_code_read(uintptr_t start, uint8_t *to, size_t size)
{
    os_safe_copy(to, (const void *)start, size);
    hooks_hide(start, to, size);
}

static struct hook *
hook_over(uintptr_t at)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        if (hooks[i].at != 0 && at - hooks[i].at < HOOK_SIZE)
            return &hooks[i];
    }
    return NULL;
}

/* Who writes our own jump has read it there: it stands for what was there first. */
static void
note_restored(struct hook *h)
{
    if (memcmp(h->app, h->jump, HOOK_SIZE) == 0)
        memcpy(h->app, h->first, HOOK_SIZE);
}

/* Takes what the application writes under our jumps. */
static void
note_written(uintptr_t start, const uint8_t *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        struct hook *h = hook_over(start + i);
        if (h != NULL)
            h->app[start + i - h->at] = from[i];
    }
    for (unsigned i = 0; i < ENTRY_COUNT; i++)
        note_restored(&hooks[i]);
    renew_views();
}

void
os_app_code_write(uintptr_t start, const uint8_t *from, size_t size)
{
    for (size_t i = 0, n; i < size; i += n) {
        bool is_under = hook_over(start + i) != NULL;
        for (n = 1; i + n < size && (hook_over(start + i + n) != NULL) == is_under;)
            n++;
        if (!is_under)
            write_code(start + i, from + i, n);
    }
    note_written(start, from, size);
}

/* [begin, end) of the jump have been compared with ours and stored to.  Of bytes that are the same
 * as ours it is not known whether they are meant: those of another jump are, and such as were there
 * first.  Who stores ours alone has read it before he wrote there. */
static void
take_exchanged(struct hook *h, const uint8_t *now, unsigned begin, unsigned end)
{
    uint8_t opcode = begin == 0 ? now[0] : h->app[0];
    if (begin == 0 && memcmp(now, h->jump, end) == 0) {
        memcpy(h->app, h->first, HOOK_SIZE);
        return;
    }
    for (unsigned k = begin; k < end; k++) {
        if (now[k] != h->jump[k] || opcode == h->jump[0] || now[k] == h->first[k])
            h->app[k] = now[k];
    }
}

void
os_app_code_exchange(uintptr_t start, const uint8_t *from, size_t size)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        struct hook *h = &hooks[i];
        uintptr_t begin = MAX(start, h->at), end = MIN(start + size, h->at + HOOK_SIZE);
        if (h->at != 0 && begin < end)
            take_exchanged(h, from + (h->at - start), (unsigned)(begin - h->at),
                           (unsigned)(end - h->at));
    }
    for (size_t i = 0; i < size; i++) {
        if (hook_over(start + i) == NULL && *(const uint8_t *)(start + i) != from[i])
            write_code(start + i, from + i, 1);
    }
    renew_views();
}

bool
hooks_are_in(uintptr_t start, size_t size)
{
    bool any = false;
    for (unsigned i = 0; i < ENTRY_COUNT; i++)
        any |= hooks[i].at != 0 && hooks[i].at + HOOK_SIZE > start && hooks[i].at < start + size;
    return any;
}

void
hooks_keep(uintptr_t start, uint8_t *copy, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const struct hook *h = hook_over(start + i);
        if (h != NULL)
            copy[i] = h->jump[start + i - h->at];
    }
}

void
hooks_written(uintptr_t start, const uint8_t *from, size_t size)
{
    note_written(start, from, size);
}

bool
os_app_code_is_copied(uintptr_t pc, struct os_app_code_first *out)
{
    for (unsigned i = 0; i < ENTRY_COUNT; i++) {
        if (hooks[i].at == 0 || pc != (uintptr_t)leads_to[i])
            continue;
        *out = (struct os_app_code_first){ hooks[i].at, hooks[i].first, HOOK_COPY, HOOK_SIZE };
        return true;
    }
    return false;
}
