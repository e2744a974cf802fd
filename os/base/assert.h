/* os/base/assert.h - assertions at three levels, and the end of the line for what cannot go on. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_ASSERT_H
#define OS_BASE_ASSERT_H

#include "os/base/types.h"

/* This floor calls no kernel: whoever starts the process tells it how to write and how to end.
 * Before base_set_hooks() output is lost and exit traps.
 */
struct base_hooks {
    void (*write)(int fd, const char *text, size_t size);
    void (*exit)(int status); /* does not return */
};

/* The structure must live as long as the process. */
void
base_set_hooks(const struct base_hooks *hooks);

/* Writes to the descriptor through the hook. */
void
base_write(int fd, const char *text, size_t size);

/* Exit statuses that are the runtime's and hardly ever an application's. */
enum {
    EXIT_USER_ERROR = 125, /* it could not be started: the user's mistake, or no memory */
    EXIT_INTERNAL = 134,   /* an assertion failed: as after abort() */
};

/* Prints "drrun: " and the text and a newline on stderr in one write, then ends the process. */
NORETURN PRINTF_LIKE(1, 2) void
base_fatal(const char *fmt, ...);

NORETURN void
base_assert_failed(const char *expr, const char *file, int line);

/* Asserts above this level are skipped: 0 none, 1 cheap, 2 costs time, 3 walks whole structures. */
extern int assert_level;

#define FATAL(...) base_fatal(__VA_ARGS__)

#ifdef DEBUG
#    define ASSERT(level, cond)                                    \
        do {                                                       \
            if (UNLIKELY((level) <= assert_level && !(cond)))      \
                base_assert_failed(#cond, __FILE__, __LINE__);     \
        } while (0)
#    define ASSERT_NOT_REACHED() base_assert_failed("not reached", __FILE__, __LINE__)
#else
/* The condition is compiled, so that it does not rot, but never evaluated. */
#    define ASSERT(level, cond)                                    \
        do {                                                       \
            if (0 && (level) != 0 && (cond)) {                     \
            }                                                      \
        } while (0)
#    define ASSERT_NOT_REACHED() __builtin_trap()
#endif

#endif
