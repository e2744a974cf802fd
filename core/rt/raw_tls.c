/* core/rt/raw_tls.c - slots of a thread that clients take for themselves.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/raw_tls.h"
#include "core/rt/lock.h"
#include "core/rt/thread.h"
#include "os/tls.h"

/* All guarded by lock_client. */
static bool is_taken[TLS_RAW_COUNT];
static bool is_ours[TLS_RAW_COUNT];
static bool is_used[TLS_RAW_COUNT]; /* was taken once: threads may have something there */

/* The slot is ours now, if it was not before. */
static bool
claim(unsigned slot)
{
    is_ours[slot] = is_ours[slot] || os_tls_claim(TLS_RAW + slot, 1);
    return is_ours[slot];
}

static bool
is_free(unsigned first, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (is_taken[first + i])
            return false;
    for (unsigned i = 0; i < count; i++)
        if (!claim(first + i))
            return false;
    return true;
}

static void
clear_in_all_threads(unsigned slot)
{
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next)
        t->tls[TLS_RAW + slot] = 0;
    lock_release(&lock_threads);
}

/* From the last one on: those that stay the application's are as it would be given them natively. */
static int
find(unsigned count, bool (*fits)(unsigned first, void *arg), void *arg)
{
    for (int first = TLS_RAW_COUNT - (int)count; first >= 0; first--)
        if (fits((unsigned)first, arg) && is_free((unsigned)first, count))
            return first;
    return -1;
}

int
raw_tls_take(unsigned count, bool (*fits)(unsigned first, void *arg), void *arg)
{
    bool was_used[TLS_RAW_COUNT];
    if (count > TLS_RAW_COUNT)
        return -1;
    lock_acquire(&lock_client);
    int first = find(count, fits, arg);
    for (unsigned i = 0; first >= 0 && i < count; i++) {
        unsigned slot = (unsigned)first + i;
        was_used[i] = is_used[slot];
        is_taken[slot] = is_used[slot] = true;
    }
    lock_release(&lock_client);
    for (unsigned i = 0; first >= 0 && i < count; i++)
        if (was_used[i])
            clear_in_all_threads((unsigned)first + i);
    return first;
}

bool
raw_tls_give_back(unsigned first, unsigned count)
{
    bool ok = true;
    if (first >= TLS_RAW_COUNT || count > TLS_RAW_COUNT - first)
        return false;
    lock_acquire(&lock_client);
    for (unsigned i = 0; i < count; i++) {
        ok = ok && is_taken[first + i];
        is_taken[first + i] = false;
    }
    lock_release(&lock_client);
    return ok;
}

static bool
anywhere(unsigned first, void *arg)
{
    UNUSED(first);
    UNUSED(arg);
    return true;
}

void
raw_tls_keep_some(void)
{
    lock_acquire(&lock_client);
    find(RAW_TLS_KEPT, anywhere, NULL);
    lock_release(&lock_client);
}
