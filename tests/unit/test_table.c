/* tests/unit/test_table.c - the table of fragments against a model: an array indexed by tag.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/unit/world.h"

enum { TAGS = 6000 };
static struct fragment *model[TAGS];

static app_addr
tag_of(uint32_t n)
{
    /* Neighbours, and tags that differ in high bits only: both must spread. */
    return (app_addr)(n & 1 ? 0x400000 + (uintptr_t)n : (uintptr_t)n << 32);
}

static void
check_all(void)
{
    size_t live = 0;
    for (uint32_t n = 1; n < TAGS; n++) {
        assert_ptr_equal(fragment_find(tag_of(n)), model[n]);
        live += model[n] != NULL;
    }
    assert_int_equal(fragment_table_count(), live);
}

static void
random_changes(void **unused)
{
    (void)unused;
    fragment_table_init();
    for (int round = 0; round < 40; round++) {
        /* Rounds that mostly add, then rounds that mostly take out: growth and thinning. */
        uint32_t adds = round % 10 < 5 ? 8 : 2;
        for (int i = 0; i < 3000; i++) {
            uint32_t n = 1 + world_random(TAGS - 1);
            if (model[n] == NULL && world_random(10) < adds) {
                model[n] = calloc(1, sizeof(struct fragment));
                model[n]->tag = tag_of(n);
                fragment_add(model[n]);
            } else if (model[n] != NULL && world_random(10) >= adds) {
                fragment_take_out(model[n]);
                free(model[n]);
                model[n] = NULL;
            }
        }
        check_all();
        if (round % 7 == 6)
            world_pass();
    }
    /* Taking out what is not there changes nothing. */
    struct fragment stranger = { .tag = tag_of(5) };
    size_t before = fragment_table_count();
    fragment_take_out(&stranger);
    assert_int_equal(fragment_table_count(), before);
    fragment_table_clear();
    for (uint32_t n = 1; n < TAGS; n++) {
        free(model[n]);
        model[n] = NULL;
    }
    check_all();
    world_pass();
    assert_int_equal(world_blocks(), 1); /* the table itself */
}

static void
translation(void **unused)
{
    (void)unused;
    /* Two instructions at the tag, then a jump in the application, then one more. */
    union {
        struct xl entries[16];
        uint8_t bytes[64];
    } xl;
    memset(&xl, 0, sizeof(xl));
    xl.entries[0] = (struct xl){ .offset = 10, .kind = XL_BRANCH, .app_len = 3 };
    xl.entries[1] = (struct xl){ .offset = 14, .kind = XL_BRANCH, .app_len = 5 };
    xl.entries[2] = (struct xl){ .kind = XL_JUMP };
    app_addr elsewhere = (app_addr)0x777000;
    memcpy(&xl.entries[3], &elsewhere, sizeof(elsewhere));
    unsigned next = 3 + sizeof(elsewhere) / sizeof(struct xl);
    xl.entries[next] = (struct xl){ .offset = 20, .kind = XL_SCRATCH, .aux = 6, .app_len = 7 };
    uint8_t code[32];
    struct fragment f = { .tag = (app_addr)0x1000, .code = code, .code_size = 32, .xl = xl.entries, .xl_count = (uint16_t)(next + 1) };
    struct xl_place p;
    assert_false(fragment_translate(&f, (uintptr_t)code + 5, &p)); /* the landing's check */
    for (unsigned at = 10; at < 32; at++) {
        assert_true(fragment_translate(&f, (uintptr_t)code + at, &p));
        uintptr_t want = at < 14 ? 0x1000 : at < 20 ? 0x1003 : 0x777000;
        assert_int_equal((uintptr_t)p.pc, want);
        assert_int_equal(p.into, at - (at < 14 ? 10 : at < 20 ? 14 : 20));
        assert_int_equal(p.kind, at < 20 ? XL_BRANCH : XL_SCRATCH);
    }
    assert_int_equal(p.aux, 6);
    assert_int_equal(p.app_len, 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(random_changes), cmocka_unit_test(translation) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
