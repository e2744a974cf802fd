/* os/base/log.h - log lines by topic and level. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_LOG_H
#define OS_BASE_LOG_H

#include "os/base/types.h"

/* The bits are those of DR_LOG_* in include/dr_tools.h, so that dr_log() shares the mask. */
#define LOG_TOPICS(X)   \
    X(STATS, 0)         \
    X(TOP, 1)           \
    X(THREADS, 2)       \
    X(SYSCALLS, 3)      \
    X(ASYNCH, 4)        \
    X(INTERP, 5)        \
    X(EMIT, 6)          \
    X(LINKS, 7)         \
    X(CACHE, 8)         \
    X(FRAGMENT, 9)      \
    X(DISPATCH, 10)     \
    X(MONITOR, 11)      \
    X(HEAP, 12)         \
    X(VMAREAS, 13)      \
    X(SYNCH, 14)        \
    X(MEMSTATS, 15)     \
    X(OPTS, 16)         \
    X(SIDELINE, 17)     \
    X(SYMBOLS, 18)      \
    X(RCT, 19)          \
    X(NT, 20)           \
    X(HOT_PATCHING, 21) \
    X(HTABLE, 22)       \
    X(MODULEDB, 23)     \
    X(LOADER, 24)       \
    X(CLIENT, 25)

enum log_topic {
#define LOG_TOPIC_ENUM(name, bit) TOPIC_##name = 1 << (bit),
    LOG_TOPICS(LOG_TOPIC_ENUM)
#undef LOG_TOPIC_ENUM
};

/* Set once at start: nothing is logged while the level is 0 or no hook is set. */
extern int log_level;
extern uint32_t log_mask;

/* Receives whole lines (or what a caller passed without newline); may be called by any thread.
 * The hook adds what it knows of the thread. */
void
log_set_hook(void (*hook)(const char *text, size_t size));

static inline bool
log_is_on(uint32_t topics, int level)
{
    return UNLIKELY(level <= log_level && (topics & log_mask) != 0);
}

PRINTF_LIKE(1, 2) void
log_print(const char *fmt, ...);

void
log_vprint(const char *fmt, va_list ap);

/* LOG(DISPATCH, 2, "entering %p\n", pc): the arguments are evaluated only when the line is wanted. */
#ifdef DEBUG
#    define LOG(topic, level, ...)                     \
        do {                                           \
            if (log_is_on(TOPIC_##topic, (level)))     \
                log_print(__VA_ARGS__);                \
        } while (0)
#else
#    define LOG(topic, level, ...)                     \
        do {                                           \
            if (0 && TOPIC_##topic && (level))         \
                log_print(__VA_ARGS__);                \
        } while (0)
#endif

#endif
