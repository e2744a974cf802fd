/* core/rt/try.c - going on behind a fault in client code. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/try.h"

#include "core/rt/drcontext.h"
#include "os/base/abi.h"

bool
try_recover(struct mcontext *mc)
{
    struct drcontext *c = drcontext_self();
    struct try_frame *f = c == NULL ? NULL : c->tries;

    if (f == NULL)
        return false;
    c->tries = f->outer;
    mc->reg[REG_BX] = f->saved[TRY_BX];
    mc->reg[REG_BP] = f->saved[TRY_BP];
    for (unsigned i = 0; i < 4; i++)
        mc->reg[12 + i] = f->saved[TRY_12 + i];
    mc->reg[REG_SI] = f->saved[TRY_SI];
    mc->reg[REG_DI] = f->saved[TRY_DI];
    mc->reg[REG_SP] = f->saved[TRY_SP];
    mc->reg[ABI_ARG1_NUMBER] = (uintptr_t)f;
    mc->pc = f->saved[TRY_RESUME];
    return true;
}
