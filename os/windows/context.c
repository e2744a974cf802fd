/* os/windows/context.c - the kernel's form of a thread's registers, and ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/context.h"
#include "os/base/string.h"

void
context_to_mc(const struct nt_context *c, struct mcontext *mc)
{
    memcpy(mc->reg, c->reg, sizeof(mc->reg));
    mc->flags = c->eflags;
    mc->pc = c->pc;
}

void
context_from_mc(struct nt_context *c, const struct mcontext *mc)
{
    memcpy(c->reg, mc->reg, sizeof(mc->reg));
    c->eflags = (uint32_t)mc->flags;
    c->pc = mc->pc;
}

void
context_merge(struct mcontext *mc, const struct nt_context *c)
{
    struct mcontext all;
    context_to_mc(c, &all);
    if ((c->flags & CONTEXT_HAS_INTEGER) != 0) {
        uintptr_t sp = mc->reg[REG_SP];
        memcpy(mc->reg, all.reg, sizeof(mc->reg));
        mc->reg[REG_SP] = sp;
    }
    if ((c->flags & CONTEXT_HAS_CONTROL) != 0) {
        mc->reg[REG_SP] = all.reg[REG_SP];
        mc->flags = all.flags;
        mc->pc = all.pc;
    }
}

void
context_show(struct nt_context *c, const struct mcontext *app)
{
    uintptr_t sp = c->reg[REG_SP];
    if ((c->flags & CONTEXT_HAS_INTEGER) != 0) {
        memcpy(c->reg, app->reg, sizeof(c->reg));
        c->reg[REG_SP] = sp;
    }
    if ((c->flags & CONTEXT_HAS_CONTROL) != 0) {
        c->reg[REG_SP] = app->reg[REG_SP];
        c->eflags = (uint32_t)app->flags;
        c->pc = app->pc;
    }
}

void
context_selectors(struct nt_context *c)
{
    __asm__ volatile("mov %%cs, %0" : "=r"(c->seg_cs));
    __asm__ volatile("mov %%ss, %0" : "=r"(c->seg_ss));
    __asm__ volatile("mov %%ds, %0" : "=r"(c->seg_ds));
    __asm__ volatile("mov %%es, %0" : "=r"(c->seg_es));
    __asm__ volatile("mov %%fs, %0" : "=r"(c->seg_fs));
    __asm__ volatile("mov %%gs, %0" : "=r"(c->seg_gs));
}
