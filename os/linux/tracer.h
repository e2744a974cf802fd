/* os/linux/tracer.h - who traces this process: a debugger wants to see the program as it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_TRACER_H
#define OS_LINUX_TRACER_H
#include <stdbool.h>

/* Before the first child is made: whoever traces now watches the runtime, too. */
void tracer_note(void);

/* Whether the calling process is traced by somebody else than its parent was, or itself before:
 * most likely a debugger that runs here and has made this process for the program it debugs. */
bool tracer_is_new(void);

#endif
