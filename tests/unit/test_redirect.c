/* tests/unit/test_redirect.c - stores that are made to a copy do what they do natively; code at
 * another place, too. SPDX-License-Identifier: Apache-2.0
 */
#include "core/arch.h"
#include "os/safe.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <cmocka.h>

void run_code(struct mcontext *mc, const uint8_t *code);

enum { PAGE = 4096, SIZE = 3 * PAGE, ARITHMETIC = 0x8d5 };

static uint8_t *code, *room, *memory; /* one page, one page, SIZE: all within reach of each other */
static uint8_t first[SIZE], natively[SIZE], copy[SIZE];

size_t
os_safe_copy(void *to, const void *from, size_t size)
{
    memcpy(to, from, size);
    return size;
}

/* rdi, rbx and r13 lead into the middle, as do the 4 bytes 99 99 99 99 in the code from rip. */
static const struct {
    const char *name;
    uint8_t bytes[15];
    uint8_t length;
} stores[] = {
#define STORE(name, ...)                                                                           \
    {                                                                                              \
        name, { __VA_ARGS__ }, sizeof((uint8_t[]){ __VA_ARGS__ })                                  \
    }
    STORE("mov byte [rdi], al", 0x88, 0x07),
    STORE("mov [rdi + 8], rax", 0x48, 0x89, 0x47, 0x08),
    STORE("mov [rdi + rcx * 8 - 0x80], r9d", 0x44, 0x89, 0x4c, 0xcf, 0x80),
    STORE("mov word [r13], 0x1234", 0x66, 0x41, 0xc7, 0x45, 0x00, 0x34, 0x12),
    STORE("mov dword [rip + x], 0x12345678", 0xc7, 0x05, 0x99, 0x99, 0x99, 0x99, 0x78, 0x56, 0x34,
          0x12),
    STORE("mov [rip + x], cl", 0x88, 0x0d, 0x99, 0x99, 0x99, 0x99),
    STORE("mov qword [r13 + rcx * 4 + 0x100], -2", 0x49, 0xc7, 0x84, 0x8d, 0x00, 0x01, 0x00, 0x00,
          0xfe, 0xff, 0xff, 0xff),
    STORE("lock xadd [rdi], edx", 0xf0, 0x0f, 0xc1, 0x17),
    STORE("xchg [rbx + 3], r8", 0x4c, 0x87, 0x43, 0x03),
    STORE("lock inc dword [rdi]", 0xf0, 0xff, 0x07),
    STORE("xor byte [rdi + 1], 0x55", 0x80, 0x77, 0x01, 0x55),
    STORE("add [rdi], rdi", 0x48, 0x01, 0x3f),
    STORE("movnti [rdi], rax", 0x48, 0x0f, 0xc3, 0x07),
    STORE("movups [rdi + 4], xmm15", 0x44, 0x0f, 0x11, 0x7f, 0x04),
    STORE("movdqu [r13 + 16], xmm14", 0xf3, 0x45, 0x0f, 0x7f, 0x75, 0x10),
    STORE("setc [rdi]", 0x0f, 0x92, 0x07),
    STORE("lock cmpxchg [rdi], ecx", 0xf0, 0x0f, 0xb1, 0x0f),
    STORE("lock cmpxchg8b [rdi]", 0xf0, 0x0f, 0xc7, 0x0f),
    STORE("stosb", 0xaa),
    STORE("stosq", 0x48, 0xab),
    STORE("movsw", 0x66, 0xa5),
    STORE("rep stosd", 0xf3, 0xab),
    STORE("rep movsb", 0xf3, 0xa4),
    STORE("rep movsq", 0xf3, 0x48, 0xa5),
#undef STORE
};

static struct mcontext
registers(unsigned seed)
{
    struct mcontext mc = { .flags = 0x202 | (seed & 1) };
    for (unsigned i = 0; i < 16; i++)
        mc.reg[i] = 0x0123456789abcdefu * (i + 3 + seed);
    mc.reg[REG_CX] = 5 + seed;
    mc.reg[REG_DI] = (uintptr_t)memory + PAGE + 512;
    mc.reg[REG_SI] = (uintptr_t)memory + PAGE + 1500;
    mc.reg[REG_BX] = (uintptr_t)memory + PAGE + 700;
    mc.reg[13] = (uintptr_t)memory + PAGE + 1000;
    return mc;
}

/* The instruction at code, with its displacement from rip. */
static void
place(unsigned n)
{
    uint8_t bytes[16];
    memcpy(bytes, stores[n].bytes, stores[n].length);
    for (unsigned i = 0; i + 4 <= stores[n].length; i++) {
        static const uint8_t mark[4] = { 0x99, 0x99, 0x99, 0x99 };
        int32_t disp = (int32_t)(memory + PAGE + 64 - (code + stores[n].length));
        if (memcmp(bytes + i, mark, sizeof(mark)) == 0)
            memcpy(bytes + i, &disp, sizeof(disp));
    }
    memcpy(code, bytes, stores[n].length);
    code[stores[n].length] = 0xc3;
}

static void
check_store(unsigned n, unsigned seed)
{
    struct ir_scan s;
    struct mcontext before = registers(seed), there = before, here = before;
    place(n);
    memcpy(memory, first, SIZE);
    run_code(&there, code);
    memcpy(natively, memory, SIZE);
    memcpy(memory, first, SIZE);
    memcpy(copy, first, SIZE);
    assert_int_equal(ir_scan(code, 15, IR_ISA_AMD64, &s), stores[n].length);
    const struct arch_source at = { code, code };
    struct arch_window w = { (uintptr_t)memory, SIZE, copy, 0 };
    enum arch_redirected r = arch_redirect(&here, &s, &at, &w, room);
    if (r == ARCH_NOT_REDIRECTED)
        fail_msg("%s", stores[n].name);
    bool is_unequal = memcmp(natively, first, SIZE) == 0 && w.compared != 0;
    if (is_unequal != (r == ARCH_COMPARED_UNEQUAL))
        fail_msg("%s: comparison", stores[n].name);
    if (memcmp(copy, natively, SIZE) != 0 || memcmp(memory, first, SIZE) != 0)
        fail_msg("%s: memory", stores[n].name);
    if (memcmp(here.reg, there.reg, sizeof(here.reg)) != 0 ||
        ((here.flags ^ there.flags) & ARITHMETIC) != 0)
        fail_msg("%s: registers", stores[n].name);
    assert_int_equal(here.pc, (uintptr_t)code + stores[n].length);
}

static void
test_stores(void **state)
{
    (void)state;
    for (unsigned n = 0; n < sizeof(stores) / sizeof(stores[0]); n++) {
        for (unsigned seed = 0; seed < 4; seed++)
            check_store(n, seed);
    }
}

/* What is expected there is there. */
static void
test_equal(void **state)
{
    struct ir_scan s;
    static const uint8_t cmpxchg[] = { 0xf0, 0x0f, 0xb1, 0x0f };
    struct mcontext mc = registers(0);
    (void)state;
    memcpy(code, cmpxchg, sizeof(cmpxchg));
    memcpy(copy, first, SIZE);
    uint32_t word = 0;
    memcpy(&word, copy + PAGE + 512, sizeof(word));
    mc.reg[REG_AX] = word;
    ir_scan(code, 15, IR_ISA_AMD64, &s);
    const struct arch_source at = { code, code };
    struct arch_window w = { (uintptr_t)memory, SIZE, copy, 0 };
    assert_int_equal(arch_redirect(&mc, &s, &at, &w, room), ARCH_REDIRECTED);
    assert_int_equal(w.compared, 4);
    word = (uint32_t)mc.reg[REG_CX];
    assert_memory_equal(copy + PAGE + 512, &word, sizeof(word));
}

/* A repeated store ends with the window, and is not over. */
static void
test_end(void **state)
{
    struct ir_scan s;
    struct mcontext mc = registers(0);
    (void)state;
    memcpy(code, "\xf3\xaa", 2);
    ir_scan(code, 15, IR_ISA_AMD64, &s);
    mc.reg[REG_DI] = (uintptr_t)memory + SIZE - 10;
    mc.reg[REG_CX] = 100;
    const struct arch_source at = { code, code };
    struct arch_window w = { (uintptr_t)memory, SIZE, copy, 0 };
    assert_int_equal(arch_redirect(&mc, &s, &at, &w, room), ARCH_REDIRECTED);
    assert_int_equal(mc.pc, (uintptr_t)code);
    assert_int_equal(mc.reg[REG_CX], 90);
    assert_int_equal(mc.reg[REG_DI], (uintptr_t)memory + SIZE);
}

static void
test_refused(void **state)
{
    static const char *const others[] = { "\x8f\x07" /* pop */,       "\xff\x17" /* call */,
                                          "\x0f\xae\x27" /* xsave */, "\x67\x89\x07",
                                          "\x89\xc7" /* no memory */, "\xc3" };
    (void)state;
    for (unsigned n = 0; n < sizeof(others) / sizeof(others[0]); n++) {
        struct ir_scan s;
        struct mcontext mc = registers(0), before = mc;
        memset(code, 0x90, 16);
        memcpy(code, others[n], strlen(others[n]));
        ir_scan(code, 15, IR_ISA_AMD64, &s);
        const struct arch_source at = { code, code };
        struct arch_window w = { (uintptr_t)memory, SIZE, copy, 0 };
        assert_int_equal(arch_redirect(&mc, &s, &at, &w, room), ARCH_NOT_REDIRECTED);
        assert_memory_equal(&mc, &before, sizeof(mc));
    }
}

/* mov rax, [rip + x]; lea rdx, [rip + y]; add rax, rcx; and more, up to a return. */
static void
test_relocate(void **state)
{
    static const uint8_t text[] = { 0x48, 0x8b, 0x05, 0,    0x20, 0,    0,
                                    0x48, 0x8d, 0x15, 0x10, 0,    0,    0,
                                    0x48, 0x01, 0xc8, 0x48, 0xff, 0xc0, 0xc3 };
    struct mcontext there = registers(1), here = there;
    (void)state;
    memcpy(code, text, sizeof(text));
    run_code(&there, code);
    assert_true(arch_relocate(room, code, 32, (uintptr_t)code, 5));
    memset(code, 0xcc, 14); /* it is not what runs */
    run_code(&here, room);
    assert_memory_equal(here.reg, there.reg, sizeof(here.reg));
    /* A jump, and a call, which cannot be elsewhere. */
    memcpy(code, "\xe9\x0b\x00\x00\x00", 5);
    memcpy(code + 16, "\xb8\x07\x00\x00\x00\xc3", 6);
    assert_true(arch_relocate(room, code, 32, (uintptr_t)code, 5));
    run_code(&here, room);
    assert_int_equal(here.reg[REG_AX], 7);
    memcpy(code, "\xe8\x0b\x00\x00\x00", 5);
    assert_false(arch_relocate(room, code, 32, (uintptr_t)code, 5));
}

static int
setup(void **state)
{
    (void)state;
    code = mmap(NULL, 2 * PAGE + SIZE, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    room = code + PAGE;
    memory = code + 2 * PAGE;
    for (unsigned i = 0; i < SIZE; i++)
        first[i] = (uint8_t)(i * 7 + i / 256);
    return code == MAP_FAILED;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stores),  cmocka_unit_test(test_equal),    cmocka_unit_test(test_end),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_relocate),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
