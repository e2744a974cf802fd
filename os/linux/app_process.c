/* os/linux/app_process.c - clone, exec and exit of the application, as Linux has them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every flag goes to the kernel as it came: thread ids, TLS, descriptors and namespaces are its
 * business.  Only where the child begins and on which stack is ours (app_clone.S).
 */
#include "os/app_process.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/app_clone_entry.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_memory.h"
#include "os/linux/exec.h"
#include "os/mem_own.h"
#include "os/linux/sys.h"
#include "os/linux/tracer.h"
#include "os/mem.h"
#include <asm/errno.h>
#include <linux/fcntl.h>
#include <linux/sched.h>

STATIC_ASSERT(offsetof(struct app_child, begin) == 8 && offsetof(struct app_child, arg) == 16);
STATIC_ASSERT((int)OS_APP_EXEC_SCRATCH == (int)EXEC_SCRATCH);

enum { SIG_SETMASK_CODE = 2, SIGSET_SIZE = 8, PAGE = 4096 };

static void
set_flags(struct app_clone *c, uint64_t flags, uintptr_t sp)
{
    c->flags = flags;
    c->shares_memory = (flags & CLONE_VM) != 0;
    c->is_thread = (flags & CLONE_THREAD) != 0;
    c->parent_waits = (flags & CLONE_VFORK) != 0;
    c->shares_handlers = (flags & CLONE_SIGHAND) != 0;
    c->clears_handlers = (flags & CLONE_CLEAR_SIGHAND) != 0;
    c->sp = sp;
}

/* The structure of clone3 grows with kernels; what is beyond our copy must be zero for all the
 * kernels that know less, and those that know more than 256 bytes are not born yet. */
static intptr_t
read_clone3(struct app_clone *c)
{
    struct clone_args a;
    size_t size = c->call[2];
    if (size < CLONE_ARGS_SIZE_VER0)
        return -EINVAL;
    if (size > sizeof(c->copy))
        return -E2BIG;
    if (!app_read(c->copy, c->call[1], size))
        return -EFAULT;
    memcpy(&a, c->copy, CLONE_ARGS_SIZE_VER0);
    c->call[1] = (uintptr_t)c->copy;
    set_flags(c, a.flags, a.stack == 0 ? 0 : (uintptr_t)(a.stack + a.stack_size));
    return 0;
}

intptr_t
os_app_clone_read(const struct mcontext *mc, struct app_clone *c)
{
    const uintptr_t call[7] = { mc->reg[REG_AX], mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX],
                                mc->reg[10],     mc->reg[8],      mc->reg[9] };
    memcpy(c->call, call, sizeof(call));
    switch (call[0]) {
    case __NR_clone3: return read_clone3(c);
    case __NR_clone: set_flags(c, call[1] & ~(uint64_t)CSIGNAL, call[2]); break;
    case __NR_vfork: set_flags(c, CLONE_VM | CLONE_VFORK, 0); break;
    default: set_flags(c, 0, 0); break;
    }
    return 0;
}

intptr_t
os_app_clone_run(const struct app_clone *c, const struct app_child *child)
{
    if (!c->is_thread)
        tracer_note();
    return APP_GATE_CALL(app_clone_enter)(c->call, c->shares_memory ? child : NULL);
}

void
os_app_clone_own(struct app_clone *c)
{
    uint64_t flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
    memset(c, 0, sizeof(*c));
    c->call[0] = __NR_clone;
    c->call[1] = (uintptr_t)flags;
    set_flags(c, flags, 0);
}

_Noreturn void
os_thread_exit_own(uintptr_t stack, size_t size)
{
    mem_own_remove(stack, stack + size);
    app_exit_enter(__NR_exit, 0, stack, size, app_last_call);
}

_Noreturn void
os_app_exit(const struct mcontext *mc, uintptr_t stack, size_t size)
{
    mem_own_remove(stack, stack + size);
    app_exit_enter(mc->reg[REG_AX], mc->reg[REG_DI], stack, size, APP_GATE(app_last_call));
}

uint64_t
os_interrupts_block(void)
{
    uint64_t all = ~(uint64_t)0, before = 0;
    sys4(__NR_rt_sigprocmask, SIG_SETMASK_CODE, &all, &before, SIGSET_SIZE);
    return before;
}

void
os_interrupts_restore(uint64_t before)
{
    sys4(__NR_rt_sigprocmask, SIG_SETMASK_CODE, &before, 0, SIGSET_SIZE);
}

intptr_t
os_app_exec(const struct mcontext *mc, struct app_exec *how)
{
    bool at = mc->reg[REG_AX] == __NR_execveat;
    const uintptr_t a[5] = { mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX], mc->reg[10],
                             mc->reg[8] };
    struct exec_request r = {
        .dirfd = at ? (int)a[0] : AT_FDCWD,
        .path = at ? a[1] : a[0],
        .argv = at ? a[2] : a[1],
        .envp = at ? a[3] : a[2],
        .flags = at ? (int)a[4] : 0,
        .follow = how->follow,
        .options = how->options,
        .option_count = how->option_count,
        .scratch = how->scratch,
        .note = how->note,
    };
    how->state = &r;
    intptr_t result = exec_app(&r);
    how->state = NULL;
    return result;
}

void
os_app_exec_clean(struct app_exec *how)
{
    struct exec_request *r = how->state; /* on the stack of the child, which is gone */
    if (r != NULL)
        os_mem_free(r->leftover, r->leftover_size);
}

bool
os_app_thread_exists(uintptr_t process, uintptr_t thread)
{
    return sys3(__NR_tgkill, process, thread, 0) != -ESRCH;
}

bool
os_app_is_last_thread(void)
{
    return true;
}
