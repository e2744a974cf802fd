/* os/windows/own_context.c - whole states that the application gives its own threads, or asks for.
 * SPDX-License-Identifier: Apache-2.0
 *
 * General registers are the runtime's business: they become those of the application's state, while
 * the kernel is given a state that leads back here.  Vector registers are the kernel's: the
 * application's are in the processor while its thread is in the dispatcher.
 */
#include "os/windows/own_context.h"
#include "os/app_syscall.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/app_entry.h"
#include "os/windows/debug_regs.h"
#include "os/windows/frames.h"

enum { FLAGS_CLEAN = 0x202, VECTORS = CONTEXT_HAS_FLOAT | (CONTEXT_HAS_XSTATE & ~CONTEXT_AMD64), R10 = 10 };

ntstatus
own_context_read(uintptr_t at, struct context_room *room, struct nt_context **out)
{
    struct {
        struct nt_context c;
        uint8_t extended[32];
    } head;
    memset(&head, 0, sizeof(head));
    if (!os_safe_read((const void *)at, sizeof(head.c), &head.c))
        return STATUS_ACCESS_VIOLATION;
    if ((head.c.flags & CONTEXT_HAS_XSTATE) == CONTEXT_HAS_XSTATE &&
        !os_safe_read((const void *)(at + sizeof(head.c)), CONTEXT_EX_SIZE, head.extended))
        return STATUS_ACCESS_VIOLATION;
    size_t size = frame_context_size(&head.c, CONTEXT_ROOM);
    if (size == 0)
        return STATUS_INVALID_PARAMETER;
    /* The extended part is aligned with respect to the whole, so keep its distance from 64. */
    *out = (struct nt_context *)(void *)(room->bytes + (at & 63 & ~(uintptr_t)15));
    return os_safe_read((const void *)at, size, *out) ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION;
}

/* Lets the kernel set what c says of vector registers; all else stays. */
static void
set_vectors(struct os_events *e, struct nt_context *c, const struct mcontext *mc)
{
    if ((c->flags & VECTORS) == 0)
        return;
    c->flags = CONTEXT_AMD64 | CONTEXT_HAS_CONTROL | (c->flags & VECTORS);
    c->reg[REG_SP] = mc->reg[REG_SP];
    c->pc = (uintptr_t)app_continued;
    c->eflags = FLAGS_CLEAN;
    context_selectors(c);
    app_continue(e, c, 0, nt_system.number[CALL_NtContinue]);
}

static enum os_own
done(struct mcontext *mc, ntstatus status)
{
    mc->reg[REG_AX] = (uintptr_t)(intptr_t)status;
    return OS_OWN_DONE;
}

/* NtContinueEx may have a pointer to this in place of a truth value. */
struct continue_argument {
    uint32_t type, flags;
    uint64_t reserved[2];
};

/* Whether APCs that wait are to be delivered as well.  The kernel is handed something else, which
 * does not say so: it would use our copy of the context as the frame of an APC. */
static bool
take_alert(const struct mcontext *mc, struct continue_argument *a, uintptr_t *handed)
{
    enum { MOST_VALUE = 0xff, TEST_ALERT = 1, DELIVER_APC = 2 };
    uintptr_t given = mc->reg[REG_DX];
    bool is_pointer = nt_call_of(mc->reg[REG_AX]) == CALL_NtContinueEx && given > MOST_VALUE;
    *handed = 0;
    if (!is_pointer)
        return (uint8_t)given != 0;
    if (!os_safe_read((const void *)given, sizeof(*a), a)) {
        *handed = given; /* the kernel's business */
        return false;
    }
    bool is_alert = (a->flags & TEST_ALERT) != 0;
    a->flags &= ~(uint32_t)(TEST_ALERT | DELIVER_APC);
    *handed = (uintptr_t)a;
    return is_alert;
}

/* As the application would by a call at mc: frames come below its stack pointer. */
static void
test_alert(struct os_events *e, const struct mcontext *mc)
{
    struct mcontext call = *mc;
    uintptr_t no_stop = 0, below, at = mc->reg[REG_SP] - sizeof(below);
    if (!os_safe_read((const void *)at, sizeof(below), &below) || !os_safe_write((void *)at, sizeof(below), &below))
        return; /* no stack to deliver anything on */
    call.reg[REG_AX] = nt_system.number[CALL_NtTestAlert];
    app_gateway(&call, &no_stop, e);
}

enum os_own
own_context_continue(struct os_events *e, struct mcontext *mc)
{
    struct context_room room;
    struct nt_context *c;
    struct continue_argument argument;
    uintptr_t handed;
    ntstatus status = own_context_read(mc->reg[R10], &room, &c);
    if (nt_failed(status))
        return done(mc, status);
    struct mcontext next = *mc;
    context_merge(&next, c);
    if ((c->flags & CONTEXT_HAS_CONTROL) == 0)
        return OS_OWN_NOT_MINE;
    c->pc = (uintptr_t)app_continued;
    c->eflags = FLAGS_CLEAN;
    debug_regs_take(e, c);
    bool is_alert = take_alert(mc, &argument, &handed);
    status = app_continue(e, c, handed, (uint32_t)mc->reg[REG_AX]);
    if (nt_failed(status))
        return done(mc, status);
    *mc = next;
    if (is_alert)
        test_alert(e, mc);
    return OS_OWN_RESUME;
}

/* The call itself is only made for what the runtime does not keep. */
enum os_own
own_context_set(struct os_events *e, struct mcontext *mc)
{
    struct context_room room;
    struct nt_context *c;
    ntstatus status = own_context_read(os_app_syscall_param(mc, 1), &room, &c);
    if (nt_failed(status))
        return done(mc, status);
    uint32_t flags = c->flags;
    if ((flags & CONTEXT_HAS_DEBUG) != 0) {
        c->flags = CONTEXT_AMD64 | CONTEXT_HAS_DEBUG;
        debug_regs_take(e, c);
        status = SYS(NtSetContextThread, NT_THIS_THREAD, c);
        c->flags = flags;
    }
    mc->reg[REG_AX] = (uintptr_t)(intptr_t)status;
    if (nt_failed(status))
        return OS_OWN_DONE;
    context_merge(mc, c);
    set_vectors(e, c, mc);
    return (flags & CONTEXT_HAS_CONTROL) != 0 ? OS_OWN_RESUME : OS_OWN_DONE;
}

enum os_own
own_context_get(const struct os_events *e, struct mcontext *mc)
{
    uintptr_t at = os_app_syscall_param(mc, 1), no_stop = 0;
    struct mcontext app = *mc;
    struct nt_context c ALIGNED(16);
    app.pc = mc->reg[REG_CX]; /* behind the call */
    os_app_syscall_run(mc, &no_stop);
    if (nt_failed((ntstatus)mc->reg[REG_AX]) || !os_safe_read((const void *)at, sizeof(c), &c))
        return OS_OWN_DONE;
    app.reg[REG_AX] = mc->reg[REG_AX];
    context_show(&c, &app);
    debug_regs_show(e, &c);
    os_safe_write((void *)at, sizeof(c), &c);
    return OS_OWN_DONE;
}

void
own_context_forget(struct os_events *e)
{
    os_mem_free(e->next_context, sizeof(*e->next_context));
    e->next_context = NULL;
    e->has_next_state = false;
}

/* One that has not been taken yet keeps what the new one does not speak of. */
bool
own_context_leave(struct os_events *e, const struct mcontext *app, uintptr_t at)
{
    struct next_context *n = os_mem_alloc(sizeof(*n), OS_PROT_READ | OS_PROT_WRITE), *before = e->next_context;
    if (n == NULL)
        return false;
    n->has_context = !nt_failed(own_context_read(at, &n->room, &n->c)) && (n->c->flags & VECTORS) != 0;
    if (!n->has_context && before != NULL) {
        os_mem_free(n, sizeof(*n));
        n = before;
    } else if (before != NULL)
        os_mem_free(before, sizeof(*before));
    n->mc = *app;
    e->next_context = n;
    e->has_next_state = true;
    return true;
}

bool
own_context_waits(const struct os_events *e, struct mcontext *app)
{
    if (!e->has_next_state)
        return false;
    *app = e->next_context->mc;
    return true;
}

void
own_context_show_vectors(const struct os_events *e, struct nt_context *c)
{
    const struct next_context *n = e->next_context;
    if (!e->has_next_state || !n->has_context || (n->c->flags & c->flags & CONTEXT_HAS_FLOAT) == 0)
        return;
    memcpy(c->fxsave, n->c->fxsave, sizeof(c->fxsave));
    c->mxcsr = n->c->mxcsr;
}

void
own_context_take(struct os_events *e, struct mcontext *mc)
{
    struct next_context *n = e->next_context;
    e->has_next_state = false;
    e->next_context = NULL;
    *mc = n->mc;
    if (n->has_context)
        set_vectors(e, n->c, mc);
    os_mem_free(n, sizeof(*n));
}
