/* include/dr_nudge_signal.h - how a nudge looks: a message for a client in a process under the runtime.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A signal that the runtime never blocks, sent to the process with a code that neither the kernel
 * nor sigqueue() uses.  The kernel hands on the first 48 bytes of the structure as they are.
 */
#ifndef DR_NUDGE_SIGNAL_H
#define DR_NUDGE_SIGNAL_H
#include <stdint.h>

enum { NUDGE_SIGNAL = 16 /* SIGSTKFLT */, NUDGE_CODE = -72, NUDGE_VERSION = 0x6e756401 };

struct nudge_info {
    int32_t signo, error, code, pad;
    uint32_t sender, user; /* as the kernel fills them in */
    uint64_t argument;
    uint32_t client, version;
    uint64_t unused[11];
};

#endif
