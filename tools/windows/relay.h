/* tools/windows/relay.h - the runtime's own output, when the standard files are a console.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not every process can write to a console as to a file: before Windows 8 none can without its libraries,
 * later only those that are attached to it, which programs with windows never are, and others not at once.
 * So the runtime and its clients write to pipes, and drrun, which has the console, passes it on.
 */
#ifndef TOOLS_WINDOWS_RELAY_H
#define TOOLS_WINDOWS_RELAY_H
#include <windows.h>

enum { RELAYS = 2 }; /* of the standard output, of the standard error */

struct relay {
    HANDLE from, to_us, console, thread;
    volatile LONG is_ending;
};

/* Begins with those that are consoles; to_us of the others is NULL. */
void relay_begin(struct relay relays[RELAYS]);

/* All that has been written until now has reached the console. */
void relay_end(struct relay relays[RELAYS]);

#endif
