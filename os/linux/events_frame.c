/* os/linux/events_frame.c - the frame that a signal handler of the application finds, and back.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The layout is the kernel's: from the top 64-byte aligned vector state, then siginfo, ucontext
 * and the restorer's address, such that the handler starts with rsp % 16 == 8.  Vector registers
 * are the application's while the runtime runs, so the state is saved right here.
 */
#include "os/base/string.h"
#include "os/linux/events.h"
#include "os/linux/signal_entry.h"
#include "os/safe.h"

STATIC_ASSERT(offsetof(struct k_frame, uc) + offsetof(struct k_ucontext, mc) +
                  offsetof(struct k_sigcontext, sp) == 8 + 40 + 120);

enum { USER_FLAGS = 0x50dd5, RED_ZONE = 128, XSAVE_HEADER = 512, XSAVE_HEADER_SIZE = 64, FLAGS_DF = 0x400,
       FLAGS_TF = 0x100, FLAGS_RF = 0x10000 };

/* What the kernel uses, as seen in its own frames. */
static struct k_fpx_sw xstate;

void
events_learn_xstate(uintptr_t fpstate)
{
    const struct k_fpx_sw *sw = (const struct k_fpx_sw *)(fpstate + K_FPX_SW_OFFSET);
    if (fpstate != 0 && sw->magic1 == K_FPX_MAGIC1 && sw->size > xstate.size)
        xstate = *sw;
}

void
events_from_kernel(const struct k_sigcontext *sc, struct mcontext *mc)
{
    *mc = (struct mcontext){
        .reg = { sc->ax, sc->cx, sc->dx, sc->bx, sc->sp, sc->bp, sc->si, sc->di, sc->r8, sc->r9,
                 sc->r10, sc->r11, sc->r12, sc->r13, sc->r14, sc->r15 },
        .flags = sc->flags,
        .pc = sc->ip,
    };
}

void
events_to_kernel(const struct mcontext *mc, struct k_sigcontext *sc)
{
    const uintptr_t *r = mc->reg;
    sc->ax = r[REG_AX], sc->cx = r[REG_CX], sc->dx = r[REG_DX], sc->bx = r[REG_BX];
    sc->sp = r[REG_SP], sc->bp = r[REG_BP], sc->si = r[REG_SI], sc->di = r[REG_DI];
    sc->r8 = r[8], sc->r9 = r[9], sc->r10 = r[10], sc->r11 = r[11];
    sc->r12 = r[12], sc->r13 = r[13], sc->r14 = r[14], sc->r15 = r[15];
    sc->flags = mc->flags;
    sc->ip = mc->pc;
}

static bool
in_stack(const struct k_stack *s, uintptr_t sp)
{
    return sp > s->sp && sp - s->sp <= s->size;
}

static bool
on_alt_stack(const struct os_events *e, uintptr_t sp)
{
    return (e->alt.flags & K_SS_AUTODISARM) == 0 && in_stack(&e->alt, sp);
}

/* Where the frame ends. */
static uintptr_t
choose_stack(const struct os_events *e, const struct k_sigaction *a, uintptr_t sp, bool *on_alt)
{
    uintptr_t top = sp - RED_ZONE;
    *on_alt = on_alt_stack(e, top);
    if ((a->flags & K_SA_ONSTACK) != 0 && !*on_alt && e->alt.size != 0) {
        *on_alt = true;
        return e->alt.sp + e->alt.size;
    }
    return top;
}

/* As the kernel does: handlers that know only the old format may change it without marking it.
 * And the address of the last x87 instruction is one of the application's. */
static void
finish_legacy(uintptr_t area)
{
    enum { X87_PC = 8, X87_AND_SSE = 3 };
    uint64_t *present = (uint64_t *)(area + XSAVE_HEADER);
    uint64_t *x87_pc = (uint64_t *)(area + X87_PC);
    *present |= X87_AND_SSE;
    uintptr_t app = event_up->app_pc((uintptr_t)*x87_pc);
    if (app != 0)
        *x87_pc = app;
}

static bool
save_vectors(uintptr_t area)
{
    static const uint8_t zeros[XSAVE_HEADER_SIZE];
    uint32_t magic2 = K_FPX_MAGIC2;
    /* Touches every page first: the instruction itself must not fault. */
    for (uintptr_t p = area & ~(uintptr_t)4095; p < area + xstate.size; p += 4096) {
        uintptr_t at = p < area ? area : p;
        if (!os_safe_write((void *)at, 1, zeros))
            return false;
    }
    if (!os_safe_write((void *)(area + XSAVE_HEADER), XSAVE_HEADER_SIZE, zeros) ||
        !os_safe_write((void *)(area + xstate.size), 4, &magic2))
        return false;
    signal_xsave((void *)area, xstate.features);
    finish_legacy(area);
    return os_safe_write((void *)(area + K_FPX_SW_OFFSET), sizeof(xstate), &xstate);
}

static void
fill_frame(const struct os_events *e, const struct k_sigaction *a, const struct noted *n,
           const struct mcontext *mc, uintptr_t area, struct k_frame *f)
{
    *f = (struct k_frame){ .restorer = a->restorer, .info = n->info };
    if (n->info.signo == K_SIGSYS && n->info.code == K_SYS_SECCOMP)
        f->info.addr = mc->pc; /* where the call was made */
    f->uc.flags = K_UC_FP_XSTATE | K_UC_SIGCONTEXT_SS | K_UC_STRICT_RESTORE_SS;
    f->uc.stack = e->alt; /* with the flags as they were set */
    events_to_kernel(mc, &f->uc.mc);
    f->uc.mc.cs = 0x33;
    f->uc.mc.ss = 0x2b;
    f->uc.mc.err = n->err;
    f->uc.mc.trapno = n->trapno;
    f->uc.mc.cr2 = n->cr2;
    f->uc.mc.oldmask = e->mask;
    f->uc.mc.fpstate = area;
    f->uc.mask = e->mask;
}

void
os_events_frame_room(const struct os_events *e, const struct mcontext *mc, uintptr_t *start,
                     uintptr_t *size)
{
    bool on_alt;
    int sig = event_queue_first(&e->noted)->info.signo;
    uintptr_t top = choose_stack(e, &e->handlers->action[sig], mc->reg[REG_SP], &on_alt);
    *size = xstate.size + sizeof(struct k_frame) + 256;
    *start = top - *size;
}

bool
events_make_frame(struct os_events *e, const struct k_sigaction *a, const struct noted *n,
                  struct mcontext *mc)
{
    struct k_frame frame;
    bool on_alt;
    uintptr_t top = choose_stack(e, a, mc->reg[REG_SP], &on_alt);
    uintptr_t area = (top - (xstate.size + 4)) & ~(uintptr_t)63;
    uintptr_t sp = ((area - sizeof(frame)) & ~(uintptr_t)15) - 8;
    if (on_alt && !in_stack(&e->alt, sp))
        return false;
    if (!save_vectors(area))
        return false;
    fill_frame(e, a, n, mc, area, &frame);
    if (!os_safe_write((void *)sp, sizeof(frame), &frame))
        return false;
    if ((e->alt.flags & K_SS_AUTODISARM) != 0)
        e->alt = (struct k_stack){ .flags = K_SS_DISABLE };
    mc->reg[REG_SP] = sp;
    mc->reg[REG_DI] = (uintptr_t)n->info.signo;
    mc->reg[REG_SI] = sp + offsetof(struct k_frame, info);
    mc->reg[REG_DX] = sp + offsetof(struct k_frame, uc);
    mc->reg[REG_AX] = 0;
    mc->flags &= ~(uintptr_t)(FLAGS_DF | FLAGS_TF | FLAGS_RF);
    mc->pc = a->handler;
    return true;
}

enum os_own
events_sigreturn(struct os_events *e, struct mcontext *mc)
{
    struct k_frame frame;
    uintptr_t at = mc->reg[REG_SP] - 8;
    if (!event_queue_is_empty(&e->noted))
        return OS_OWN_STOPPED;
    if (!os_safe_read((void *)at, sizeof(frame), &frame)) {
        os_events_raise(e, OS_FAULT_PROTECTED, 0, mc);
        return OS_OWN_RESUME;
    }
    struct mcontext next;
    events_from_kernel(&frame.uc.mc, &next);
    next.flags = (next.flags & USER_FLAGS) | 0x202;
    e->mask = frame.uc.mask & ~(sig_bit(K_SIGKILL) | sig_bit(19));
    events_set_alt_stack(e, mc->reg[REG_SP], &frame.uc.stack); /* may fail, as in the kernel */
    frame.uc.stack = (struct k_stack){ .sp = (uintptr_t)e->stack, .size = HANDLER_STACK };
    frame.uc.mask = e->mask & ~OWNED_SIGNALS;
    frame.uc.mc.flags = 0x202;
    frame.uc.mc.cs = 0x33;
    frame.uc.mc.ss = 0x2b;
    signal_return_here(&frame);
    *mc = next;
    return OS_OWN_RESUME;
}

/* Our own handler runs on a stack of its own. */
bool
os_events_may_hit(uintptr_t page, uintptr_t sp)
{
    (void)page;
    (void)sp;
    return false;
}
