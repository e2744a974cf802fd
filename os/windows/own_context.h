/* os/windows/own_context.h - whole states that the application gives its own threads, or asks for.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_OWN_CONTEXT_H
#define OS_WINDOWS_OWN_CONTEXT_H
#include "os/base/types.h"
#include "os/windows/context.h"
#include "os/windows/event_state.h"

/* Room for a context with its extended state, wherever that has to be aligned. */
enum { CONTEXT_ROOM = 0x3000 };
struct context_room {
    uint8_t bytes[CONTEXT_ROOM + 64] ALIGNED(64);
};

/* A state that another thread has set, until the thread takes it. */
struct next_context {
    struct context_room room;
    struct mcontext mc;
    struct nt_context *c; /* with has_context: as it was given */
    bool has_context;
};

/* Copies a context of the application's with all that belongs to it. */
ntstatus own_context_read(uintptr_t at, struct context_room *room, struct nt_context **out);

/* The calls, for the calling thread itself. */
enum os_own own_context_continue(struct os_events *e, struct mcontext *mc);
enum os_own own_context_set(struct os_events *e, struct mcontext *mc);
enum os_own own_context_get(const struct os_events *e, struct mcontext *mc);

/* For the suspended thread of e: it will have these registers, and the vector registers of the context
 * at `at`.  False: out of memory. */
bool own_context_leave(struct os_events *e, const struct mcontext *app, uintptr_t at);

/* Whether such a state waits; then its registers, and its vector registers where c has room for them. */
bool own_context_waits(const struct os_events *e, struct mcontext *app);
void own_context_show_vectors(const struct os_events *e, struct nt_context *c);

/* The thread of e is gone. */
void own_context_forget(struct os_events *e);

/* The thread takes it, in the dispatcher. */
void own_context_take(struct os_events *e, struct mcontext *mc);

#endif
