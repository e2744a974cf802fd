/* os/windows/app_child.c - processes that the application starts.
 * SPDX-License-Identifier: Apache-2.0
 *
 * One that is made whole: its first thread is made to wait, whatever the application has said; the runtime
 * is put into the process; then the thread goes on, if the application has meant it to.  One that is made
 * without threads gets the runtime when its first thread is made.
 */
#include "os/app_child.h"
#include "os/app_syscall.h"
#include "os/image.h"
#include "os/safe.h"
#include "os/windows/attributes.h"
#include "os/windows/inject.h"
#include "os/windows/launch.h"
#include "os/windows/remote.h"
#include "os/windows/sign.h"
#include "os/windows/sys.h"

/* Parameters of NtCreateUserProcess. */
enum { PARAM_PROCESS = 0, PARAM_THREAD = 1, PARAM_THREAD_FLAGS = 7, PARAM_ATTRIBUTES = 10, IS_SUSPENDED = 1 };
enum { PARAM_PROCESS_OF_THREAD = 3 }; /* of the two that make threads */

static uintptr_t
handle_at(uintptr_t address)
{
    uintptr_t handle = 0;
    os_safe_read((const void *)address, sizeof(handle), &handle);
    return handle;
}

struct process_basics {
    uintptr_t exit_status, peb, affinity, priority, id, parent;
};

static struct process_basics
basics_of(uintptr_t process)
{
    struct process_basics b = { 0 };
    SYS(NtQueryInformationProcess, process, 0, &b, sizeof(b), 0);
    return b;
}

/* The application's own handle may be good for less. */
static void
follow(uintptr_t process, const struct app_child_plan *plan)
{
    enum { RIGHTS = 0x47a }; /* memory: everything; threads; handles; information */
    char err[512] = "";
    struct nt_object object = { .length = sizeof(object) };
    struct nt_client_id id = { basics_of(process).id, 0 };
    uintptr_t own = 0;
    bool is_open = id.process != 0 && !nt_failed(SYS(NtOpenProcess, &own, RIGHTS, &object, &id));
    const struct inject_request r = { is_open ? own : process, os_image_self_path(), plan->options, plan->option_count,
                                      runtime_launch.output };
    if (!inject(&r, err, sizeof(err)))
        plan->note(err);
    if (is_open)
        SYS(NtClose, own);
}

/* Windows 10.2004 is the first that has the option. */
static bool
knows_shadow_stacks(void)
{
    enum { FIRST_BUILD = 19041, BUILD = 0xfffffff };
    return (*(volatile uint32_t *)(SHARED_DATA + SHARED_BUILD) & BUILD) >= FIRST_BUILD;
}

/* Makes the process, if that is possible without what would keep the runtime out.
 * The parameters stand on the application's stack, where they are as before afterwards. */
static void
make(struct mcontext *mc)
{
    uintptr_t no_stop = 0, given = os_app_syscall_param(mc, PARAM_ATTRIBUTES);
    struct attributes changed;
    if (attributes_for_cache(given, attributes_has_shadow_stacks() && knows_shadow_stacks(), &changed)) {
        struct mcontext before = *mc;
        os_app_syscall_set_param(mc, PARAM_ATTRIBUTES, (uintptr_t)&changed);
        os_app_syscall_run(mc, &no_stop);
        os_app_syscall_set_param(&before, PARAM_ATTRIBUTES, given);
        if ((ntstatus)mc->reg[REG_AX] != STATUS_INVALID_PARAMETER)
            return;
        *mc = before; /* perhaps this kernel does not know it */
    }
    os_app_syscall_run(mc, &no_stop);
}

static void
make_process(struct mcontext *mc, const struct app_child_plan *plan)
{
    uintptr_t flags = os_app_syscall_param(mc, PARAM_THREAD_FLAGS);
    uintptr_t process = os_app_syscall_param(mc, PARAM_PROCESS), thread = os_app_syscall_param(mc, PARAM_THREAD);
    struct mcontext before = *mc;
    os_app_syscall_set_param(mc, PARAM_THREAD_FLAGS, flags | IS_SUSPENDED);
    make(mc);
    os_app_syscall_set_param(&before, PARAM_THREAD_FLAGS, flags);
    if (nt_failed((ntstatus)mc->reg[REG_AX]))
        return;
    follow(handle_at(process), plan);
    uint32_t count;
    if ((flags & IS_SUSPENDED) == 0)
        SYS(NtResumeThread, handle_at(thread), &count);
}

/* No thread has begun in it: ntdll's loader, the first that runs, has not been there. */
static bool
is_unborn(uintptr_t process)
{
    struct visit_sign sign;
    uintptr_t peb = basics_of(process).peb, loader = 1;
    return peb != 0 && !nt_failed(remote_read(process, peb + PEB_LDR, &loader, sizeof(loader))) && loader == 0 &&
        sign_find(process, &sign) == 0;
}

static void
make_thread(struct mcontext *mc, const struct app_child_plan *plan)
{
    uintptr_t no_stop = 0, process = os_app_syscall_param(mc, PARAM_PROCESS_OF_THREAD);
    if (is_unborn(process))
        follow(process, plan);
    os_app_syscall_run(mc, &no_stop);
}

void
os_app_child_create(struct mcontext *mc, const struct app_child_plan *plan)
{
    uintptr_t no_stop = 0;
    if (!plan->follow)
        os_app_syscall_run(mc, &no_stop);
    else if (nt_call_of(mc->reg[REG_AX]) == CALL_NtCreateUserProcess)
        make_process(mc, plan);
    else
        make_thread(mc, plan);
}
