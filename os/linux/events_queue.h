/* os/linux/events_queue.h - signals that came and wait for the dispatcher.
 * SPDX-License-Identifier: Apache-2.0
 *
 * One thread uses a queue, but its signal handler may interrupt it anywhere in these functions and
 * put something in.  So the place is claimed first, in one step, and filled then; only the
 * dispatcher takes out, and nothing that it has interrupted is half filled.
 */
#ifndef OS_LINUX_EVENTS_QUEUE_H
#define OS_LINUX_EVENTS_QUEUE_H
#include "os/linux/signal_abi.h"

struct noted {
    struct k_siginfo info;
    uint64_t err, trapno, cr2;
    bool is_fault; /* raised by the application's own instruction */
};

enum { MOST_NOTED = 16 };

struct event_queue {
    struct noted ring[MOST_NOTED];
    volatile uint32_t head, tail; /* counted without end; taken out at head, put in at tail */
};

/* Puts a copy in; false: it is full, and nothing has changed. */
bool event_queue_put(struct event_queue *q, const struct noted *n);

bool event_queue_is_empty(const struct event_queue *q);

/* The next one, which stays in; then the same one out.  The queue is not empty. */
const struct noted *event_queue_first(const struct event_queue *q);
struct noted event_queue_take(struct event_queue *q);

void event_queue_clear(struct event_queue *q);

#endif
