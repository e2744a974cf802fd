/* os/windows/event_state.h - what one thread has of exceptions, calls and callbacks.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_EVENT_STATE_H
#define OS_WINDOWS_EVENT_STATE_H
#include "os/app_event.h"
#include "os/windows/pop_fault.h"
#include "os/windows/sys.h"

/* The kernel has put something on the application's stack: it runs from there when the application's
 * state is complete. */
struct event {
    enum nt_entry entry;
    uintptr_t frame;         /* the stack pointer there */
    struct nt_context *context; /* what was interrupted; NULL: nothing to correct */
    uint64_t *machine;       /* the same once more, see frame_machine(); NULL: it is not there */
    struct mcontext mc;      /* registers as the kernel has set them */
    bool is_whole;           /* the context is an application's already */
    bool is_pushed;          /* ENTRY_RAISE: the kernel has put a return address there */
    size_t kept;             /* bytes of the frame that are in kept_frame, which has to be put back */
};

/* A callback of the kernel's within a call. */
struct level {
    uintptr_t frame; /* of the call */
};

enum { EVENT_ROOM = 4, LEVEL_ROOM = 64, FRAME_ROOM = 0x4000 };

struct os_events {
    uintptr_t frame;                 /* of the call under way, app_entry.S; 0: none */
    uintptr_t stack_low, stack_high; /* the runtime's stack */
    uintptr_t *stack_top;            /* where it is free from */
    volatile uintptr_t *stop;
    struct event pending[EVENT_ROOM];
    unsigned count;
    uint8_t *kept_frame; /* room for a frame that came while the runtime was at work; may be NULL */
    struct pop_faults pop_faults;
    struct event held; /* a write that was refused: an exception if it is not our doing */
    bool is_held;
    volatile bool is_stepping;  /* the runtime leads the thread out of the cache by single steps */
    bool step_was_pushf;
    bool just_entered, owes_trap; /* of an application that steps itself, see trace_entered() */
    struct next_context *next_context; /* another thread has set it, own_context.h */
    volatile bool has_next_state;
    uintptr_t break_at[OS_BREAKPOINTS]; /* debug_regs.h */
    uint64_t break_switches;            /* of the control register, for those */
    volatile bool has_new_breaks;       /* the core does not know them yet */
    void *owner;
    struct level level[LEVEL_ROOM];
    unsigned depth;
};

#endif
