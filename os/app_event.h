/* os/app_event.h - what the kernel makes happen to the application besides what its code does.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Signals on Linux.  The kernel side keeps the application's handlers, masks and alternate
 * stacks; the kernel itself sees the runtime's one handler.  That handler only notes what came
 * and sees to it that the thread reaches the dispatcher with the application's state complete;
 * there, os_events_deliver makes the frame that the application expects.
 */
#ifndef OS_APP_EVENT_H
#define OS_APP_EVENT_H
#include "os/mcontext.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct os_events; /* what one thread has: mask, alternate stack, what waits to be delivered */

/* Where a thread was found by the handler. */
enum event_place {
    OS_PLACE_APP,     /* the application's state is complete and kept; *mc now leads to the
                         dispatcher */
    OS_PLACE_STEP,    /* in the cache, in the middle of something: single steps lead out of it */
    OS_PLACE_RUNTIME, /* in the runtime, which will look at *stop before the cache is entered */
    OS_PLACE_ENTER,   /* why was OS_WHY_TRACE: in the switch into the cache */
    OS_PLACE_OURS,    /* why was OS_WHY_FAULT: as OS_PLACE_APP, but the fault is the runtime's */
};

/* Why the thread was interrupted. */
enum os_why {
    OS_WHY_FAULT, /* the instruction at pc faulted; OS_PLACE_STEP is never the answer */
    OS_WHY_ASYNC, /* something from outside */
    OS_WHY_TRACE, /* the application single-steps itself */
};

/* Errors that the runtime finds where the processor would have. */
enum os_fault {
    OS_FAULT_UNMAPPED,  /* execution of an address that is not mapped */
    OS_FAULT_NOT_EXEC,  /* execution of memory that is not executable */
    OS_FAULT_ILLEGAL,   /* an instruction that does not exist */
    OS_FAULT_READ_ONLY, /* a write to memory that is not writable */
    OS_FAULT_READ_ONLY_ABSENT, /* the same, and the page has no content yet */
    OS_FAULT_PROTECTED, /* a general protection fault: no address, but an error code */
    OS_FAULT_NO_ACCESS, /* execution of memory that is not accessible at all */
    OS_FAULT_NO_PAGE,   /* execution of a mapping behind the end of its file */
    OS_FAULT_NOT_READABLE, /* a read of memory that is not accessible */
    OS_FAULT_READ,         /* a read of memory that is not mapped */
    OS_FAULT_WRITE,        /* a write to such */
    OS_FAULT_BREAKPOINT,   /* a breakpoint of the processor's on this instruction */
};

/* The processor has so many. */
enum { OS_BREAKPOINTS = 4 };

/* How a thread comes to run elsewhere, other than by signals. */
enum os_move {
    OS_MOVE_APC,       /* to an asynchronous procedure call */
    OS_MOVE_EXCEPTION, /* to the dispatcher of exceptions */
    OS_MOVE_RAISE,     /* a call ends by raising an exception */
    OS_MOVE_CONTINUE,  /* it goes on with a state that it gives */
    OS_MOVE_SET,       /* its registers have been set, by itself or by another thread */
};

/* About a signal that is to be delivered. */
struct os_signal_facts {
    uintptr_t addr;  /* of a fault; 0: none */
    bool is_fault;   /* raised by the application's own instruction */
    bool is_blocked; /* by the application */
    void *record;    /* Windows: its exception record; NULL elsewhere */
};

struct os_event_upcalls {
    /* Says where the thread with these registers was.
     * Context: signal handler */
    enum event_place (*interrupted)(struct mcontext *mc, enum os_why why);

    /* The application wrote to memory that is mapped read-only, perhaps by the runtime: the thread
     * is at OS_PLACE_APP.  is_present: the page has content.  Context: signal handler */
    void (*write_fault)(uintptr_t addr, bool is_present);

    /* The application pc for a pc in the cache, 0 for any other. */
    uintptr_t (*app_pc)(uintptr_t pc);

    /* What the calling thread has. */
    struct os_events *(*self)(void);

    /* After a fault in the runtime or a client: true if *mc now leads to somebody who has prepared
     * for it.  Context: signal handler */
    bool (*recover)(struct mcontext *mc);

    /* A crash in the runtime or a client: prints what and where; does not return. */
    void (*crash)(const char *what, const struct mcontext *mc, uintptr_t addr);

    /* A signal is about to be delivered; sig may be set to 0 to drop it, or to its negative for the
     * default action whatever handler there is. */
    void (*deliver)(int *sig, struct mcontext *mc, const struct os_signal_facts *facts);

    /* Its handler comes next: mc is the state that it begins with. */
    void (*delivered)(int sig, const struct mcontext *before, const struct mcontext *mc);

    /* The process is going to die of a signal. */
    void (*dying)(int sig);

    /* Somebody has nudged this process; false: dropped.  Context: signal handler, any thread; or a thread
     * that exists for this only and that the runtime does not know */
    bool (*nudged)(uint32_t client, uint64_t argument);

    /* os_events_sample() for this thread: it was at mc.  Context: signal handler */
    void (*sampled)(const struct mcontext *mc);

    /* The kernel, or a call of the thread's, moves it in another way than by a signal: mc is where it
     * goes, before where it comes from. */
    void (*moved)(enum os_move why, const struct mcontext *before, const struct mcontext *mc);

    /* ---- where the kernel enters user mode in other ways than by signals ---- */

    /* The calling thread wants OS_FAULT_BREAKPOINT before these instructions from now on; 0: none.
     * Context: os_events_deliver */
    void (*breakpoints)(const uintptr_t at[OS_BREAKPOINTS]);

    /* The calling thread's application is in this state: it has chosen it itself. */
    void (*app_state)(const struct mcontext *mc);

    /* Another thread is suspended with these registers: as interrupted, for something from outside. */
    enum event_place (*stopped)(void *owner, struct mcontext *mc);

    /* The same for a look at it: mc becomes the application's.  False: not here, but soon. */
    bool (*app_registers)(void *owner, struct mcontext *mc);

    /* The vector registers of that thread, in fxsave's form, where client code runs; NULL: they are in
     * the processor. */
    const uint8_t *(*app_vectors)(void *owner);

    /* The pc that leads to the dispatcher. */
    uintptr_t (*dispatcher)(void);

    /* A thread that is not known yet begins with these registers.
     * Context: on the application's stack */
    void (*thread_begins)(const struct mcontext *mc);

    /* In the middle of a call of the calling thread's, the kernel calls the application. */
    void (*callback_begins)(const struct mcontext *mc);

    /* The application is about to return from that: what the call needs is as it was. */
    void (*callback_ends)(void);
};

/* Once at start, before the first thread is made known.  With sees_deaths, signals that the
 * application leaves to a default action that ends the process are delivered as well, so that
 * `dying` hears of them. */
void os_events_init(const struct os_event_upcalls *up, bool sees_deaths);

/* How a new thread relates to the one that makes it. */
enum { OS_EVENTS_SHARE_HANDLERS = 1, OS_EVENTS_KEEP_ALTSTACK = 2, OS_EVENTS_CLEAR_HANDLERS = 4 };

/* What this module needs of a thread. */
struct os_event_thread {
    volatile uintptr_t *stop; /* is set when the dispatcher is wanted */
    uintptr_t stack_low, stack_high; /* the runtime's stack for it */
    uintptr_t *stack_top;     /* where it is free from; may be lowered while a call is under way */
    void *owner;              /* whom upcalls about it are told */
};

/* For a new thread; parent NULL: the first one. */
struct os_events *os_events_create(const struct os_events *parent, int how,
                                   const struct os_event_thread *of);
void os_events_destroy(struct os_events *e);

/* In the new thread: handler stack and mask.  Before it, everything must be blocked. */
void os_events_attach(struct os_events *e);

/* Around the creation of a thread or process: nothing arrives between. */
void os_events_block_all(void);
void os_events_restore(struct os_events *e);

/* In the child of a fork: what waited was the parent's. */
void os_events_forked(struct os_events *e, bool clear_handlers);

/* Before the image is replaced: the dispositions that a new program inherits; after a failure,
 * as before. */
void os_events_before_exec(struct os_events *e);
void os_events_after_failed_exec(struct os_events *e);

/* Whether something waits. */
bool os_events_pending(const struct os_events *e);

/* Delivers one that waits: mc is the application's state, and then that of its handler. */
void os_events_deliver(struct os_events *e, struct mcontext *mc);

/* The memory that os_events_deliver may write to for the next one that waits. */
void os_events_frame_room(const struct os_events *e, const struct mcontext *mc, uintptr_t *start,
                          uintptr_t *size);

/* Whether the kernel itself may put a frame on this page, which os_events_frame_room does not tell: it belongs
 * to a stack, perhaps to the one that sp points to. */
bool os_events_may_hit(uintptr_t page, uintptr_t sp);

/* Raises a fault at mc->pc (addr: the address, for OS_FAULT_PROTECTED the error code, for
 * OS_FAULT_BREAKPOINT one bit for each that was met): it waits as if the processor had raised it. */
void os_events_raise(struct os_events *e, enum os_fault fault, uintptr_t addr, struct mcontext *mc);

/* What a system call of the application did that this module carries out itself. */
enum os_own {
    OS_OWN_NOT_MINE, /* some other module's */
    OS_OWN_DONE,     /* the result is in mc */
    OS_OWN_STOPPED,  /* something came first: deliver that, then the call again */
    OS_OWN_RESUME,   /* mc is a whole new state, pc included; vector state is set already */
};
enum os_own os_events_syscall(struct os_events *e, struct mcontext *mc);

/* A system call is being made: the application that steps itself gets no trap behind it. */
void os_events_no_trap(struct os_events *e);

/* After a call returned: whether it only ended because the runtime interrupted it. */
bool os_events_spurious_end(struct os_events *e, const struct mcontext *mc);

/* The calling thread is about to go back into the middle of something in the cache with the
 * registers in mc, while something waits: single steps lead it out. */
void os_events_step(struct os_events *e, struct mcontext *mc);

/* Makes another thread of this process come to the dispatcher.  e: what it has.  False: it is no more; somebody
 * outside this process has ended it. */
bool os_events_interrupt(struct os_events *e, uintptr_t tid);

/* Interrupts another thread of this process where it is, for a look at its registers. */
void os_events_sample(uintptr_t tid);

/* Sends a nudge to a process.  Where the kernel tells that it has arrived and been handled, waits for
 * that so long; 0: not at all. */
enum os_nudge {
    OS_NUDGE_SENT,
    OS_NUDGE_NO_PROCESS,
    OS_NUDGE_NO_RUNTIME, /* the process runs natively */
    OS_NUDGE_REFUSED,    /* nothing may be sent to it */
    OS_NUDGE_LATE,       /* it has not been handled in time */
};
enum os_nudge os_events_nudge(uintptr_t process, uint32_t client, uint64_t argument, uint32_t timeout_ms);

/* The calling thread is none of the application's: it gets no signals but for its own faults. */
void os_events_detach_thread(void);

/* What the thread believes in; pending: only what the kernel does not know of.
 * Context: any thread, while e cannot be destroyed */
struct app_view_signals;
void os_events_view(const struct os_events *e, struct app_view_signals *out);

/* The kernel's sigprocmask-like state that the application believes in; for clients. */
uint64_t os_events_mask(const struct os_events *e);

#endif
