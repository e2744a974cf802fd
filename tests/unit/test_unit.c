/* tests/unit/test_unit.c - the memory of the code cache: room, finding, reuse, bounds, the end of units.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/unit/world.h"

#define NEAR ((app_addr)0x500000000000)
#define FAR ((app_addr)0x600000000000)

static void
count_units(struct unit *u, void *arg)
{
    (void)u;
    ++*(int *)arg;
}

static int
units(void)
{
    int n = 0;
    unit_iterate(count_units, &n);
    return n;
}

static struct unit *last;
static void
remember(struct unit *u, void *arg)
{
    (void)arg;
    last = u;
}

static void
end_all(void)
{
    while (units() != 0) {
        unit_iterate(remember, NULL);
        for (size_t i = 0; i < last->fragment_count; i++) {
            if (!(last->fragments[i]->flags & FRAGMENT_EMPTY))
                link_free_exits(last->fragments[i]);
        }
        unit_retire(last);
        unit_forget(last);
        unit_free(last);
    }
    world_pass();
}

static void
finding(void **unused)
{
    (void)unused;
    enum { COUNT = 5000 };
    static struct fragment *all[COUNT];
    thread_count = 2;
    options.cache_max = 0;
    for (int i = 0; i < COUNT; i++) {
        app_addr target = NEAR;
        all[i] = world_fragment((world_random(5) == 0 ? FAR : NEAR) + i * 32, world_random(3), (app_addr[]){ target, target });
        assert_non_null(all[i]);
    }
    assert_int_equal(units(), 2); /* one for each distance */
    for (int i = 0; i < COUNT; i++) {
        struct fragment *f = all[i];
        struct unit *u = unit_find((uintptr_t)f->code);
        assert_ptr_equal(u, f->unit);
        for (uint32_t at = 0; at < f->code_size; at++)
            assert_ptr_equal(unit_find_fragment(u, (uintptr_t)f->code + at), f);
        assert_true((uintptr_t)f->code - (uintptr_t)u->base < (uintptr_t)(u->end - u->base));
        int64_t distance = (int64_t)((uintptr_t)f->code - (uintptr_t)f->tag);
        assert_true(distance == (int32_t)distance); /* 32 bits reach the code itself */
    }
    assert_null(unit_find((uintptr_t)NEAR));
    assert_null(unit_find_fragment(all[0]->unit, (uintptr_t)all[0]->unit->base));
    assert_null(unit_find_fragment(all[0]->unit, (uintptr_t)all[0]->unit->hot));
    end_all();
}

static void
bound(void **unused)
{
    (void)unused;
    thread_count = 2;
    options.cache_max = 256 * 1024;
    int made = 0;
    struct unit *full = NULL;
    for (;; made++) {
        struct fragment *f = world_fragment(NEAR + made * 16, 2, (app_addr[]){ NEAR, NEAR });
        if (f == NULL)
            break;
        full = f->unit;
        assert_true(full->hot <= full->cold);
        assert_true(made < 100000);
    }
    assert_true(made > 100);
    assert_true(unit_is_full(full));
    assert_true(unit_bytes_used() <= 256 * 1024);
    /* Retiring makes room at once; the old unit is still found until it is forgotten. */
    unit_retire(full);
    assert_false(unit_is_full(full));
    struct fragment *f = world_fragment(NEAR, 0, NULL);
    assert_non_null(f);
    assert_true(f->unit != full);
    assert_ptr_equal(unit_find((uintptr_t)full->base + 200), full);
    unit_forget(full);
    assert_null(unit_find((uintptr_t)full->base + 200));
    for (size_t i = 0; i < full->fragment_count; i++)
        link_free_exits(full->fragments[i]);
    unit_free(full);
    end_all();
    options.cache_max = 0;
}

static void
reuse(void **unused)
{
    (void)unused;
    thread_count = 1;
    struct fragment *a = world_fragment(NEAR, 0, NULL), *b = world_fragment(NEAR + 16, 0, NULL), *c = world_fragment(NEAR + 32, 0, NULL);
    struct unit *u = a->unit;
    uint8_t *start = a->code, *at_b = b->code;
    assert_false(unit_reuse(b)); /* not the last */
    fragment_empty(b);
    assert_true(u->dead > 0);
    assert_true(unit_reuse(c)); /* the last, and b before it */
    assert_int_equal(u->dead, 0);
    assert_ptr_equal(u->hot, at_b);
    thread_count = 2;
    assert_false(unit_reuse(a)); /* somebody may be inside */
    thread_count = 1;
    u->dead = 0;
    assert_true(unit_reuse(a));
    assert_ptr_equal(u->hot, start);
    end_all();
}

static void
no_memory(void **unused)
{
    (void)unused;
    world_no_memory = true;
    assert_null(unit_for(NEAR));
    assert_non_null(unit_for(NEAR));
    end_all();
}

static void
stubs(void **unused)
{
    (void)unused;
    struct unit *u = unit_for(NEAR);
    uint8_t *given[100];
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 100; i++) {
            given[i] = unit_new_stub(u);
            for (int k = 0; k < i; k++)
                assert_true(given[i] >= given[k] + ARCH_STUB_SIZE || given[k] >= given[i] + ARCH_STUB_SIZE);
        }
        for (int i = 0; i < 100; i++)
            unit_free_stub(u, given[(i * 37 + round) % 100]);
    }
    assert_int_equal(u->end - u->cold, 100 * ARCH_STUB_SIZE);
    end_all();
}

static int
nothing_left(void **unused)
{
    (void)unused;
    assert_int_equal(world_blocks(), 0);
    assert_int_equal(world_ranges(), 1); /* the table of exits */
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(finding), cmocka_unit_test(bound), cmocka_unit_test(reuse),
                                        cmocka_unit_test(no_memory), cmocka_unit_test(stubs) };
    return cmocka_run_group_tests(tests, NULL, nothing_left);
}
