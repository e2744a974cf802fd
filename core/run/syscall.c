/* core/run/syscall.c - carrying out the application's system calls and their effects.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/syscall.h"
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/rt/stats.h"
#include "core/run/clone.h"
#include "core/run/exec.h"
#include "core/run/exit.h"
#include "core/run/process.h"
#include "os/app_syscall.h"
#include "os/base/log.h"

static void
apply(const struct effect *e, uintptr_t result)
{
    switch (e->kind) {
    case EFFECT_MAP: app_map_add(result, result + e->size, e->prot, e->is_shared); break;
    case EFFECT_UNMAP: app_map_remove(e->start, e->start + e->size); break;
    case EFFECT_PROTECT: app_map_protect(e->start, e->start + e->size, e->prot); break;
    default: break;
    }
}

/* Calls that take more than the kernel.  False: the normal way. */
static bool
carry_out_here(struct thread *t, const struct effect *e)
{
    const struct app_syscall_self self = { &t->tls[TLS_APP_SEG], t->process->is_guest };
    switch (e->kind) {
    case EFFECT_CLONE: clone_carry_out(t); return true;
    case EFFECT_EXEC: exec_carry_out(t); return true;
    case EFFECT_THREAD_EXIT: exit_thread(t);
    case EFFECT_PROCESS_EXIT: exit_process(t);
    case EFFECT_OWN: return os_app_syscall_own(&t->mc, &self);
    default: return false;
    }
}

void
syscall_carry_out(struct thread *t)
{
    struct effect e;
    struct mcontext *mc = &t->mc;
    STATS_INC(syscalls);
    LOG(SYSCALLS, 2, "system call %zu\n", mc->reg[REG_AX]);
    os_app_syscall_effect(mc, &e);
    mc->reg[REG_CX] = (uintptr_t)t->next; /* as the instruction leaves them */
    mc->reg[11] = mc->flags;
    if (carry_out_here(t, &e))
        return;
    os_app_syscall_run(mc, &t->tls[TLS_PENDING]);
    if (!os_app_syscall_failed(mc->reg[REG_AX]))
        apply(&e, mc->reg[REG_AX]);
}
