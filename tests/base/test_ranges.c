/* tests/base/test_ranges.c - the range map against an array with one entry per address. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/base/base_test.h"

#include "os/base/hash.h"
#include "os/base/list.h"
#include "os/base/ranges.h"

enum { SPACE = 200 };

struct cell {
    bool is_mapped;
    uint32_t attr, id;
    uint64_t offset;
};

static bool no_memory;

static void *
take(void *context, size_t size)
{
    (void)context;
    return no_memory ? NULL : malloc(size);
}

static void
give_back(void *context, void *p, size_t size)
{
    (void)context;
    (void)size;
    free(p);
}

static const struct ranges_memory memory = { take, give_back, NULL };

static void
compare(const struct ranges *map, const struct cell *model)
{
    assert_true(ranges_check(map));
    for (uintptr_t a = 0; a < SPACE; a++) {
        const struct range *r = ranges_find(map, a);
        assert_int_equal(r != NULL, model[a].is_mapped);
        if (r != NULL) {
            assert_int_equal(r->attr, model[a].attr);
            assert_int_equal(r->id, model[a].id);
            if (r->id != 0)
                assert_int_equal(r->offset + (a - r->start), model[a].offset);
        }
    }
}

static void
one_change(struct ranges *map, struct cell *model, uint64_t *seed)
{
    uintptr_t start = test_random(seed) % SPACE, end = start + test_random(seed) % (SPACE + 1 - start);
    struct range r = { start, end, (uint32_t)(test_random(seed) % 3), (uint32_t)(test_random(seed) % 3), test_random(seed) % 2 * 1000 + start };
    uint64_t kind = test_random(seed) % 4;

    if (kind == 0) {
        assert_true(ranges_remove(map, start, end));
    } else if (kind == 1) {
        assert_true(ranges_change_attr(map, start, end, 1, 4));
    } else {
        assert_true(ranges_set(map, &r));
    }
    for (uintptr_t a = start; a < end; a++) {
        if (kind == 0)
            model[a].is_mapped = false;
        else if (kind == 1)
            model[a].attr = (model[a].attr & 1) | 4;
        else
            model[a] = (struct cell){ true, r.attr, r.id, r.offset + (a - start) };
    }
}

static bool
model_covers(const struct cell *model, uintptr_t start, uintptr_t end, bool all)
{
    bool any = false;
    for (uintptr_t a = start; a < end; a++) {
        any |= model[a].is_mapped;
        if (all && !model[a].is_mapped)
            return false;
    }
    return all || any;
}

static uintptr_t
model_gap(const struct cell *model, uintptr_t from, uintptr_t to, size_t size, size_t align)
{
    for (uintptr_t p = align_up(from, align); p + size <= to; p += align)
        if (!model_covers(model, p, p + size, false))
            return p;
    return 0;
}

static void
random_changes(void **state)
{
    uint64_t seed = 2718281828459045u;

    (void)state;
    for (int round = 0; round < 60; round++) {
        struct ranges map;
        struct cell model[SPACE] = { { false, 0, 0, 0 } };
        ranges_init(&map, &memory);
        for (int i = 0; i < 60; i++) {
            uintptr_t a = test_random(&seed) % SPACE, b = a + test_random(&seed) % (SPACE - a) + 1;
            size_t size = 1 + test_random(&seed) % 9, align = (size_t)1 << test_random(&seed) % 4;
            one_change(&map, model, &seed);
            compare(&map, model);
            assert_int_equal(ranges_overlap(&map, a, b), model_covers(model, a, b, false));
            assert_int_equal(ranges_cover(&map, a, b), model_covers(model, a, b, true));
            assert_int_equal(ranges_find_gap(&map, a + 1, SPACE, size, align), model_gap(model, a + 1, SPACE, size, align));
        }
        ranges_exit(&map);
    }
}

static void
without_memory(void **state)
{
    struct ranges map;
    struct range r = { 10, 20, 0, 0, 0 };

    (void)state;
    ranges_init(&map, &memory);
    no_memory = true;
    assert_false(ranges_set(&map, &r));
    assert_int_equal(map.count, 0);
    no_memory = false;
    for (uintptr_t i = 0; i < 1000; i++) {
        r = (struct range){ i * 10, i * 10 + 5, 0, 0, 0 };
        assert_true(ranges_set(&map, &r));
    }
    assert_true(ranges_check(&map));
    assert_int_equal(map.count, 1000);
    ranges_exit(&map);
}

static void
edges(void **state)
{
    struct ranges map;
    struct range top = { UINTPTR_MAX - 4095, UINTPTR_MAX, 1, 0, 0 };

    (void)state;
    ranges_init(&map, &memory);
    assert_null(ranges_find(&map, 0));
    assert_true(ranges_remove(&map, 0, UINTPTR_MAX));
    assert_true(ranges_set(&map, &top));
    assert_int_equal(ranges_find_gap(&map, UINTPTR_MAX - 4096, UINTPTR_MAX, 4096, 4096), 0);
    ranges_exit(&map);
}

struct item {
    int value;
    struct list link;
};

static void
lists(void **state)
{
    struct list head;
    struct item items[5];
    int sum = 0;

    (void)state;
    list_init(&head);
    assert_null(list_first(&head));
    for (int i = 0; i < 5; i++) {
        items[i].value = 1 << i;
        list_add_before(&head, &items[i].link);
    }
    LIST_FOR_EACH_SAFE(p, &head)
    {
        struct item *item = LIST_ENTRY(p, struct item, link);
        sum += item->value;
        if (item->value == 4)
            list_remove(p);
    }
    assert_int_equal(sum, 31);
    assert_false(list_is_in(&items[2].link));
    assert_ptr_equal(list_next(&head, &items[1].link), &items[3].link);
    assert_ptr_equal(list_last(&head), &items[4].link);
    assert_true(hash_string("abc") == hash_bytes("abc", 3, 0));
    assert_true(hash_index(0x7f0000001000, 10) < 1024);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_changes),
        cmocka_unit_test(without_memory),
        cmocka_unit_test(edges),
        cmocka_unit_test(lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
