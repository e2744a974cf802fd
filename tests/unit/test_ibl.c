/* tests/unit/test_ibl.c - the tables of indirect branches against a model.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/unit/world.h"

enum { TAGS = 40000, CODE = 1 << 20 };
static uint8_t *model[TAGS];
static uint8_t code[CODE];

/* Many tags share their low 16 bits. */
static app_addr
tag_of(uint32_t n)
{
    return (app_addr)(0x10000 + (uintptr_t)(n % 300) * 2 + ((uintptr_t)n / 300 << 20));
}

static void
check_all(void)
{
    ibl_check();
    for (uint32_t n = 0; n < TAGS; n++)
        assert_ptr_equal(ibl_find(tag_of(n)), model[n]);
}

/* No landing leads into [at, at + size). */
static void
check_forgotten(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i < 65536; i++)
        assert_true(ibl.landings[i] - (uintptr_t)at >= size);
}

static void
random_changes(void **unused)
{
    (void)unused;
    assert_true(ibl_init());
    assert_null(ibl_find(NULL));
    for (int round = 0; round < 30; round++) {
        uint32_t adds = round % 10 < 6 ? 9 : 1;
        for (int i = 0; i < 5000; i++) {
            uint32_t n = world_random(TAGS);
            if (world_random(10) < adds) {
                model[n] = code + LANDING_CHECK_SIZE + world_random(CODE - 2 * LANDING_CHECK_SIZE);
                ibl_add(tag_of(n), model[n]);
                /* The landing of these bits is now this one: the check before `ok`. */
                uintptr_t landing = ibl.landings[(uintptr_t)tag_of(n) >> ibl.shift & 65535];
                assert_int_equal(landing, (uintptr_t)model[n] - LANDING_CHECK_SIZE);
            } else if (model[n] != NULL) {
                /* A range that does not hold it: nothing happens. */
                ibl_remove(tag_of(n), code + CODE, 100);
                assert_ptr_equal(ibl_find(tag_of(n)), model[n]);
                uint8_t *start = model[n] - LANDING_CHECK_SIZE;
                ibl_remove(tag_of(n), start, LANDING_CHECK_SIZE + 20);
                assert_null(ibl_find(tag_of(n)));
                assert_true(ibl.landings[(uintptr_t)tag_of(n) >> ibl.shift & 65535] - (uintptr_t)start >= LANDING_CHECK_SIZE + 20);
                model[n] = NULL;
            }
        }
        check_all();
        if (round % 4 == 3) {
            uint8_t *at = code + world_random(CODE - 50000);
            ibl_forget_landings(at, 50000);
            check_forgotten(at, 50000);
            check_all();
            world_pass();
        }
    }
    ibl_clear();
    memset(model, 0, sizeof(model));
    check_all();
    check_forgotten(code, CODE);
    world_pass();
    assert_int_equal(world_ranges(), 2);
}

/* Code that is made anew all the time: its entry is used again and the table stays as it is. */
static void
comes_back(void **unused)
{
    (void)unused;
    app_addr tag = tag_of(1);
    for (int i = 0; i < 1000; i++) {
        ibl_add(tag, code + LANDING_CHECK_SIZE + i);
        assert_ptr_equal(ibl_find(tag), code + LANDING_CHECK_SIZE + i);
        ibl_remove(tag, code, CODE);
        assert_null(ibl_find(tag));
        assert_int_equal(ibl.used, 1);
        assert_int_equal(ibl.live, 0);
    }
    ibl_clear();
    ibl_check();
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(random_changes),
                                        cmocka_unit_test(comes_back) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
