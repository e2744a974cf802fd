/* tests/unit/test_lock.c - locks: order is checked, recursion, what a fork leaves, many threads.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/sync.h"
#include "os/thread.h"

#include <pthread.h>
#include <sched.h>

int assert_level = 3;
static __thread uintptr_t self = 1;
static jmp_buf caught;
static char complaint[200];
static volatile bool is_expected;

os_tid
os_thread_id(void)
{
    return self;
}

/* As a futex may: it returns without a reason. */
void
os_sync_wait(volatile uint32_t *word, uint32_t expected, int64_t timeout_ms)
{
    (void)timeout_ms;
    for (int i = 0; i < 100 && *word == expected; i++)
        sched_yield();
}

void
os_sync_wake(volatile uint32_t *word, int how_many)
{
    (void)word;
    (void)how_many;
}

int
fmt_snprintf(char *buf, size_t size, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(buf, size, format, list);
    va_end(list);
    return n;
}

void
base_assert_failed(const char *expr, const char *file, int line)
{
    if (!is_expected)
        _fail(file, line);
    snprintf(complaint, sizeof(complaint), "%s", expr);
    longjmp(caught, 1);
}

/* What is complained of when `wanted` is acquired. */
static const char *
complaint_about(struct lock *wanted)
{
    complaint[0] = '\0';
    is_expected = true;
    if (setjmp(caught) == 0)
        lock_acquire(wanted);
    is_expected = false;
    return complaint;
}

static void
rising_order(void **unused)
{
    (void)unused;
    lock_acquire_all();
    assert_true(lock_is_mine(&lock_memory) && lock_is_mine(&lock_log));
    lock_release_all(false);
    lock_acquire(&lock_memory);
    lock_acquire(&lock_heap);
    lock_release(&lock_memory); /* given up in any order */
    lock_acquire(&lock_log);
    lock_release(&lock_heap);
    lock_release(&lock_log);
    lock_acquire(&lock_memory);
    lock_release(&lock_memory);
}

static void
falling_order(void **unused)
{
    (void)unused;
    lock_acquire(&lock_build);
    assert_string_equal(complaint_about(&lock_threads), "lock threads is not taken while build is held");
    assert_string_equal(complaint_about(&lock_build), "lock build is not taken while build is held");
    assert_true(lock_try(&lock_memory)); /* does not wait */
    lock_release(&lock_memory);
    lock_release(&lock_build);
    assert_string_equal(complaint_about(&lock_threads), "");
    lock_release(&lock_threads);
}

static void
held_by_another(void **unused)
{
    (void)unused;
    lock_acquire(&lock_heap);
    self = 2;
    assert_false(lock_is_mine(&lock_heap));
    assert_false(lock_try(&lock_heap));
    assert_string_equal(complaint_about(&lock_memory), "");
    lock_release(&lock_memory);
    is_expected = true;
    bool refused = setjmp(caught) != 0;
    if (!refused)
        lock_release(&lock_heap);
    is_expected = false;
    assert_true(refused);
    self = 1;
    lock_release(&lock_heap);
}

static void
recursive(void **unused)
{
    (void)unused;
    lock_acquire_recursive(&lock_client);
    lock_acquire_recursive(&lock_client);
    assert_string_equal(complaint_about(&lock_modules), "lock modules is not taken while client is held");
    lock_release_recursive(&lock_client);
    assert_true(lock_is_mine(&lock_client));
    lock_release_recursive(&lock_client);
    assert_false(lock_is_mine(&lock_client));
}

static void
after_a_fork(void **unused)
{
    (void)unused;
    lock_acquire_all();
    self = 77; /* the child's only thread has another number */
    lock_release_all(true);
    assert_string_equal(complaint_about(&lock_memory), "");
    lock_release(&lock_memory);
    self = 1;
}

/* A client's own lock stands outside the order. */
static void
of_a_client(void **unused)
{
    (void)unused;
    struct lock own = { 0 };
    lock_acquire(&lock_log);
    assert_string_equal(complaint_about(&own), "");
    lock_release(&own);
    lock_release(&lock_log);
}

static int counted;

static void *
count(void *id)
{
    self = (uintptr_t)id;
    for (int i = 0; i < 20000; i++) {
        lock_acquire(&lock_build);
        counted++;
        lock_release(&lock_build);
    }
    return NULL;
}

static void
many_threads(void **unused)
{
    pthread_t t[4];
    (void)unused;
    for (uintptr_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&t[i], NULL, count, (void *)(i + 10)), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    assert_int_equal(counted, 4 * 20000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rising_order),    cmocka_unit_test(falling_order),
        cmocka_unit_test(held_by_another), cmocka_unit_test(recursive),
        cmocka_unit_test(after_a_fork),    cmocka_unit_test(of_a_client),
        cmocka_unit_test(many_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
