/* os/linux/nudge.c - nudges, and threads that are none of the application's.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_nudge_signal.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/events.h"
#include "os/linux/sys.h"
#include "os/thread.h"
#include <linux/fcntl.h>

/* The set of signals in a line of /proc/PID/status; 0 if there is none. */
static uint64_t
set_in(const char *text, const char *line)
{
    const char *at = strstr(text, line);
    return at == NULL ? 0 : strtoull(at + strlen(line), NULL, 16);
}

/* Whether the process has a handler for the signal, without which it would die, and whether one is
 * on its way: a second one would be dropped. */
static bool
look(uintptr_t process, bool *is_waiting)
{
    char path[40], text[4096];
    fmt_snprintf(path, sizeof(path), "/proc/%zu/status", (size_t)process);
    intptr_t fd = sys3(__NR_open, path, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return false;
    intptr_t n = sys3(__NR_read, fd, text, sizeof(text) - 1);
    sys1(__NR_close, fd);
    text[n < 0 ? 0 : n] = '\0';
    *is_waiting = (set_in(text, "\nShdPnd:") & sig_bit(NUDGE_SIGNAL)) != 0;
    return (set_in(text, "\nSigCgt:") & sig_bit(NUDGE_SIGNAL)) != 0;
}

static bool
wait_for_turn(uintptr_t process)
{
    enum { NAP_US = 1000, MOST_NAPS = 5000 };
    bool is_waiting = false;
    for (int naps = 0; look(process, &is_waiting); naps++) {
        if (!is_waiting)
            return true;
        if (naps == MOST_NAPS)
            return false;
        os_thread_sleep(NAP_US);
    }
    return false;
}

/* Nobody answers: there is nothing to wait for. */
enum os_nudge
os_events_nudge(uintptr_t process, uint32_t client, uint64_t argument, uint32_t timeout_ms)
{
    (void)timeout_ms;
    struct nudge_info n = { .signo = NUDGE_SIGNAL,
                            .code = NUDGE_CODE,
                            .sender = (uint32_t)sys0(__NR_getpid),
                            .user = (uint32_t)sys0(__NR_getuid),
                            .argument = argument,
                            .client = client,
                            .version = NUDGE_VERSION };
    if (!wait_for_turn(process))
        return OS_NUDGE_NO_RUNTIME;
    return sys3(__NR_rt_sigqueueinfo, process, NUDGE_SIGNAL, &n) == 0 ? OS_NUDGE_SENT : OS_NUDGE_REFUSED;
}

void
os_events_detach_thread(void)
{
    uint64_t mask = ~(OWNED_SIGNALS & ~sig_bit(INTERRUPT_SIGNAL));
    sys4(__NR_rt_sigprocmask, K_SIG_SETMASK, &mask, 0, 8);
}
