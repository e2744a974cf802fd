/* core/run/linux/exec.c - execve of the application.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/linux/exec.h"
#include "core/rt/options.h"
#include "core/run/signal.h"
#include "core/run/stop.h"
#include "os/app_process.h"
#include "os/base/log.h"

static void
note(const char *why, const char *path)
{
    LOG(TOP, 1, "%s runs without the runtime: %s\n", path, why);
    UNUSED(why);
    UNUSED(path);
}

void
exec_carry_out(struct thread *t)
{
    /* On the runtime's stack of this thread: a vfork child's parent has another. */
    uint8_t scratch[OS_APP_EXEC_SCRATCH] ALIGNED(16);
    struct app_exec how = {
        .follow = options.follow_children,
        .options = (const char *const *)options.raw,
        .option_count = (unsigned)options.raw_count,
        .note = note,
        .scratch = scratch,
    };
    os_events_before_exec(signal_events(t));
    t->exec = &how;
    t->place = PLACE_SAFE;
    t->mc.reg[REG_AX] = (uintptr_t)os_app_exec(&t->mc, &how);
    stop_leave_safe(t);
    t->exec = NULL;
    os_events_after_failed_exec(signal_events(t));
}
