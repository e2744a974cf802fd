/* os/windows/app_child.c - processes that the application starts.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The first thread is made to wait, whatever the application has said; the runtime is put into the
 * process; then the thread goes on, if the application has meant it to.
 */
#include "os/app_child.h"
#include "os/app_syscall.h"
#include "os/image.h"
#include "os/safe.h"
#include "os/windows/attributes.h"
#include "os/windows/inject.h"
#include "os/windows/launch.h"
#include "os/windows/sys.h"

/* Parameters of NtCreateUserProcess. */
enum { PARAM_PROCESS = 0, PARAM_THREAD = 1, PARAM_THREAD_FLAGS = 7, PARAM_ATTRIBUTES = 10, IS_SUSPENDED = 1 };

static uintptr_t
handle_at(uintptr_t address)
{
    uintptr_t handle = 0;
    os_safe_read((const void *)address, sizeof(handle), &handle);
    return handle;
}

static void
follow(uintptr_t process, const struct app_child_plan *plan)
{
    char err[512] = "";
    const struct inject_request r = { process, os_image_self_path(), plan->options, plan->option_count,
                                      runtime_launch.output };
    if (!inject(&r, err, sizeof(err)))
        plan->note(err);
}

/* Windows 10.2004 is the first that has the option. */
static bool
knows_shadow_stacks(void)
{
    enum { FIRST_BUILD = 19041, BUILD = 0xfffffff };
    return (*(volatile uint32_t *)(SHARED_DATA + SHARED_BUILD) & BUILD) >= FIRST_BUILD;
}

void
os_app_child_create(struct mcontext *mc, const struct app_child_plan *plan)
{
    uintptr_t no_stop = 0, flags = os_app_syscall_param(mc, PARAM_THREAD_FLAGS);
    uintptr_t process = os_app_syscall_param(mc, PARAM_PROCESS), thread = os_app_syscall_param(mc, PARAM_THREAD);
    if (!plan->follow) {
        os_app_syscall_run(mc, &no_stop);
        return;
    }
    /* The parameters stand on the application's stack, where they are as before afterwards. */
    struct mcontext before = *mc;
    uintptr_t list = os_app_syscall_param(mc, PARAM_ATTRIBUTES);
    struct attributes changed;
    os_app_syscall_set_param(mc, PARAM_THREAD_FLAGS, flags | IS_SUSPENDED);
    if (attributes_for_cache(list, attributes_has_shadow_stacks() && knows_shadow_stacks(), &changed))
        os_app_syscall_set_param(mc, PARAM_ATTRIBUTES, (uintptr_t)&changed);
    os_app_syscall_run(mc, &no_stop);
    os_app_syscall_set_param(&before, PARAM_THREAD_FLAGS, flags);
    os_app_syscall_set_param(&before, PARAM_ATTRIBUTES, list);
    if (nt_failed((ntstatus)mc->reg[REG_AX]))
        return;
    follow(handle_at(process), plan);
    uint32_t count;
    if ((flags & IS_SUSPENDED) == 0)
        SYS(NtResumeThread, handle_at(thread), &count);
}
