/* tests/winunit/test_numbers.c - numbers of overwritten system calls, from what stands beside them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * An ntdll is made here in memory: stubs of one version's form, sixteen or thirty-two bytes apart, with
 * exports in the order of their names, which is not that of their addresses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/numbers.h"

enum { SIZE = 0x8000, HEAD = 0x80, OPTIONAL = HEAD + 24, EXPORTS = 0x2000, STUBS = 0x1000, CALLS = 40 };

static const struct version {
    const char *name;
    uint32_t first; /* number of the first stub */
    uint32_t apart;
    uint8_t tail[24]; /* behind mov eax, number */
    enum stub_way way;
} versions[] = {
    { "7", 0, 16, { 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, STUB_SYSCALL },
    { "8.1", 1, 16, { 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, STUB_SYSCALL },
    { "10.1507", 0, 16, { 0x0f, 0x05, 0xc3, 0x0f, 0x1f, 0x44, 0, 0 }, STUB_SYSCALL },
    { "10.1607, 10.22H2, 11", 0, 32,
      { 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 1, 0x75, 3, 0x0f, 0x05, 0xc3, 0xcd, 0x2e, 0xc3 }, STUB_SYSCALL },
    { "Wine 8", 0, 32,
      { 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 1, 0x75, 3, 0x0f, 0x05, 0xc3, 0xeb, 1, 0xc3, 0xff, 0x14, 0x25, 0, 0x10,
        0xfe, 0x7f, 0xc3 }, STUB_SYSCALL },
};

static uint8_t image[SIZE];
static struct numbers found;

static void
put(size_t at, uint64_t value, size_t size)
{
    memcpy(image + at, &value, size);
}

static uint32_t
address(const struct version *v, unsigned i)
{
    return STUBS + i * v->apart;
}

/* Export names sort as numbers with leading zeros do; call i has the name of 7 * i modulo CALLS, so that
 * the order of names is another one. */
static void
name_of(unsigned i, char *out, const char *prefix)
{
    sprintf(out, "%sCall%02u", prefix, i * 7 % CALLS);
}

static uint32_t *
word(size_t at)
{
    return (uint32_t *)(void *)(image + at);
}

/* One export: names are put in the order in which they sort. */
static size_t
add_export(unsigned i, const char *name, uint32_t rva, size_t text)
{
    word(EXPORTS + 0x100)[i] = rva;
    word(EXPORTS + 0x400)[i] = (uint32_t)text;
    ((uint16_t *)(void *)(image + EXPORTS + 0x700))[i] = (uint16_t)i;
    strcpy((char *)image + text, name);
    return text + strlen(name) + 1;
}

static void
make_headers(unsigned exports)
{
    put(0, 0x5a4d, 2);
    put(0x3c, HEAD, 4);
    memcpy(image + HEAD, "PE\0\0", 4);
    put(HEAD + 4, 0x8664, 2);
    put(HEAD + 20, 240, 2);
    put(HEAD + 22, 0x2022, 2);
    put(OPTIONAL, 0x20b, 2);
    put(OPTIONAL + 24, 0x180000000ull, 8);
    put(OPTIONAL + 56, SIZE, 4);
    put(OPTIONAL + 60, 0x400, 4);
    put(OPTIONAL + 108, 16, 4);
    put(OPTIONAL + 112, EXPORTS, 4);
    put(OPTIONAL + 116, 0x4000, 4);
    put(EXPORTS + 20, exports, 4);
    put(EXPORTS + 24, exports, 4);
    put(EXPORTS + 28, EXPORTS + 0x100, 4);
    put(EXPORTS + 32, EXPORTS + 0x400, 4);
    put(EXPORTS + 36, EXPORTS + 0x700, 4);
}

static void
make(const struct version *v)
{
    char name[32];
    unsigned n = 0;
    size_t text = EXPORTS + 0xa00;
    static const uint8_t head[] = { 0x4c, 0x8b, 0xd1, 0xb8 };
    memset(image, 0, sizeof(image));
    for (unsigned i = 0; i < CALLS; i++) {
        memcpy(image + address(v, i), head, sizeof(head));
        put(address(v, i) + 4, v->first + i, 4);
        memcpy(image + address(v, i) + 8, v->tail, v->apart - 8);
    }
    for (int zw = 0; zw < 2; zw++) { /* each under two names */
        for (unsigned k = 0; k < CALLS; k++) {
            unsigned i = 0;
            while (i * 7 % CALLS != k)
                i++;
            name_of(i, name, zw ? "Zw" : "Nt");
            text = add_export(n++, name, address(v, i), text);
        }
        if (!zw) /* no call, whatever it looks like */
            text = add_export(n++, "NtdllDefWindowProc_A", address(v, CALLS) + 3, text);
    }
    make_headers(n);
}

/* As products and sandboxes do it. */
static void
hook(const struct version *v, unsigned i, unsigned form)
{
    static const uint8_t forms[][12] = {
        { 0xe9, 0x11, 0x22, 0x33, 0x44 },                                  /* jmp */
        { 0x4c, 0x8b, 0xd1, 0xe9, 0x11, 0x22, 0x33, 0x44 },                /* behind the first instruction */
        { 0x48, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 0xff, 0xe0 },                /* mov rax, address; jmp rax */
        { 0xff, 0x25, 0, 0, 0, 0 },                                        /* jmp through what follows */
    };
    memcpy(image + address(v, i), forms[form % 4], form % 4 == 2 ? 12 : form % 4 == 1 ? 8 : form % 4 == 0 ? 5 : 6);
}

static struct pe
read_all(void)
{
    struct pe pe;
    assert_int_equal(pe_read(image, SIZE, true, &pe), PE_GOOD);
    assert_true(numbers_read(&pe, &found));
    return pe;
}

static void
expect(const struct version *v, unsigned i)
{
    uint32_t number = 0xdead;
    if (!numbers_between(&found, address(v, i), &number) || number != v->first + i)
        fail_msg("%s: call %u has number %x", v->name, i, number);
}

static void
one_and_several(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof(versions) / sizeof(versions[0]); k++) {
        const struct version *v = &versions[k];
        make(v);
        static const unsigned hooked[] = { 1, 2, 3, 4, 10, 20, 21, CALLS - 2 };
        for (size_t i = 0; i < sizeof(hooked) / sizeof(hooked[0]); i++)
            hook(v, hooked[i], (unsigned)i);
        read_all();
        assert_int_equal(found.count, CALLS);
        assert_true(found.has_any);
        assert_int_equal(found.any.way, v->way);
        for (unsigned i = 0; i < CALLS; i++)
            expect(v, i);
    }
}

/* With nothing readable on one side the answer would be a guess. */
static void
at_an_end(void **state)
{
    uint32_t number;
    (void)state;
    const struct version *v = &versions[3];
    make(v);
    hook(v, 0, 0);
    hook(v, CALLS - 1, 0);
    read_all();
    assert_false(numbers_between(&found, address(v, 0), &number));
    assert_false(numbers_between(&found, address(v, CALLS - 1), &number));
    expect(v, 1);
    assert_false(numbers_between(&found, address(v, 1) + 1, &number)); /* no stub at all */
}

/* Numbers that jump, or a stub that is not exported, between the neighbours. */
static void
gaps(void **state)
{
    uint32_t number;
    (void)state;
    const struct version *v = &versions[3];
    make(v);
    for (unsigned i = 12; i < CALLS; i++)
        put(address(v, i) + 4, v->first + i + 5, 4);
    hook(v, 12, 1);
    hook(v, 30, 1);
    read_all();
    assert_false(numbers_between(&found, address(v, 12), &number));
    assert_true(numbers_between(&found, address(v, 30), &number));
    assert_int_equal(number, 35);
}

static void
all_hooked(void **state)
{
    uint32_t number;
    (void)state;
    const struct version *v = &versions[0];
    make(v);
    for (unsigned i = 0; i < CALLS; i++)
        hook(v, i, i);
    read_all();
    assert_false(found.has_any);
    assert_false(numbers_between(&found, address(v, 5), &number));
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(one_and_several), cmocka_unit_test(at_an_end),
                                        cmocka_unit_test(gaps), cmocka_unit_test(all_hooked) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
