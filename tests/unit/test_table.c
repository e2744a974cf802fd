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
    /* A landing and two instructions at the tag, a near and a far jump in the application. */
    app_addr tag = (app_addr)0x1000, near = (app_addr)0x777000, far = (app_addr)0x7f0000001000;
    const struct place places[] = {
        { .pc = tag, .offset = 0, .kind = XL_LANDING },
        { .pc = tag, .offset = 10, .kind = XL_BRANCH, .app_len = 3 },
        { .pc = tag + 3, .offset = 14, .kind = XL_COPY, .app_len = 5 },
        { .pc = near, .offset = 19, .kind = XL_SCRATCH, .aux = 6, .app_len = 7 },
        { .pc = far, .offset = 400, .kind = XL_COPY, .app_len = 15 },
        { .pc = tag + 8, .offset = 415, .kind = XL_COPY, .app_len = 2 }, /* not of its length */
    };
    enum { PLACES = sizeof(places) / sizeof(places[0]), SIZE = 420 };
    uint8_t packed[PLACES * PLACE_MOST_BYTES], code[SIZE];
    size_t packed_size = places_pack(places, PLACES, tag, SIZE, packed);
    assert_true(packed_size < sizeof(places));
    struct fragment f = { .tag = tag, .code = code, .code_size = SIZE };
    fragment_set_parts(&f, NULL, 0, NULL, 0, packed, packed_size);
    struct xl_place p;
    for (unsigned at = 0, k = 0; at < SIZE; at++) {
        k += k + 1 < PLACES && at == places[k + 1].offset;
        assert_true(fragment_translate(&f, (uintptr_t)code + at, &p));
        assert_ptr_equal(p.pc, places[k].pc);
        assert_int_equal(p.into, at - places[k].offset);
        assert_int_equal(p.kind, places[k].kind);
        assert_int_equal(p.aux, places[k].aux);
        assert_int_equal(p.app_len, places[k].app_len);
    }
    fragment_empty(&f);
}

/* A fragment for clients: blocks begin where others end, and have no bytes of their own. */
static void
blocks(void **unused)
{
    (void)unused;
    app_addr tag = (app_addr)0x1000, second = (app_addr)0x2000;
    const struct place places[] = {
        { .pc = tag, .offset = 0, .kind = XL_LANDING },
        { .pc = tag, .offset = 20, .kind = XL_BLOCK },
        { .pc = tag, .offset = 20, .kind = XL_META },
        { .pc = tag, .offset = 30, .kind = XL_COPY, .app_len = 5 },
        { .pc = second, .offset = 35, .kind = XL_BLOCK },
        { .pc = second, .offset = 35, .kind = XL_COPY, .app_len = 3 },
    };
    enum { PLACES = sizeof(places) / sizeof(places[0]), SIZE = 38 };
    uint8_t packed[PLACES * PLACE_MOST_BYTES], code[SIZE];
    struct fragment f = { .tag = tag, .code = code, .start = 20, .code_size = SIZE };
    fragment_set_parts(&f, NULL, 0, NULL, 0, packed, places_pack(places, PLACES, tag, SIZE, packed));
    struct xl_place p;
    for (unsigned at = 0; at < SIZE; at++) {
        assert_true(fragment_translate(&f, (uintptr_t)code + at, &p));
        assert_ptr_equal(p.block, at < 35 ? tag : second);
        assert_int_equal(p.block_offset, at < 35 ? 20 : 35);
        assert_int_equal(p.kind, at < 20 ? XL_LANDING : at < 30 ? XL_META : XL_COPY);
        assert_int_equal(p.into, at < 20 ? at : at < 30 ? at - 20 : at < 35 ? at - 30 : at - 35);
    }
    assert_true(fragment_has_block(&f, tag));
    assert_true(fragment_has_block(&f, second));
    assert_false(fragment_has_block(&f, tag + 5));
    fragment_empty(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(random_changes), cmocka_unit_test(translation),
                                        cmocka_unit_test(blocks) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
