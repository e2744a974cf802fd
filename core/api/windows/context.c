/* core/api/windows/context.c - threads and their registers in the system's own forms. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/run/client_mcontext.h"
#include "dr_ir_utils.h"
#include "dr_tools.h"
#include "dr_tools_app.h"
#include "os/app_windows.h"

/* Opened once for each thread that somebody asks about, and open as long as the process. */
DR_API HANDLE
dr_get_dr_thread_handle(void *drcontext)
{
    struct thread *t = drcontext_from(drcontext)->thread;

    if (t->slot[SLOT_handle] == NULL)
        t->slot[SLOT_handle] = (void *)os_app_thread_handle(t->tid);
    return t->slot[SLOT_handle] == NULL ? INVALID_HANDLE_VALUE : t->slot[SLOT_handle];
}

DR_API bool
dr_mcontext_to_context(CONTEXT *dst, dr_mcontext_t *src)
{
    struct mcontext mc;

    if (dst == NULL || src == NULL || src->size != sizeof *src)
        return false;
    client_mcontext_set(src, &mc);
    os_app_context_fill(&mc, (src->flags & DR_MC_INTEGER) != 0, (src->flags & DR_MC_CONTROL) != 0, dst);
    if ((src->flags & DR_MC_MULTIMEDIA) != 0)
        os_app_context_fill_vectors(src->simd, sizeof src->simd[0], dst);
    return true;
}

/* Nothing of the application's runs natively in which a call could be seen. */
DR_API bool
dr_syscall_intercept_natively(const char *name, int sysnum, int num_args, int wow64_index)
{
    UNUSED(name);
    UNUSED(sysnum);
    UNUSED(num_args);
    UNUSED(wow64_index);
    return false;
}
