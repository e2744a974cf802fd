/* os/windows/app_policy.c - what the application asks of the kernel for itself, and the code cache cannot bear.
 * SPDX-License-Identifier: Apache-2.0
 *
 * That no code be made any more: the application hears that it is so.  That the kernel go to a function of
 * the application's at each return to user mode: that function would run outside of the cache, so it is
 * refused.  In both cases the kernel is asked for the opposite, which changes nothing, and so says whether
 * it would have done the other.
 */
#include "os/windows/app_policy.h"
#include "os/app_syscall.h"
#include "os/safe.h"
#include "os/windows/handle.h"
#include "os/windows/sys.h"

enum {
    PARAM_CLASS = 1,
    PARAM_BUFFER = 2,
    PARAM_SIZE = 3,
    CALLBACK = 40,
    MITIGATION = 52,
    DYNAMIC_CODE = 2,
    MOST_WORDS = 2
};

/* The call with this buffer in place of the application's. */
static ntstatus
ask_instead(struct mcontext *mc, const void *buffer)
{
    uintptr_t no_stop = 0, given = os_app_syscall_param(mc, PARAM_BUFFER);
    os_app_syscall_set_param(mc, PARAM_BUFFER, (uintptr_t)buffer);
    os_app_syscall_run(mc, &no_stop);
    os_app_syscall_set_param(mc, PARAM_BUFFER, given);
    return (ntstatus)mc->reg[REG_AX];
}

bool
app_policy_set(struct mcontext *mc)
{
    uintptr_t what = os_app_syscall_param(mc, PARAM_CLASS), size = os_app_syscall_param(mc, PARAM_SIZE);
    union {
        uint64_t word[MOST_WORDS];
        struct {
            uint32_t policy, flags;
        } mitigation;
    } given = { { 0, 0 } };
    static const uint64_t none[MOST_WORDS];
    if ((what != CALLBACK && what != MITIGATION) || size > sizeof(given) ||
        !handle_is_this_process(os_app_syscall_param(mc, 0)) ||
        !os_safe_read((const void *)os_app_syscall_param(mc, PARAM_BUFFER), size, &given))
        return false;
    if (what == MITIGATION) {
        if (given.mitigation.policy != DYNAMIC_CODE)
            return false;
        given.mitigation.flags = 0;
        ask_instead(mc, &given);
    } else if (given.word[size > sizeof(uint64_t)] == 0)
        return false;
    else if (!nt_failed(ask_instead(mc, none)))
        mc->reg[REG_AX] = (uintptr_t)(intptr_t)STATUS_NOT_SUPPORTED;
    return true;
}
