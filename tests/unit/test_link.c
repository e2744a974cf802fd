/* tests/unit/test_link.c - links between fragments: random graphs, linked, cut, isolated and freed.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The model is who is alive and which exits are linked; after every step the branches in the
 * (fake) code must lead exactly there.
 */
#include "tests/unit/world.h"

enum { TAGS = 60, MOST_EXITS = 5 };
static struct fragment *alive[TAGS];
static bool linked[TAGS][MOST_EXITS];

static app_addr
tag_of(uint32_t n)
{
    return (app_addr)(0x500000000000 + (uintptr_t)n * 64);
}

static uint32_t
number_of(app_addr tag)
{
    return (uint32_t)(((uintptr_t)tag - 0x500000000000) / 64);
}

static void
check_all(void)
{
    for (uint32_t n = 0; n < TAGS; n++) {
        struct fragment *f = alive[n];
        if (f == NULL)
            continue;
        link_check(f);
        for (unsigned i = 0; i < f->exit_count; i++) {
            const struct exit *x = exit_find(fragment_exits(f)[i]);
            assert_non_null(x);
            assert_int_equal((x->flags & EXIT_LINKED) != 0, linked[n][i]);
            const uint8_t *to = arch_branch_target(exit_site(x));
            if (linked[n][i])
                assert_ptr_equal(to, fragment_start(alive[number_of(exit_target(x))]));
            else
                assert_int_equal(world_stub_exit(to), fragment_exits(f)[i]); /* its own stub */
        }
        unsigned incoming = 0, expected = 0;
        for (uint32_t x = f->first_in; x != 0; x = exit_get(x)->next_in)
            incoming++;
        for (uint32_t m = 0; m < TAGS; m++) {
            for (unsigned i = 0; alive[m] != NULL && i < alive[m]->exit_count; i++)
                expected += linked[m][i] && exit_target(exit_get(fragment_exits(alive[m])[i])) == f->tag;
        }
        assert_int_equal(incoming, expected);
    }
}

static void
make(uint32_t n)
{
    app_addr targets[MOST_EXITS];
    unsigned count = world_random(MOST_EXITS + 1);
    for (unsigned i = 0; i < count; i++) {
        targets[i] = tag_of(world_random(TAGS)); /* itself, too */
        linked[n][i] = false;
    }
    alive[n] = world_fragment(tag_of(n), count, targets);
    assert_non_null(alive[n]);
    fragment_add(alive[n]);
}

static void
forget_links_to(app_addr tag)
{
    for (uint32_t m = 0; m < TAGS; m++) {
        for (unsigned i = 0; alive[m] != NULL && i < alive[m]->exit_count; i++) {
            if (exit_target(exit_get(fragment_exits(alive[m])[i])) == tag)
                linked[m][i] = false;
        }
    }
}

static void
end(uint32_t n)
{
    struct fragment *f = alive[n];
    forget_links_to(f->tag);
    link_isolate(f);
    assert_int_equal(f->first_in, 0);
    fragment_take_out(f);
    alive[n] = NULL;
    uint32_t first = f->exit_count != 0 ? fragment_exits(f)[0] : 0;
    link_free_exits(f);
    assert_null(exit_find(first));
    if (!unit_reuse(f))
        fragment_empty(f);
}

static void
random_graph(uint32_t threads)
{
    thread_count = threads;
    options.cache_max = 0;
    for (int step = 0; step < 6000; step++) {
        uint32_t n = world_random(TAGS);
        struct fragment *f = alive[n];
        if (f == NULL) {
            make(n);
        } else if (world_random(12) == 0) {
            end(n);
        } else if (world_random(12) == 0) {
            forget_links_to(f->tag);
            link_cut_entries(f);
        } else if (f->exit_count != 0) {
            unsigned i = world_random(f->exit_count);
            struct fragment *to = alive[number_of(exit_target(exit_get(fragment_exits(f)[i])))];
            if (linked[n][i])
                unlink_exit(fragment_exits(f)[i]);
            else if (to != NULL)
                link_exit(fragment_exits(f)[i], to);
            linked[n][i] = !linked[n][i] && to != NULL;
        }
        if (step % 10 == 0)
            check_all();
    }
    check_all();
    for (uint32_t n = 0; n < TAGS; n++) {
        if (alive[n] != NULL)
            end(n);
    }
}

static size_t stubless, stubs_out;
static void
look(struct unit *u, void *arg)
{
    (void)arg;
    stubless += u->stubless;
    stubs_out += (size_t)(u->end - u->cold) / ARCH_STUB_SIZE - u->free_stub_count;
}

static void
one_thread(void **unused)
{
    (void)unused;
    random_graph(1);
    stubless = stubs_out = 0;
    unit_iterate(look, NULL);
    assert_int_equal(stubless, 0);
    assert_int_equal(stubs_out, 0); /* every stub has come back */
}

static void
several_threads(void **unused)
{
    (void)unused;
    random_graph(3);
    stubless = stubs_out = 0;
    unit_iterate(look, NULL);
    assert_int_equal(stubless, 0);
    assert_int_equal(stubs_out, 0);
}

/* The number of threads changes while links exist: stubs given back earlier come again. */
static void
threads_come_and_go(void **unused)
{
    (void)unused;
    for (int i = 0; i < 6; i++)
        random_graph(i & 1 ? 2 : 1);
}

static int
init(void **unused)
{
    (void)unused;
    fragment_table_init();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(one_thread), cmocka_unit_test(several_threads),
                                        cmocka_unit_test(threads_come_and_go) };
    return cmocka_run_group_tests(tests, init, NULL);
}
