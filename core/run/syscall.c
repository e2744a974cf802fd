/* core/run/syscall.c - carrying out the application's system calls and their effects.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/syscall.h"
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/rt/stats.h"
#include "core/run/exit.h"
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

void
syscall_carry_out(struct thread *t)
{
    struct effect e;
    struct mcontext *mc = &t->mc;
    STATS_INC(syscalls);
    LOG(SYSCALLS, 2, "system call %zu\n", mc->reg[REG_AX]);
    os_app_syscall_effect(mc, &e);
    if (e.kind == EFFECT_PROCESS_EXIT)
        process_about_to_exit(t);
    mc->reg[REG_CX] = (uintptr_t)t->next; /* as the instruction leaves them */
    mc->reg[11] = mc->flags;
    os_app_syscall_run(mc, &t->tls[TLS_PENDING]);
    if (!os_app_syscall_failed(mc->reg[REG_AX]))
        apply(&e, mc->reg[REG_AX]);
}
