/* tests/unit/test_map.c - the map of the application's memory against a model: one entry for each page.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/unit/world.h"
#include "core/app/map.h"

enum { PAGES = 400, SIZE = 4096 };
static struct {
    bool mapped, shared;
    int prot;
} model[PAGES];

static void
check_all(void)
{
    app_map_check();
    struct app_region r;
    for (int i = 0; i < PAGES; i++) {
        uintptr_t at = (uintptr_t)i * SIZE + 5;
        assert_int_equal(app_map_find(at, &r), model[i].mapped);
        if (model[i].mapped) {
            assert_true(r.start <= at && at < r.end);
            assert_int_equal(r.prot, model[i].prot);
            assert_int_equal(r.shared, model[i].shared);
            /* Regions are as large as they can be and no larger. */
            for (uintptr_t p = r.start; p < r.end; p += SIZE)
                assert_true(model[p / SIZE].mapped && model[p / SIZE].prot == r.prot && model[p / SIZE].shared == r.shared);
            uintptr_t next = r.end / SIZE;
            assert_false(next < PAGES && model[next].mapped && model[next].prot == r.prot && model[next].shared == r.shared);
        }
        int n = i;
        while (n < PAGES && !model[n].mapped)
            n++;
        assert_int_equal(app_map_find_next((uintptr_t)i * SIZE, &r), n < PAGES);
        if (n < PAGES && n > i)
            assert_int_equal(r.start, (uintptr_t)n * SIZE);
    }
}

static void
random_changes(void **unused)
{
    (void)unused;
    for (int step = 0; step < 4000; step++) {
        int a = (int)world_random(PAGES), n = 1 + (int)world_random(step % 10 == 0 ? PAGES : 12);
        int b = a + n < PAGES ? a + n : PAGES, prot = (int)world_random(4);
        bool shared = world_random(4) == 0;
        uintptr_t start = (uintptr_t)a * SIZE, end = (uintptr_t)b * SIZE;
        uint32_t what = world_random(4);
        if (what <= 1)
            app_map_add(start, end, prot, shared);
        else if (what == 2)
            app_map_remove(start, end);
        else
            app_map_protect(start, end, prot);
        for (int i = a; i < b; i++) {
            if (what <= 1) {
                model[i].mapped = true;
                model[i].shared = shared;
                model[i].prot = prot;
            } else if (what == 2)
                model[i].mapped = false;
            else
                model[i].prot = prot;
        }
        if (step % 5 == 0)
            check_all();
    }
    app_map_remove(0, (uintptr_t)PAGES * SIZE);
    memset(model, 0, sizeof(model));
    check_all();
}

static void
empty_ranges(void **unused)
{
    (void)unused;
    app_map_add(0x5000, 0x5000, 3, false);
    app_map_remove(0x5000, 0x5000);
    app_map_protect(0x5000, 0x9000, 1);
    check_all();
}

static void
from_the_kernel(void **unused)
{
    (void)unused;
    app_map_init();
    struct app_region r;
    assert_true(app_map_find(0x2fff, &r));
    assert_int_equal(r.start, 0x1000);
    assert_int_equal(r.prot, 5);
    assert_false(app_map_find(0x3000, &r));
    assert_true(app_map_find(0x8000, &r));
    assert_true(r.shared);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(random_changes), cmocka_unit_test(empty_ranges),
                                        cmocka_unit_test(from_the_kernel) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
