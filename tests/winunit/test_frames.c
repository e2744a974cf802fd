/* tests/winunit/test_frames.c - what each version's kernel puts on the stack, laid out here as it does.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows 7 to 11 agree on x64: an exception's frame is a context at the stack pointer, the description
 * of its extended part, the record 0x4f0 behind the beginning, the machine frame, and the extended part
 * at an address that divides by 64; an APC's is such a context, with the routine and its arguments in
 * the four home fields.  Wine gives the context's address in rcx and puts it above other things.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/frames.h"
#include "os/windows/pop_fault.h"

enum { STACK = 0x8000, FLAGS_7 = 0x10001f, FLAGS_XSTATE = 0x10005f, IN_SERVICE = 0x10000000, CS = 0x33, SS = 0x2b };

static uint8_t stack[STACK] __attribute__((aligned(64)));

struct extended {
    int32_t all, all_size, legacy, legacy_size, at, size;
};

static struct nt_context *
put_context(size_t at, uint32_t flags)
{
    struct nt_context *c = (struct nt_context *)(void *)(stack + at);
    memset(c, 0, sizeof(*c));
    c->flags = flags;
    c->seg_cs = CS;
    c->seg_ss = SS;
    c->pc = 0x140001000;
    c->reg[REG_SP] = (uintptr_t)stack + STACK - 64;
    return c;
}

static struct mcontext
registers(size_t sp)
{
    struct mcontext mc;
    memset(&mc, 0, sizeof(mc));
    mc.reg[REG_SP] = (uintptr_t)stack + sp;
    return mc;
}

static const struct version {
    const char *name;
    uint32_t flags;        /* of the context */
    int32_t extended_size; /* 0: none */
} versions[] = {
    { "7 without AVX", FLAGS_7, 0 },
    { "7 SP1, 8.1 with AVX", FLAGS_XSTATE, 0x140 },
    { "10.1507", FLAGS_XSTATE, 0x140 },
    { "10.1607", FLAGS_XSTATE, 0x140 },
    { "10.22H2 with AVX-512", FLAGS_XSTATE, 0xa80 - 0x200 },
    { "11", FLAGS_XSTATE, 0x9c0 },
};

enum { MARK = 0x1234567890, PC = 0x140001000 };

/* pc and sp are all that the kernel fills in. */
static uint64_t *
put_machine(size_t at, const struct nt_context *c)
{
    uint64_t *m = (uint64_t *)(void *)(stack + at);
    m[MACHINE_PC] = c->pc;
    m[MACHINE_SP] = c->reg[REG_SP];
    m[1] = m[2] = m[4] = MARK;
    return m;
}

/* Fills in the frame of an exception; gives the size of its context with what belongs to it. */
static size_t
put_exception(const struct version *v, size_t sp)
{
    struct nt_context *c = put_context(sp, v->flags);
    struct nt_exception *r = (struct nt_exception *)(void *)(stack + sp + 0x4f0);
    struct extended *ex = (struct extended *)(void *)(c + 1);
    size_t behind = sp + 0x590 + 0x28; /* the machine frame's end */
    memset(stack + sp + sizeof(*c), 0xee, STACK - sp - sizeof(*c));
    *r = (struct nt_exception){ .code = STATUS_ACCESS_VIOLATION, .address = c->pc, .count = 2, .info = { 1, 0x1234 } };
    size_t at = (behind + 63) & ~(size_t)63;
    put_machine(sp + 0x590, c);
    *ex = (struct extended){ -0x4d0, 0x4d0 + (int32_t)sizeof(*ex), -0x4d0, 0x4d0, 0, 0 };
    if (v->extended_size == 0)
        return sizeof(*c);
    ex->at = (int32_t)(at - (sp + sizeof(*c)));
    ex->size = v->extended_size;
    return at + (size_t)v->extended_size - sp;
}

static void
exceptions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
        for (size_t sp = 0x100; sp < 0x140; sp += 16) {
            size_t size = put_exception(&versions[i], sp);
            struct mcontext mc = registers(sp);
            struct nt_context *c = frame_exception_context(&mc);
            struct nt_exception *r = frame_exception_record(&mc);
            assert_ptr_equal(frame_machine(c, sp + (uintptr_t)stack + EXCEPTION_MACHINE_OFFSET), stack + sp + 0x590);
            if (c->pc != PC || r->code != STATUS_ACCESS_VIOLATION || r->info[1] != 0x1234)
                fail_msg("%s", versions[i].name);
            assert_int_equal(frame_context_size(c, 0x3000), size);
        }
    }
}

/* One that the runtime makes is where and as the kernel's would be. */
static void
made(void **state)
{
    (void)state;
    for (uintptr_t sp = (uintptr_t)stack + 0x4000; sp < (uintptr_t)stack + 0x4040; sp += 8) {
        const struct nt_exception r = {
            .code = STATUS_ACCESS_VIOLATION, .address = PC, .count = 2, .info = { 8, 0x99 }
        };
        struct nt_context *c = put_context(0x100, FLAGS_7);
        c->reg[REG_SP] = sp;
        c->eflags = 0x246;
        uintptr_t at = frame_exception_place(sp);
        assert_int_equal(at % 16, 0);
        assert_in_range(sp - at, EXCEPTION_FRAME_SIZE, EXCEPTION_FRAME_SIZE + 15);
        uint8_t frame[EXCEPTION_FRAME_SIZE];
        frame_exception_make(frame, c, &r);
        memcpy((void *)at, frame, sizeof(frame));
        struct mcontext mc = registers(at - (uintptr_t)stack);
        assert_memory_equal(frame_exception_context(&mc), c, sizeof(*c));
        assert_memory_equal(frame_exception_record(&mc), &r, sizeof(r));
        assert_ptr_equal(frame_machine(frame_exception_context(&mc), at + EXCEPTION_MACHINE_OFFSET), at + 0x590);
        const struct extended *ex = (const struct extended *)(const void *)(at + sizeof(*c));
        assert_int_equal(ex->legacy, -0x4d0);
        assert_int_equal(ex->legacy_size, 0x4d0);
        assert_int_equal(ex->size, 0);
    }
}

/* A description that lies is not believed. */
static void
extended_parts(void **state)
{
    (void)state;
    static const struct {
        int32_t at, size;
        size_t expected;
    } rows[] = {
        { 0x18, 0x140, 0x4d0 + 0x18 + 0x140 },
        { 0xf0, 0x240, 0x4d0 + 0xf0 + 0x240 },
        { 0, 0x140, 0 },
        { -64, 0x140, 0 },
        { 0x18, -1, 0 },
        { 0x7fffffff, 0x7fffffff, 0 },
        { 0x18, 0x3000, 0 },
        { INT32_MIN, INT32_MIN, 0 },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct nt_context *c = put_context(0x40, FLAGS_XSTATE);
        *(struct extended *)(void *)(c + 1) = (struct extended){ -0x4d0, 0, -0x4d0, 0x4d0, rows[i].at, rows[i].size };
        assert_int_equal(frame_context_size(c, 0x3000), rows[i].expected);
        c->flags = FLAGS_7;
        assert_int_equal(frame_context_size(c, 0x3000), sizeof(*c));
    }
}

/* What rcx happens to hold must not matter on Windows: nothing, a pointer into the stack above, or one
 * to a context of the application's own. */
static void
apcs_of_windows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
        static const uint32_t how[] = { 0, IN_SERVICE, 0x40000000, 0x50000000 };
        for (size_t k = 0; k < sizeof(how) / sizeof(how[0]); k++) {
            struct mcontext mc = registers(0x200);
            memset(stack, 0x5a, STACK);
            struct nt_context *own = put_context(0xa00, FLAGS_7);
            struct nt_context *c = put_context(0x200, versions[i].flags | how[k]);
            c->home[0] = 1;
            c->home[3] = 0x7ff800001230; /* the routine */
            const uintptr_t values[] = {
                0, 5, (uintptr_t)own, (uintptr_t)stack + 0x900, (uintptr_t)c, (uintptr_t)c - 16
            };
            for (size_t n = 0; n < sizeof(values) / sizeof(values[0]); n++) {
                mc.reg[REG_CX] = values[n];
                assert_ptr_equal(frame_apc_context(&mc), c);
            }
        }
    }
}

/* Whatever stands below the context. */
static void
apcs_of_wine(void **state)
{
    (void)state;
    static const uint8_t fill[] = { 0, 0x10, 0x5a, 0xff };
    for (size_t i = 0; i < sizeof(fill); i++) {
        struct mcontext mc = registers(0x200);
        memset(stack, fill[i], STACK);
        struct nt_context *c = put_context(0x230, FLAGS_XSTATE);
        mc.reg[REG_CX] = (uintptr_t)c;
        memset(c->home, fill[i], sizeof(c->home));
        assert_ptr_equal(frame_apc_context(&mc), c);
    }
}

/* Where the machine frame of an APC is: right behind the context up to Windows 10.1507, behind the extended
 * part's description later, and since 10.2004 behind two more structures. */
static void
machines_of_apcs(void **state)
{
    (void)state;
    static const size_t places[] = { 0x4d0, 0x4f0, 0x530 };
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        memset(stack, 0x5a, STACK);
        struct nt_context *c = put_context(0x200, FLAGS_7);
        c->reg[REG_SP] = (uintptr_t)stack + 0x200 + places[i] + 0x28 + 8;
        uint64_t *m = put_machine(0x200 + places[i], c);
        assert_ptr_equal(frame_machine(c, (uintptr_t)(c + 1)), m);
        /* Something that only looks like one in part, or that lies above the interrupted stack pointer. */
        m[MACHINE_SP]++;
        assert_null(frame_machine(c, (uintptr_t)(c + 1)));
        m[MACHINE_SP]--;
        m[MACHINE_PC]++;
        assert_null(frame_machine(c, (uintptr_t)(c + 1)));
        c->reg[REG_SP] = m[MACHINE_SP] = (uintptr_t)m + 8;
        m[MACHINE_PC] = c->pc;
        assert_null(frame_machine(c, (uintptr_t)(c + 1)));
    }
}

/* Arguments at 0x20, their size, the number of the function; then where the call was. */
static void
callbacks(void **state)
{
    (void)state;
    struct mcontext mc = registers(0x300);
    struct nt_context *c = put_context(0x1000, FLAGS_7);
    memset(stack + 0x300, 0x5a, 0x100);
    uint64_t *m = put_machine(0x330, c);
    assert_ptr_equal(frame_callback_machine(&mc), m);
    assert_int_equal(frame_callback_machine(&mc)[MACHINE_PC], PC);
}

/* A frame that came in the middle of the runtime, on its stack, as it is put on the application's: the
 * arguments may point into it (Windows 11's data of a callback). */
static void
moved(void **state)
{
    (void)state;
    enum { SIZE = 0xa40, FROM = 0x480, DATA = 0x510 };
    for (size_t sp = 0x4000; sp < 0x4040; sp += 8) {
        memset(stack, 0x5a, STACK);
        struct nt_context *c = put_context(FROM, FLAGS_XSTATE);
        const uintptr_t frame = (uintptr_t)c, below = (uintptr_t)stack + sp;
        c->reg[REG_SP] = frame + SIZE;
        c->home[0] = 1;
        c->home[1] = frame + DATA;
        c->home[2] = frame + SIZE; /* the first byte that is not its own */
        c->home[3] = 0x7ff800001230;
        ((uint64_t *)(void *)(stack + FROM + DATA))[0] = 7;
        ((uint64_t *)(void *)(stack + FROM + DATA))[1] = frame;
        put_machine(FROM + 0x530, c);
        memset(stack + FROM + 0x800, 0xcc, SIZE - 0x800);
        assert_int_equal(frame_size(c, frame, 0x4000), SIZE);
        assert_int_equal(frame_size(c, frame, SIZE - 1), 0);
        const uintptr_t to = frame_place(frame, SIZE, below);
        assert_true(to + SIZE <= below && to + SIZE + 64 > below);
        assert_int_equal(to % 64, frame % 64);
        uint8_t copy[SIZE];
        memcpy(copy, c, SIZE);
        frame_move(copy, SIZE, frame, to);
        const struct nt_context *n = (const struct nt_context *)(const void *)copy;
        const uint64_t *data = (const uint64_t *)(const void *)(copy + DATA);
        assert_int_equal(n->home[0], 1);
        assert_int_equal(n->home[1], to + DATA);
        assert_int_equal(n->home[2], frame + SIZE);
        assert_int_equal(n->home[3], 0x7ff800001230);
        assert_int_equal(data[0], 7);
        assert_int_equal(data[1], to);
        assert_int_equal(n->pc, PC);
        assert_int_equal(n->reg[REG_SP], frame + SIZE); /* the interrupted one: set when it is delivered */
        assert_int_equal(copy[SIZE - 1], 0xcc);
    }
}

/* As Windows' kernel counts them. */
static void
pops(void **state)
{
    (void)state;
    struct pop_faults f = { 0, 0 };
    for (int round = 0; round < 3; round++) {
        int again = 0;
        while (pop_fault_again(&f, 0x5000))
            again++;
        assert_in_range(again, 1024, 1025);
    }
    for (uintptr_t i = 0; i < 5000; i++)
        assert_true(pop_fault_again(&f, 0x5000 + i % 2));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exceptions),      cmocka_unit_test(made),         cmocka_unit_test(extended_parts),
        cmocka_unit_test(apcs_of_windows), cmocka_unit_test(apcs_of_wine), cmocka_unit_test(machines_of_apcs),
        cmocka_unit_test(callbacks),       cmocka_unit_test(moved),        cmocka_unit_test(pops)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
