/* core/rt/thread.h - one thread of the application, as the runtime sees it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RT_THREAD_H
#define CORE_RT_THREAD_H
#include "core/rt/tls_slots.h"
#include "os/base/types.h"
#include "os/mcontext.h"
#include "os/thread.h"

typedef const uint8_t *app_addr;   /* an application pc */
typedef uint8_t *cache_addr;       /* a pc inside the code cache */

/* Modules that keep something for each thread; see thread_slot(). */
enum thread_slot {
#define SLOT(name, owner) SLOT_##name,
#include "core/rt/slots.def"
#undef SLOT
    SLOT_COUNT
};

/* Where a thread is, for those who need it to be elsewhere. */
enum thread_place {
    PLACE_RUNTIME, /* in the dispatcher or below it; holds references into the cache */
    PLACE_CACHE,   /* in the code cache, or about to enter or leave it */
    PLACE_SAFE,    /* in a system call or asleep: holds no reference into the cache */
};

struct process;
struct app_exec;

enum { THREAD_SPILLED = 17 - TLS_CLIENT_COUNT };

struct thread {
    uintptr_t page[TLS_SLOT_COUNT]; /* the slots, where the operating system has no place of its own */
    uintptr_t *tls;                /* the slots; tls[TLS_SELF] is this structure */
    struct mcontext mc;            /* the application's registers while it is out of the cache */
    uint8_t *vector;               /* the application's vector state while client code runs */
    volatile uint32_t vector_saved; /* it is there now, not in the registers */
    volatile uint32_t clean_call;  /* client code runs, called from the cache; mc is valid */
    void *vector_block;            /* the heap block that holds it */
    uintptr_t stack_base;
    size_t stack_size;
    os_tid tid;              /* 0: it does not run yet */
    volatile uint32_t place; /* enum thread_place */
    volatile uint32_t is_dying;
    volatile uint64_t epoch; /* of the last safe point */
    volatile uint32_t stop;  /* asked to stop (core/run/stop.h) */
    volatile uint32_t waits; /* client code says that it may be taken for stopped */
    uintptr_t spilled[THREAD_SPILLED]; /* what a client has put into spill slots that no segment reaches */
    bool is_new;             /* clients have not been told of it yet */
    bool is_client;          /* made by a client: it runs no code of the application */
    bool is_nudge;           /* such a thread exists to handle a nudge */
    bool is_unstoppable;     /* such a thread wants to run on while others stop */
    uint64_t evicted;        /* the epoch for which it was last interrupted; guarded by lock_threads */
    bool is_listed;          /* guarded by lock_threads */
    bool is_kept;            /* its parent waits for it and frees it */
    struct process *process; /* threads of several processes may share our memory */
    struct app_exec *exec;   /* the execve under way; NULL: none */
    app_addr next;           /* where the application goes on, while out of the cache */
    app_addr passes;         /* a breakpoint that it passes, see core/run/breakpoint.c; NULL: none */
    uintptr_t write_fault;   /* address of a store to protected code, for the dispatcher */
    bool has_write_fault, write_fault_is_present;
    uint32_t refused_branch; /* lower half of the cache pc of a branch to next, which the processor
                                refuses, for the dispatcher; 0: none */
    uint16_t app_selector;   /* what the application has loaded into the runtime's segment register */
    void *slot[SLOT_COUNT];
    struct thread *list_next, *list_prev; /* guarded by lock_threads */
};

/* The lowest bytes of a stack, which nobody can access: more than a frame of most functions. */
enum { THREAD_STACK_GUARD = 64 * 1024 };

extern struct thread *thread_list; /* guarded by lock_threads */
extern uint32_t thread_count;

/* A thread structure with its stack, not yet in the list and not yet running; NULL: no memory. */
struct thread *thread_create(void);
void thread_destroy(struct thread *t);

/* Frees the structure, not the stack, which a thread that ends is still running on. */
void thread_forget(struct thread *t);

/* Enters t in the list, before its thread runs: nobody may believe to be alone meanwhile.  Its
 * place is safe and its tid 0 until it does. */
void thread_enlist(struct thread *t);

/* Binds the calling thread to t. */
void thread_attach(struct thread *t);

/* Takes t out of the list, if it is there: the last thing that anybody else sees of it. */
void thread_detach(struct thread *t);

/* t has been ended without a word: nobody may look at its slots, or wait for it.  It stays in the list.
 * Locks: caller holds lock_threads */
void thread_lost(struct thread *t);

/* After a fork, in the child: the calling thread is the only one left. */
void thread_only_me(struct thread *t);

/* The calling thread. */
struct thread *thread_self(void);

#endif
