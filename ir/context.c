/* ir/context.c - the default context, and the mode of a context. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/context.h"

#include "dr_ir_decode.h"

/* Set once by ir_init(), before there is a second thread. */
static struct ir_context *default_context;

void
ir_init(struct ir_context *ctx)
{
    default_context = ctx;
}

struct ir_context *
ir_context_of(void *drcontext)
{
    if (drcontext == NULL || drcontext == GLOBAL_DCONTEXT)
        return default_context;
    return (struct ir_context *)drcontext;
}

bool
dr_set_isa_mode(void *drcontext, dr_isa_mode_t new_mode, dr_isa_mode_t *old_mode)
{
    struct ir_context *ctx = ir_context_of(drcontext);

    if (old_mode != NULL)
        *old_mode = (dr_isa_mode_t)ctx->isa_mode;
    if (new_mode != DR_ISA_IA32 && new_mode != DR_ISA_AMD64 && new_mode != DR_ISA_REGDEPS)
        return false;
    ctx->isa_mode = (byte)new_mode;
    return true;
}

dr_isa_mode_t
dr_get_isa_mode(void *drcontext)
{
    return (dr_isa_mode_t)ir_context_of(drcontext)->isa_mode;
}

bool
set_x86_mode(void *drcontext, bool x86)
{
    dr_isa_mode_t old;

    dr_set_isa_mode(drcontext, x86 ? DR_ISA_IA32 : DR_ISA_AMD64, &old);
    return old == DR_ISA_IA32;
}

bool
get_x86_mode(void *drcontext)
{
    return dr_get_isa_mode(drcontext) == DR_ISA_IA32;
}
