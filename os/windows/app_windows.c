/* os/windows/app_windows.c - what only this system knows of a process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_windows.h"
#include "os/base/string.h"
#include "os/windows/context.h"
#include "os/windows/handle.h"
#include "os/windows/params.h"
#include "os/windows/sys.h"
#include "os/windows/utf.h"

enum { PEB_VERSION = 0x118, QUERY_INFORMATION = 0x400 };

uintptr_t
os_app_peb(void)
{
    return teb_word(TEB_PEB);
}

void
os_app_version(struct os_app_version *out)
{
    const struct {
        uint32_t major, minor;
        uint16_t build, service_pack;
    } *v = (const void *)(teb_word(TEB_PEB) + PEB_VERSION);
    *out = (struct os_app_version){ v->major, v->minor, v->build, v->service_pack >> 8, v->service_pack & 0xff };
}

uintptr_t
os_app_process_of_handle(uintptr_t handle)
{
    return handle_process(handle);
}

uintptr_t
os_app_process_open(uintptr_t id)
{
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id client = { id, 0 };
    uintptr_t handle = 0;
    return nt_failed(SYS(NtOpenProcess, &handle, QUERY_INFORMATION, &object, &client)) ? 0 : handle;
}

const uint16_t *
os_app_command_line(size_t *units)
{
    return params_text(PARAMETERS_COMMAND_LINE, units);
}

size_t
os_app_text_to_utf8(const void *text, size_t units, char *to, size_t room)
{
    return utf_to_8(text, units, to, room);
}

bool
os_app_show_box(const char *title, const char *text)
{
    enum { SERVICE_NOTIFICATION = 0x50000018, STRINGS = 3, IS_OK = 1, ROOM = 4096, TITLE_ROOM = 64 };
    uint16_t wide[ROOM], wide_title[TITLE_ROOM];
    size_t units = utf_to_16(text, wide, ROOM), title_units = utf_to_16(title, wide_title, TITLE_ROOM);
    units = MIN(units, (size_t)ROOM - 1);
    struct nt_string t = { (uint16_t)(units * 2), (uint16_t)(units * 2 + 2), wide };
    struct nt_string n = { (uint16_t)(title_units * 2), (uint16_t)(title_units * 2 + 2), wide_title };
    uintptr_t arguments[] = { (uintptr_t)&t, (uintptr_t)&n, 0 /* one button */ };
    uint32_t answer = 0;
    return !nt_failed(SYS(NtRaiseHardError, SERVICE_NOTIFICATION, STRINGS, 3, arguments, IS_OK, &answer));
}

uintptr_t
os_app_thread_handle(uintptr_t tid)
{
    enum { THREAD_ALL = 0x1fffff };
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id id = { 0, tid };
    uintptr_t handle = 0;
    return nt_failed(SYS(NtOpenThread, &handle, THREAD_ALL, &object, &id)) ? 0 : handle;
}

void
os_app_context_fill(const struct mcontext *mc, bool has_integer, bool has_control, void *context)
{
    struct nt_context *c = context;
    uint32_t before = c->flags;
    c->flags = CONTEXT_AMD64 | (has_integer ? CONTEXT_HAS_INTEGER : 0u) | (has_control ? CONTEXT_HAS_CONTROL : 0u);
    context_show(c, mc);
    c->flags |= before;
}

void
os_app_context_fill_vectors(const void *vectors, size_t stride, void *context)
{
    enum { COUNT = 16, HALF = 16, AT = 160, CONTROL = 0x27f, MXCSR = 0x1f80 };
    struct nt_context *c = context;
    const uint16_t control = CONTROL;
    if ((c->flags & CONTEXT_HAS_FLOAT) == 0) { /* the rest is as in a new thread */
        memset(c->fxsave, 0, sizeof(c->fxsave));
        memcpy(c->fxsave, &control, sizeof(control));
        c->mxcsr = MXCSR;
        memcpy(c->fxsave + 24, &c->mxcsr, sizeof(c->mxcsr));
    }
    for (unsigned i = 0; i < COUNT; i++)
        memcpy(c->fxsave + AT + i * HALF, (const uint8_t *)vectors + i * stride, HALF);
    c->flags |= CONTEXT_AMD64 | CONTEXT_HAS_FLOAT;
}
