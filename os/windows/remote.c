/* os/windows/remote.c - the memory of another process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/remote.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/windows/sys.h"

enum { COMPARED = 1024 };

ntstatus
remote_read(uintptr_t process, uintptr_t at, void *to, size_t size)
{
    uintptr_t n = 0;
    ntstatus status = SYS(NtReadVirtualMemory, process, at, to, size, &n);
    return !nt_failed(status) && n != size ? STATUS_PARTIAL_COPY : status;
}

ntstatus
remote_write(uintptr_t process, uintptr_t at, const void *from, size_t size)
{
    uintptr_t n = 0;
    ntstatus status = SYS(NtWriteVirtualMemory, process, at, from, size, &n);
    return !nt_failed(status) && n != size ? STATUS_PARTIAL_COPY : status;
}

ntstatus
remote_protect(uintptr_t process, uintptr_t at, size_t size, uint32_t protect)
{
    uint32_t before;
    return SYS(NtProtectVirtualMemory, process, &at, &size, protect, &before);
}

bool
remote_query(uintptr_t process, uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, process, at, MEMORY_BASIC, m, sizeof(*m), 0)) && m->size != 0;
}

/* It is the same file as ours, mostly at the same address. */
static bool
is_ntdll(uintptr_t process, uintptr_t base)
{
    uint8_t head[COMPARED];
    return !nt_failed(remote_read(process, base, head, sizeof(head))) &&
        memcmp(head, (const void *)nt_system.ntdll, sizeof(head)) == 0;
}

uintptr_t
remote_ntdll(uintptr_t process)
{
    struct nt_memory m;
    if (is_ntdll(process, nt_system.ntdll))
        return nt_system.ntdll;
    for (uintptr_t at = 0; at < os_mem_facts()->highest && remote_query(process, at, &m); at = m.base + m.size) {
        if (m.type == MEM_IMAGE && m.base == m.allocation && is_ntdll(process, m.base))
            return m.base;
    }
    return 0;
}
