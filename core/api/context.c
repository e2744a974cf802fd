/* core/api/context.c - the application's registers, as clients read and change them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/arch.h"
#include "core/rt/drcontext.h"
#include "core/run/client_events.h"
#include "dr_ir_utils.h"

/* Places in dr_mcontext_t by hardware number. */
static reg_t *
register_of(dr_mcontext_t *mc, unsigned n)
{
    reg_t *const places[] = { &mc->xax, &mc->xcx, &mc->xdx, &mc->xbx, &mc->xsp, &mc->xbp,
                              &mc->xsi, &mc->xdi, &mc->r8,  &mc->r9,  &mc->r10, &mc->r11,
                              &mc->r12, &mc->r13, &mc->r14, &mc->r15 };
    return places[n];
}

enum { STACK_POINTER = 4, REGISTERS = 16 };

static bool
is_valid(const dr_mcontext_t *mc)
{
    return mc != NULL && mc->size == sizeof(*mc) && (mc->flags & DR_MC_ALL) != 0;
}

/* The vector state may still be in the registers: a clean call that leaves it there. Of another
 * thread, only what has been saved can be had: not that of one that is in a system call. */
static bool
copy_vector(struct thread *t, dr_mcontext_t *mc, bool to_thread)
{
    if (t != thread_self() && !t->vector_saved)
        return false;
    bool entered = arch_client_enter(t);
    if (to_thread)
        arch_vector_set(t, mc);
    else
        arch_vector_get(t, mc);
    arch_client_leave(t, entered);
    return true;
}

DR_API bool
dr_get_mcontext(void *drcontext, dr_mcontext_t *context)
{
    struct thread *t = drcontext_from(drcontext)->thread;
    if (!is_valid(context) || t->is_client)
        return false;
    for (unsigned n = 0; n < REGISTERS; n++) {
        if ((context->flags & (n == STACK_POINTER ? DR_MC_CONTROL : DR_MC_INTEGER)) != 0)
            *register_of(context, n) = t->mc.reg[n];
    }
    if ((context->flags & DR_MC_CONTROL) != 0) {
        context->xflags = t->mc.flags;
        if (!t->clean_call) /* there, only the block knows where it is */
            context->pc = (byte *)(uintptr_t)t->next;
    }
    return (context->flags & DR_MC_MULTIMEDIA) == 0 || copy_vector(t, context, false);
}

/* Flags that the application could set itself. */
#define USER_FLAGS ((reg_t)0x240dd5)

static bool
set_state(struct thread *t, dr_mcontext_t *context)
{
    for (unsigned n = 0; n < REGISTERS; n++) {
        if ((context->flags & (n == STACK_POINTER ? DR_MC_CONTROL : DR_MC_INTEGER)) != 0)
            t->mc.reg[n] = *register_of(context, n);
    }
    if ((context->flags & DR_MC_CONTROL) != 0)
        t->mc.flags = (t->mc.flags & ~USER_FLAGS) | (context->xflags & USER_FLAGS);
    return (context->flags & DR_MC_MULTIMEDIA) == 0 || copy_vector(t, context, true);
}

DR_API bool
dr_set_mcontext(void *drcontext, dr_mcontext_t *context)
{
    if (!is_valid(context) || drcontext_from(drcontext)->thread->is_client)
        return false;
    return set_state(drcontext_from(drcontext)->thread, context);
}

/* From a clean call: the block that it stands in is left for good. */
DR_API bool
dr_redirect_execution(dr_mcontext_t *context)
{
    struct thread *t = thread_self();
    if (!is_valid(context) || (context->flags & DR_MC_CONTROL) == 0 || context->pc == NULL ||
        !t->clean_call)
        return false;
    struct mcontext from = t->mc;
    set_state(t, context);
    t->next = context->pc;
    t->place = PLACE_RUNTIME;
    t->clean_call = 0;
    client_kernel_xfer(t, DR_XFER_CLIENT_REDIRECT, &from, 0);
    arch_client_leave(t, t->vector_saved != 0);
    arch_upcalls.again(t);
    return false;
}

/* Running application code natively is not supported. */
DR_API byte *
dr_redirect_native_target(void *drcontext)
{
    UNUSED(drcontext);
    return NULL;
}

DR_API void *
dr_call_on_clean_stack(void *drcontext, void *(*func)(void), void *arg1, void *arg2, void *arg3, void *arg4,
                       void *arg5, void *arg6, void *arg7, void *arg8)
{
    UNUSED(drcontext); /* client code is on the runtime's stack already */
    void *(*f)(void *, void *, void *, void *, void *, void *, void *, void *) =
        (void *)func;
    return f(arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);
}

DR_API bool
dr_clobber_retaddr_after_read(void *drcontext, instrlist_t *ilist, instr_t *instr, ptr_uint_t value)
{
    UNUSED(drcontext);
    UNUSED(ilist);
    UNUSED(instr);
    UNUSED(value);
    return false;
}
