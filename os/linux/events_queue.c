/* os/linux/events_queue.c - signals that came and wait for the dispatcher.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/linux/events_queue.h"

bool
event_queue_put(struct event_queue *q, const struct noted *n)
{
    uint32_t at = q->tail;
    do {
        if (at - q->head == MOST_NOTED)
            return false;
    } while (!__atomic_compare_exchange_n(&q->tail, &at, at + 1, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    q->ring[at % MOST_NOTED] = *n;
    return true;
}

bool
event_queue_is_empty(const struct event_queue *q)
{
    return q->head == q->tail;
}

const struct noted *
event_queue_first(const struct event_queue *q)
{
    return &q->ring[q->head % MOST_NOTED];
}

/* The place is free for the handler only when it has been read. */
struct noted
event_queue_take(struct event_queue *q)
{
    struct noted n = *event_queue_first(q);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    q->head = q->head + 1;
    return n;
}

void
event_queue_clear(struct event_queue *q)
{
    q->head = q->tail;
}
