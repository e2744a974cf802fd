/* core/run/client_mcontext.c - registers in the form that clients see.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_mcontext.h"
#include "os/base/types.h"

/* Registers by hardware number, as dr_mcontext_t has them. */
void
client_mcontext_get(const struct mcontext *mc, dr_mcontext_t *out)
{
    reg_t *const places[] = { &out->xax, &out->xcx, &out->xdx, &out->xbx, &out->xsp, &out->xbp,
                              &out->xsi, &out->xdi, &out->r8,  &out->r9,  &out->r10, &out->r11,
                              &out->r12, &out->r13, &out->r14, &out->r15 };
    out->size = sizeof(*out);
    out->flags = (dr_mcontext_flags_t)(DR_MC_INTEGER | DR_MC_CONTROL);
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        *places[i] = mc->reg[i];
    out->xflags = mc->flags;
    out->pc = (byte *)mc->pc;
}

void
client_mcontext_set(const dr_mcontext_t *in, struct mcontext *mc)
{
    const reg_t *const places[] = { &in->xax, &in->xcx, &in->xdx, &in->xbx, &in->xsp, &in->xbp,
                                    &in->xsi, &in->xdi, &in->r8,  &in->r9,  &in->r10, &in->r11,
                                    &in->r12, &in->r13, &in->r14, &in->r15 };
    for (unsigned i = 0; i < ARRAY_SIZE(places); i++)
        mc->reg[i] = *places[i];
    mc->flags = in->xflags;
    mc->pc = (uintptr_t)in->pc;
}
