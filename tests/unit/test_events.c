/* tests/unit/test_events.c - signals on the way to the application, on a fake kernel, against a model.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The fake kernel has one thread: a mask, actions, what is pending; it calls the runtime's handler
 * as a kernel would.  The model is what the application would see without the runtime: which
 * handlers run, in which order, with which mask.  Both are driven by the same random steps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "os/app_syscall.h"
#include "os/linux/app_syscall_entry.h"
#include "os/linux/app_gate.h"
#include "os/linux/events.h"
#include "os/linux/signal_entry.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include "os/safe.h"

enum { MOST_PENDING = 4000, MOST_FRAMES = 4000, MOST_SEEN = 60000, APP_HANDLER = 0x1000,
       DISPATCHER = 0x77, IN_CALL = 0x5000, IN_CALL_ON = 0x5002, SIGKILL_NR = 9 };

static uint64_t random_state = 1;
static uint32_t
any(uint32_t below)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % below;
}

/* ---- what both sides have: pending signals, a mask, actions, frames, a record of what ran ---- */
struct pending {
    int sig;
    uint64_t value;
};
struct side {
    struct pending pending[MOST_PENDING];
    unsigned count;
    uint64_t mask;
    struct k_sigaction action[K_SIGNALS + 1];
    uint64_t frames[MOST_FRAMES]; /* masks to go back to */
    unsigned depth;
    struct {
        int sig; /* negative: its default action */
        uint64_t value, mask;
    } seen[MOST_SEEN];
    unsigned seen_count;
};
static struct side kernel, model;

static bool
is_harmless(int sig)
{
    return sig == K_SIGCHLD || sig == K_SIGCONT || sig == K_SIGURG || sig == K_SIGWINCH;
}

static void
saw(struct side *s, int sig, uint64_t value, uint64_t mask)
{
    assert_true(s->seen_count < MOST_SEEN);
    s->seen[s->seen_count].sig = sig;
    s->seen[s->seen_count].value = value;
    s->seen[s->seen_count++].mask = mask;
}

static void
make_pending(struct side *s, int sig, uint64_t value)
{
    bool is_ignored = s->action[sig].handler == K_SIG_IGN ||
        (s->action[sig].handler == K_SIG_DFL && is_harmless(sig));
    if (is_ignored && (s->mask & sig_bit(sig)) == 0)
        return;
    for (unsigned i = 0; i < s->count; i++) {
        if (s->pending[i].sig == sig && sig < 32)
            return; /* one is as good as many */
    }
    assert_true(s->count < MOST_PENDING);
    s->pending[s->count++] = (struct pending){ sig, value };
}

/* The next that is let through: the lowest number, of one number the oldest.  False: none. */
static bool
take_pending(struct side *s, struct pending *out)
{
    unsigned best = s->count;
    for (unsigned i = 0; i < s->count; i++) {
        if ((s->mask & sig_bit(s->pending[i].sig)) == 0 &&
            (best == s->count || s->pending[i].sig < s->pending[best].sig))
            best = i;
    }
    if (best == s->count)
        return false;
    *out = s->pending[best];
    memmove(&s->pending[best], &s->pending[best + 1], (s->count - best - 1) * sizeof(*out));
    s->count--;
    return true;
}

static void
drop_pending(struct side *s, int sig)
{
    unsigned n = 0;
    for (unsigned i = 0; i < s->count; i++) {
        if (s->pending[i].sig != sig)
            s->pending[n++] = s->pending[i];
    }
    s->count = n;
}

static void
set_action(struct side *s, int sig, const struct k_sigaction *a)
{
    s->action[sig] = *a;
    if (a->handler == K_SIG_IGN || (a->handler == K_SIG_DFL && is_harmless(sig)))
        drop_pending(s, sig);
}

/* ---- the model: signals are delivered as soon as they can be ---- */
static void
model_settle(void)
{
    struct pending p;
    while (take_pending(&model, &p)) {
        struct k_sigaction a = model.action[p.sig];
        if (a.handler == K_SIG_IGN)
            continue;
        if (a.handler == K_SIG_DFL) {
            if (!is_harmless(p.sig))
                saw(&model, -p.sig, 0, 0);
            continue;
        }
        if ((a.flags & K_SA_RESETHAND) != 0)
            model.action[p.sig].handler = K_SIG_DFL;
        model.frames[model.depth++] = model.mask;
        model.mask |= a.mask | ((a.flags & K_SA_NODEFER) != 0 ? 0 : sig_bit(p.sig));
        saw(&model, p.sig, p.value, model.mask);
    }
}

/* ---- the kernel ---- */
static struct os_events *self;
static uintptr_t stop;
static unsigned in_handler;
static enum event_place place = OS_PLACE_RUNTIME;
static uintptr_t interrupted_pc;

static void
kernel_settle(void)
{
    struct pending p;
    while (take_pending(&kernel, &p)) {
        struct k_sigaction a = kernel.action[p.sig];
        if (a.handler == K_SIG_IGN)
            continue;
        if (a.handler == K_SIG_DFL) {
            if (!is_harmless(p.sig))
                saw(&kernel, -p.sig, 0, 0);
            continue;
        }
        struct k_siginfo info = { .signo = p.sig, .code = -1, .value = p.value };
        static const uint8_t nop[16] = { 0x90 };
        uintptr_t pc = interrupted_pc != 0 ? interrupted_pc : (uintptr_t)nop;
        struct k_ucontext uc = { .mask = kernel.mask, .mc = { .ip = pc } };
        kernel.mask |= a.mask | sig_bit(p.sig);
        in_handler++;
        ((void (*)(int, struct k_siginfo *, struct k_ucontext *))a.handler)(p.sig, &info, &uc);
        in_handler--;
        kernel.mask = uc.mask;
        if ((uc.mc.flags & 0x100) != 0) { /* it asked for a step: that ends in a clean place */
            struct k_siginfo trap = { .signo = K_SIGTRAP, .code = K_TRAP_TRACE };
            struct k_sigaction t = kernel.action[K_SIGTRAP];
            uint64_t before = kernel.mask;
            place = OS_PLACE_APP;
            kernel.mask |= t.mask;
            ((void (*)(int, struct k_siginfo *, struct k_ucontext *))t.handler)(K_SIGTRAP, &trap, &uc);
            kernel.mask = before;
            assert_int_equal(uc.mc.flags & 0x100, 0);
            assert_int_equal(uc.mc.ip, DISPATCHER);
        }
    }
}

static void
arrive(int sig, uint64_t value)
{
    make_pending(&kernel, sig, value);
    make_pending(&model, sig, value);
}

intptr_t
fake_kernel(intptr_t nr, intptr_t a, intptr_t b, intptr_t c, intptr_t d)
{
    (void)d;
    switch (nr) {
    case __NR_rt_sigprocmask:
        if (c != 0)
            *(uint64_t *)c = kernel.mask;
        if (b != 0) {
            assert_int_equal(a, K_SIG_SETMASK);
            kernel.mask = *(const uint64_t *)b;
            kernel_settle();
        }
        return 0;
    case __NR_rt_sigaction:
        if (c != 0)
            *(struct k_sigaction *)c = kernel.action[a];
        if (b != 0)
            set_action(&kernel, (int)a, (const struct k_sigaction *)b);
        return 0;
    case __NR_rt_tgsigqueueinfo: {
        const struct k_siginfo *info = (const struct k_siginfo *)d;
        if (info->code != INTERRUPT_CODE) {
            make_pending(&kernel, (int)c, info->value);
            kernel_settle();
        }
        return 0;
    }
    case __NR_getpid:
    case __NR_gettid: return 7;
    case __NR_sigaltstack: return 0;
    default: fail_msg("system call %d", (int)nr); return -38;
    }
}

/* ---- what the signal code needs of its neighbours ---- */
const char safe_copy_begin[1], safe_copy_end[1], safe_copy_fault[1];
const char app_other_call_insn[1], app_other_call_fault[1];
const char app_other_call_check[1], app_other_call_done[1];

void signal_restorer(void) {}

bool
os_app_syscall_interrupted(uintptr_t pc, uintptr_t *go_on)
{
    *go_on = IN_CALL_ON;
    return pc == IN_CALL;
}

bool
os_app_syscall_run(struct mcontext *mc, volatile uintptr_t *stop_word)
{
    if (*stop_word != 0)
        return false;
    mc->reg[REG_AX] = (uintptr_t)fake_kernel((intptr_t)mc->reg[REG_AX], (intptr_t)mc->reg[REG_DI],
                                             (intptr_t)mc->reg[REG_SI], (intptr_t)mc->reg[REG_DX], 0);
    return true;
}

size_t
os_safe_copy(void *to, const void *from, size_t size)
{
    memcpy(to, from, size);
    return size;
}

uintptr_t app_gate_distance; /* no copy */

const struct mem_facts *
os_mem_facts(void)
{
    static const struct mem_facts facts = { 4096, 4096, 0x10000, (uintptr_t)1 << 47, 0x7f000000, false };
    return &facts;
}

enum { OWN_START = 0x700000, OWN_END = 0x800000 };

bool
os_mem_find_own(uintptr_t from, uintptr_t *start, uintptr_t *end)
{
    *start = OWN_START;
    *end = OWN_END;
    return from < OWN_END;
}

void *
os_mem_alloc(size_t size, int prot)
{
    (void)prot;
    return calloc(1, size);
}

void
os_mem_free(void *p, size_t size)
{
    (void)size;
    free(p);
}

/* Frames are on our own stack of masks. */
bool
events_make_frame(struct os_events *e, const struct k_sigaction *a, const struct noted *n, struct mcontext *mc)
{
    (void)a;
    (void)mc;
    kernel.frames[kernel.depth++] = e->mask;
    saw(&kernel, n->info.signo, n->info.value, 0);
    return true;
}

enum os_own
events_sigreturn(struct os_events *e, struct mcontext *mc)
{
    (void)mc;
    if (!event_queue_is_empty(&e->noted))
        return OS_OWN_STOPPED;
    e->mask = kernel.frames[--kernel.depth];
    kernel.mask = e->mask & ~OWNED_SIGNALS;
    kernel_settle();
    return OS_OWN_RESUME;
}

void
events_from_kernel(const struct k_sigcontext *sc, struct mcontext *mc)
{
    *mc = (struct mcontext){ .pc = sc->ip, .flags = sc->flags };
}

void
events_to_kernel(const struct mcontext *mc, struct k_sigcontext *sc)
{
    sc->ip = mc->pc;
    sc->flags = mc->flags;
}

void
events_learn_xstate(uintptr_t fpstate)
{
    (void)fpstate;
}

/* ---- the runtime above ---- */
static enum event_place
interrupted(struct mcontext *mc, enum os_why why)
{
    (void)why;
    if (place == OS_PLACE_APP)
        mc->pc = DISPATCHER;
    return place;
}

static bool more_arrive;

/* In the middle of a delivery another one may come. */
static void
deliver(int *sig, struct mcontext *mc, const struct os_signal_facts *facts)
{
    (void)sig;
    (void)mc;
    (void)facts;
    if (more_arrive && any(8) == 0) {
        int other = any(2) == 0 ? 34 + (int)any(8) : 10;
        arrive(other, any(1000));
        kernel_settle();
    }
}

static void
delivered(int sig, const struct mcontext *before, const struct mcontext *mc)
{
    (void)sig;
    (void)before;
    (void)mc;
    kernel.seen[kernel.seen_count - 1].mask = self->mask;
}

static struct os_events *
get_self(void)
{
    return self;
}

static uintptr_t
no_pc(uintptr_t pc)
{
    (void)pc;
    return 0;
}

static uintptr_t written;
static bool written_present;
static void
write_fault(uintptr_t addr, bool is_present)
{
    written = addr;
    written_present = is_present;
}

static bool
recover(struct mcontext *mc)
{
    (void)mc;
    return false;
}

static int crashes;
static void
crash(const char *what, const struct mcontext *mc, uintptr_t addr)
{
    (void)what;
    (void)mc;
    (void)addr;
    crashes++;
}

static void
dying(int sig)
{
    (void)sig;
}

static const struct os_event_upcalls upcalls = {
    .interrupted = interrupted, .write_fault = write_fault, .app_pc = no_pc, .self = get_self,
    .recover = recover, .crash = crash, .deliver = deliver, .delivered = delivered, .dying = dying,
};

static int
set_up(void **unused)
{
    (void)unused;
    memset(&kernel, 0, sizeof(kernel));
    memset(&model, 0, sizeof(model));
    stop = 0;
    place = OS_PLACE_RUNTIME;
    interrupted_pc = 0;
    more_arrive = false;
    os_events_init(&upcalls, false);
    const struct os_event_thread of = { .stop = &stop };
    self = os_events_create(NULL, 0, &of);
    assert_non_null(self);
    os_events_attach(self);
    return 0;
}

static int
tear_down(void **unused)
{
    (void)unused;
    os_events_destroy(self);
    self = NULL;
    return 0;
}

/* The dispatcher: what waits is delivered before the application goes on. */
static void
dispatch(void)
{
    struct mcontext mc = { 0 };
    stop = 0;
    place = OS_PLACE_RUNTIME;
    interrupted_pc = 0;
    while (os_events_pending(self))
        os_events_deliver(self, &mc);
    stop = 0;
}

static void
app_call(int nr, uintptr_t a, const void *b, void *c)
{
    enum os_own r;
    do {
        struct mcontext mc = { .reg = { [REG_AX] = (uintptr_t)nr, [REG_DI] = a, [REG_SI] = (uintptr_t)b,
                                        [REG_DX] = (uintptr_t)c, [10] = 8 } };
        dispatch();
        r = os_events_syscall(self, &mc);
    } while (r == OS_OWN_STOPPED);
    assert_true(r != OS_OWN_NOT_MINE);
    dispatch();
}

static void
compare(void)
{
    for (unsigned i = 0; i < model.seen_count && i < kernel.seen_count; i++) {
        assert_int_equal(kernel.seen[i].sig, model.seen[i].sig);
        assert_int_equal(kernel.seen[i].value, model.seen[i].value);
        assert_int_equal(kernel.seen[i].mask, model.seen[i].mask);
    }
    assert_int_equal(kernel.seen_count, model.seen_count);
    assert_int_equal(kernel.depth, model.depth);
    assert_int_equal(self->mask, model.mask);
    assert_int_equal(kernel.mask, model.mask & ~OWNED_SIGNALS);
}

/* ---- the steps ---- */
static int
some_signal(void)
{
    static const int standard[] = { 1, 2, 3, 10, 12, 14, 15, K_SIGCHLD, K_SIGWINCH, K_SIGURG };
    return any(2) == 0 ? standard[any(10)] : 34 + (int)any(8);
}

static void
step_action(void)
{
    int sig = some_signal();
    struct k_sigaction a = { .handler = APP_HANDLER, .flags = K_SA_RESTORER };
    if (any(4) == 0)
        a.handler = any(2) == 0 ? K_SIG_IGN : K_SIG_DFL;
    if (any(4) == 0)
        a.flags |= K_SA_NODEFER;
    if (any(4) == 0)
        a.flags |= K_SA_RESETHAND;
    for (uint32_t i = any(4); i > 0; i--)
        a.mask |= sig_bit(some_signal());
    set_action(&model, sig, &a);
    app_call(__NR_rt_sigaction, (uintptr_t)sig, &a, NULL);
}

static void
step_mask(void)
{
    uint64_t set = sig_bit(SIGKILL_NR);
    for (uint32_t i = any(6); i > 0; i--)
        set |= sig_bit(some_signal());
    uintptr_t how = any(3);
    uint64_t allowed = set & ~sig_bit(SIGKILL_NR);
    model.mask = how == K_SIG_BLOCK ? model.mask | allowed : how == K_SIG_UNBLOCK ? model.mask & ~allowed : allowed;
    model_settle();
    app_call(__NR_rt_sigprocmask, how, &set, NULL);
}

static void
step_return(void)
{
    if (model.depth > 0) {
        model.mask = model.frames[--model.depth];
        model_settle();
    }
    if (kernel.depth > 0)
        app_call(__NR_rt_sigreturn, 0, NULL, NULL);
}

/* One to three at once, wherever the thread is. */
static void
step_arrive(void)
{
    static const enum event_place places[] = { OS_PLACE_APP, OS_PLACE_STEP, OS_PLACE_RUNTIME };
    place = places[any(3)];
    interrupted_pc = any(4) == 0 ? IN_CALL : 0;
    for (uint32_t n = 1 + any(3); n > 0; n--)
        arrive(some_signal(), any(1000));
    kernel_settle();
    model_settle();
    dispatch();
}

static void
random_steps(void **unused)
{
    (void)unused;
    for (unsigned step = 0; step < 20000; step++) {
        switch (any(8)) {
        case 0: step_action(); break;
        case 1: step_mask(); break;
        case 2:
        case 3:
        case 4: step_return(); break;
        default: step_arrive(); break;
        }
        compare();
        if (model.depth > MOST_FRAMES - 100)
            break;
    }
    assert_true(model.seen_count > 5000);
}

/* With more that comes during deliveries the order is the kernel's affair, and which standard signals
 * fall together: of the others, the same ones are seen. */
static int
by_signal(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(kernel.seen[0]));
}

static void
during_deliveries(void **unused)
{
    (void)unused;
    struct k_sigaction a = { .handler = APP_HANDLER, .flags = K_SA_RESTORER };
    for (int sig = 1; sig <= K_SIGNALS; sig++) {
        if (sig != SIGKILL_NR && sig != K_SIGSTOP) {
            set_action(&model, sig, &a);
            app_call(__NR_rt_sigaction, (uintptr_t)sig, &a, NULL);
        }
    }
    more_arrive = true;
    for (unsigned step = 0; step < 3000; step++) {
        any(3) == 0 ? step_arrive() : step_return();
        model_settle();
        while (model.depth > 40 || kernel.depth > 40)
            step_return();
        model_settle();
        dispatch();
    }
    more_arrive = false;
    while (model.depth + kernel.depth > 0)
        step_return();
    for (struct side *s = &kernel; s != NULL; s = s == &kernel ? &model : NULL) {
        unsigned n = 0;
        for (unsigned i = 0; i < s->seen_count; i++) {
            s->seen[i].mask = 0;
            if (s->seen[i].sig > 32)
                s->seen[n++] = s->seen[i];
        }
        s->seen_count = n;
        assert_true(n > 500);
        qsort(s->seen, s->seen_count, sizeof(s->seen[0]), by_signal);
    }
    compare();
}

static void
queue_is_full(void **unused)
{
    (void)unused;
    static struct event_queue q;
    struct noted n = { .info = { .signo = 1 } };
    q.head = q.tail = UINT32_MAX - 5; /* the counters run over */
    for (int round = 0; round < 10; round++) {
        for (unsigned i = 0; i < MOST_NOTED; i++) {
            n.info.value = i;
            assert_true(event_queue_put(&q, &n));
        }
        assert_false(event_queue_put(&q, &n));
        for (unsigned i = 0; i < MOST_NOTED; i++) {
            assert_false(event_queue_is_empty(&q));
            assert_int_equal(event_queue_first(&q)->info.value, i);
            assert_int_equal(event_queue_take(&q).info.value, i);
        }
        assert_true(event_queue_is_empty(&q));
    }
}

/* The runtime's own signals, sent by somebody while the application blocks them. */
static void
held_until_unblocked(void **unused)
{
    (void)unused;
    uint64_t set = sig_bit(K_SIGSEGV) | sig_bit(K_SIGFPE);
    struct k_sigaction a = { .handler = APP_HANDLER, .flags = K_SA_RESTORER };
    app_call(__NR_rt_sigaction, K_SIGSEGV, &a, NULL);
    app_call(__NR_rt_sigaction, K_SIGFPE, &a, NULL);
    app_call(__NR_rt_sigprocmask, K_SIG_BLOCK, &set, NULL);
    for (int i = 0; i < 40; i++) {
        make_pending(&kernel, K_SIGSEGV, 5);
        kernel_settle();
        make_pending(&kernel, K_SIGFPE, 6);
        kernel_settle();
    }
    dispatch();
    assert_int_equal(kernel.seen_count, 0);
    app_call(__NR_rt_sigprocmask, K_SIG_UNBLOCK, &set, NULL);
    assert_int_equal(kernel.seen_count, 2);
    assert_int_equal(kernel.seen[0].sig + kernel.seen[1].sig, K_SIGSEGV + K_SIGFPE);
    assert_int_equal(self->held_set, 0);
}

static void
faults(void **unused)
{
    (void)unused;
    struct k_siginfo info = { .signo = K_SIGSEGV, .code = K_SEGV_ACCERR, .addr = 0x1234 };
    struct k_ucontext uc = { .mc = { .ip = 0x99, .err = 6 } };
    void (*handler)(int, struct k_siginfo *, struct k_ucontext *) =
        (void (*)(int, struct k_siginfo *, struct k_ucontext *))kernel.action[K_SIGSEGV].handler;
    place = OS_PLACE_APP;
    handler(K_SIGSEGV, &info, &uc);
    assert_int_equal(written, 0x1234);
    assert_false(written_present);
    uc.mc.err = 7;
    handler(K_SIGSEGV, &info, &uc);
    assert_true(written_present);
    assert_false(os_events_pending(self));
    info.addr = OWN_START + 8; /* the runtime's: not there at all */
    handler(K_SIGSEGV, &info, &uc);
    assert_true(os_events_pending(self));
    assert_int_equal(event_queue_first(&self->noted)->info.code, K_SEGV_MAPERR);
    assert_int_equal(event_queue_take(&self->noted).err, 6);
    info = (struct k_siginfo){ .signo = K_SIGSEGV, .code = K_SEGV_ACCERR, .addr = 0x1234 };
    uc.mc.err = 4;
    handler(K_SIGSEGV, &info, &uc);
    assert_true(os_events_pending(self));
    assert_int_equal(uc.mask, ~OWNED_SIGNALS);
    assert_int_equal(uc.mc.ip, DISPATCHER);
    assert_true(stop != 0);
    place = OS_PLACE_RUNTIME;
    assert_int_equal(crashes, 0);
    handler(K_SIGSEGV, &info, &uc);
    assert_int_equal(crashes, 1);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(random_steps), TEST(during_deliveries), TEST(queue_is_full), TEST(held_until_unblocked), TEST(faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
