/* os/windows/events.h - the kernel's entries into user mode.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_EVENTS_H
#define OS_WINDOWS_EVENTS_H
#include "os/app_event.h"
#include "os/windows/context.h"
#include "os/windows/event_state.h"

extern const struct os_event_upcalls *event_up;

/* The application has made its first system call: everything is there that its other threads need. */
extern volatile bool events_app_runs;

/* Goes on with the state in c, raw. */
_Noreturn void context_resume(struct nt_context *c);

/* The thread of e, which is at c, goes on by single steps until the application's state is complete. */
void events_begin_steps(struct os_events *e, struct nt_context *c);

/* The entries lead to the runtime from now on; hooks.c keeps what stood there. */
bool hooks_install(void);

#endif
