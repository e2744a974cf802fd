/* os/windows/mitigation.c - protections of a process under which no runtime can work in it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/mitigation.h"
#include "os/windows/sys.h"

enum { INFO_MITIGATIONS = 52 };

static const struct {
    uint32_t policy, flag;
    const char *obstacle;
} policies[] = {
    { 15, 1, "it has shadow stacks (CET), which forbid code that returns elsewhere" },
    { 2, 1, "it must not make code (ProcessDynamicCodePolicy)" },
};

const char *
mitigation_obstacle(uintptr_t process)
{
    for (size_t i = 0; i < ARRAY_SIZE(policies); i++) {
        struct {
            uint32_t policy, flags;
        } info = { policies[i].policy, 0 };
        ntstatus status = SYS(NtQueryInformationProcess, process, INFO_MITIGATIONS, &info, sizeof(info), 0);
        if (!nt_failed(status) && (info.flags & policies[i].flag) != 0)
            return policies[i].obstacle;
    }
    return NULL;
}
