/* os/windows/sync.c - waiting for a word of memory, by keyed events.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Waiters stand in a list.  Who wakes takes some out and hands each its key, and waits until it has
 * been taken: a wake-up is not lost between the look at the word and the sleep.  A waiter that has been
 * taken out must take its key.  When the application has suspended it, it does so late: then the next
 * one is woken as well, and the late one, which sleeps in slices, finds that it has been taken out.  One
 * that has been ended is forgotten with its stack.
 *
 * The list has a lock of its own: whoever suspends or ends threads wherever they are holds it meanwhile.
 *
 * Alerts by thread number would be simpler, but the application's own locks use them.
 */
#include "os/sync.h"
#include "os/app_thread.h"
#include "os/base/atomic.h"
#include "os/windows/sync.h"
#include "os/windows/sys.h"

struct waiter {
    struct waiter *next;
    volatile uint32_t *word;
    uint32_t key[4]; /* its address is the key: aligned to more than the lowest bit */
    bool is_taken;
};

enum { PATIENCE_MS = 50, SLICE_MS = 100 };

static struct waiter *waiters;
static volatile uint32_t list_lock;

static void
lock_list(void)
{
    enum { SPINS = 200 };
    for (unsigned tries = 1; ATOMIC_XCHG(&list_lock, 1) != 0; tries++) {
        if (tries % SPINS == 0)
            SYS(NtYieldExecution, 0);
        cpu_relax();
    }
}

static void
unlock_list(void)
{
    ATOMIC_STORE(&list_lock, 0);
}

void
os_app_threads_hold(void)
{
    lock_list();
}

void
os_app_threads_let_go(void)
{
    unlock_list();
}

static void
unlist(struct waiter *w)
{
    struct waiter **link = &waiters;
    while (*link != w)
        link = &(*link)->next;
    *link = w->next;
}

static ntstatus
keyed(bool is_release, void *key, int64_t timeout_ms)
{
    int64_t relative = -timeout_ms * 10000;
    void *timeout = timeout_ms < 0 ? NULL : &relative;
    return is_release ? SYS(NtReleaseKeyedEvent, 0, key, 0, timeout) : SYS(NtWaitForKeyedEvent, 0, key, 0, timeout);
}

/* Whether w need not sleep any longer: it has been taken out, or its time is over. */
static bool
is_over(struct waiter *w, bool is_last)
{
    lock_list();
    bool is_taken = w->is_taken;
    if (!is_taken && is_last)
        unlist(w);
    unlock_list();
    if (is_taken)
        keyed(false, w->key, PATIENCE_MS);
    return is_taken || is_last;
}

static void
sleep_listed(struct waiter *w, int64_t timeout_ms)
{
    int64_t left = timeout_ms;
    for (;;) {
        bool is_last = left >= 0 && left <= SLICE_MS;
        if (keyed(false, w->key, is_last ? left : SLICE_MS) != STATUS_TIMEOUT || is_over(w, is_last))
            return;
        left -= left >= 0 ? SLICE_MS : 0;
    }
}

void
os_sync_wait(volatile uint32_t *word, uint32_t expected, int64_t timeout_ms)
{
    struct waiter w = { .word = word };
    lock_list();
    if (ATOMIC_LOAD(word) != expected) {
        unlock_list();
        return;
    }
    w.next = waiters;
    waiters = &w;
    unlock_list();
    sleep_listed(&w, timeout_ms);
}

void
sync_forget(uintptr_t stack_low, uintptr_t stack_high)
{
    struct waiter **link = &waiters;
    lock_list();
    while (*link != NULL) {
        if ((uintptr_t)*link >= stack_low && (uintptr_t)*link < stack_high)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
    unlock_list();
}

/* Takes one waiter for the word out, the one that has waited longest. */
static struct waiter *
take(volatile uint32_t *word)
{
    struct waiter *found = NULL;
    lock_list();
    for (struct waiter *w = waiters; w != NULL; w = w->next) {
        if (w->word == word)
            found = w;
    }
    if (found != NULL) {
        unlist(found);
        found->is_taken = true;
    }
    unlock_list();
    return found;
}

void
os_sync_wake(volatile uint32_t *word, int how_many)
{
    while (how_many > 0) {
        struct waiter *w = take(word);
        if (w == NULL)
            return;
        if (keyed(true, w->key, PATIENCE_MS) == STATUS_SUCCESS)
            how_many--;
    }
}
