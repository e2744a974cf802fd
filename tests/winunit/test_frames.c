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
            if (c->pc != 0x140001000 || r->code != STATUS_ACCESS_VIOLATION || r->info[1] != 0x1234)
                fail_msg("%s", versions[i].name);
            assert_int_equal(frame_context_size(c, 0x3000), size);
        }
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
        { 0x18, 0x140, 0x4d0 + 0x18 + 0x140 }, { 0xf0, 0x240, 0x4d0 + 0xf0 + 0x240 }, { 0, 0x140, 0 }, { -64, 0x140, 0 },
        { 0x18, -1, 0 }, { 0x7fffffff, 0x7fffffff, 0 }, { 0x18, 0x3000, 0 }, { INT32_MIN, INT32_MIN, 0 },
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
            const uintptr_t values[] = { 0, 5, (uintptr_t)own, (uintptr_t)stack + 0x900, (uintptr_t)c, (uintptr_t)c - 16 };
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

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(exceptions), cmocka_unit_test(extended_parts),
                                        cmocka_unit_test(apcs_of_windows), cmocka_unit_test(apcs_of_wine) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
