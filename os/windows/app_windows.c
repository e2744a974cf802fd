/* os/windows/app_windows.c - what only this system knows of a process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_windows.h"
#include "os/windows/sys.h"

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
    struct {
        uintptr_t exit_status, peb, affinity, priority, id, parent;
    } basic = { 0 };
    SYS(NtQueryInformationProcess, handle, 0, &basic, sizeof(basic), 0);
    return basic.id;
}

uintptr_t
os_app_process_open(uintptr_t id)
{
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id client = { id, 0 };
    uintptr_t handle = 0;
    return nt_failed(SYS(NtOpenProcess, &handle, QUERY_INFORMATION, &object, &client)) ? 0 : handle;
}
