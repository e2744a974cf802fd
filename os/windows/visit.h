/* os/windows/visit.h - a thread of the runtime's own that another process makes, to bring a message.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The other process finds our entry by the jump that stands over ntdll's function for new threads; in
 * front of it stand a mark and the distances to what it needs (app_entry.S).  It puts the message into
 * memory of this process, and makes a thread that begins at visit_marker with the message's address.
 */
#ifndef OS_WINDOWS_VISIT_H
#define OS_WINDOWS_VISIT_H
#include "os/windows/context.h"

/* What stands in front of the entry. */
struct visit_sign {
    char mark[8];
    int32_t marker, ready; /* from the entry to visit_marker, and to visit_ready */
};
#define VISIT_MARK "DRvisit1"

struct visit_message {
    uint32_t client;
    uint64_t argument;
};

/* A thread begins with this context: does not return if it brings a message, which `nudged` gets. */
void visit_start(const struct nt_context *c, bool (*nudged)(uint32_t client, uint64_t argument));

/* From now on visitors are welcome. */
void visit_open(void);

/* Where they go: assembly and other processes know these. */
void visit_marker(void);
extern volatile uint32_t visit_ready;

#endif
