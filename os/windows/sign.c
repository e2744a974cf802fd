/* os/windows/sign.c - whether another process runs under a runtime, and where that is entered.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/sign.h"
#include "os/base/string.h"
#include "os/windows/hooks.h"
#include "os/windows/remote.h"
#include "os/windows/sys.h"

uintptr_t
sign_find(uintptr_t process, struct visit_sign *sign)
{
    uintptr_t ntdll = remote_ntdll(process);
    uint8_t jump[HOOK_SIZE];
    int32_t distance;
    if (ntdll == 0)
        return 0;
    uintptr_t thunk = ntdll + (nt_system.entry[ENTRY_THREAD] - nt_system.ntdll);
    if (nt_failed(remote_read(process, thunk, jump, sizeof(jump))) || jump[0] != HOOK_OPCODE)
        return 0;
    memcpy(&distance, jump + 1, sizeof(distance));
    uintptr_t entry = thunk + HOOK_SIZE + (uintptr_t)(intptr_t)distance;
    bool is_ours = !nt_failed(remote_read(process, entry - sizeof(*sign), sign, sizeof(*sign))) &&
        memcmp(sign->mark, VISIT_MARK, sizeof(sign->mark)) == 0;
    return is_ours ? entry : 0;
}
