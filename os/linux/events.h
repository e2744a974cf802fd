/* os/linux/events.h - what the parts of the signal code share.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_EVENTS_H
#define OS_LINUX_EVENTS_H
#include "os/app_event.h"
#include "os/linux/events_queue.h"

/* The application's handlers; shared by the threads of a process (CLONE_SIGHAND). */
struct handlers {
    uint32_t references;
    volatile uint32_t lock;
    struct k_sigaction action[K_SIGNALS + 1];
};

enum { HANDLER_STACK = 64 * 1024 };

struct os_events {
    struct handlers *handlers;
    volatile uintptr_t *stop;
    uint64_t mask; /* what the application has blocked */
    struct k_stack alt;
    struct event_queue noted;
    struct noted held[6]; /* came for the runtime's own signals while the application blocked them */
    uint64_t held_set;
    bool cleared;           /* born with CLONE_CLEAR_SIGHAND */
    bool is_stepping;       /* TF is ours */
    bool step_was_pushf;
    bool just_entered;      /* TF of the application: the switch into the cache was stepped */
    bool owes_trap;         /* the same: an instruction that left the cache was stepped */
    volatile bool internal; /* interrupted by the runtime itself */
    uint8_t *stack;
};

/* Signals that the kernel always delivers to the runtime's handler and never blocks. */
#define OWNED_SIGNALS                                                                     \
    (sig_bit(K_SIGILL) | sig_bit(K_SIGTRAP) | sig_bit(K_SIGBUS) | sig_bit(K_SIGFPE) |     \
     sig_bit(K_SIGSEGV) | sig_bit(K_SIGSTKFLT))
/* The codes are ours, except that of nudges, which come from other processes (include/dr_nudge_signal.h). */
enum { INTERRUPT_SIGNAL = K_SIGSTKFLT, INTERRUPT_CODE = -71, SAMPLE_CODE = -73 };

extern const struct os_event_upcalls *event_up;

/* Registers between the kernel's layout and ours. */
void events_from_kernel(const struct k_sigcontext *sc, struct mcontext *mc);
void events_to_kernel(const struct mcontext *mc, struct k_sigcontext *sc);

/* Writes the frame for a handler to the application's stack; false: there is no room. */
bool events_make_frame(struct os_events *e, const struct k_sigaction *a, const struct noted *n,
                       struct mcontext *mc);

/* rt_sigreturn: does not come back; the thread goes on in the dispatcher by way of `again`. */
enum os_own events_sigreturn(struct os_events *e, struct mcontext *mc);

/* sigaltstack with the stack pointer at sp: 0 or an error. */
intptr_t events_set_alt_stack(struct os_events *e, uintptr_t sp, const struct k_stack *s);

void events_set_kernel_mask(uint64_t mask);

/* The kernel's action for what the application has asked for. */
struct k_sigaction events_kernel_action(int sig, const struct k_sigaction *app);
void events_install(int sig, const struct k_sigaction *app);
void events_lock(struct handlers *h);
void events_unlock(struct handlers *h);

/* Bytes that the kernel's frame takes for vector state, and the features in it. */
size_t events_xstate_size(void);
uint64_t events_xstate_features(void);
void events_learn_xstate(uintptr_t fpstate);

/* Dies of sig as the kernel would have it, or does what its default is. */
void events_default_action(struct os_events *e, const struct noted *n);

#endif
