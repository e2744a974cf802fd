/* core/run/process.h - processes that run in this address space, and the threads they have.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_PROCESS_H
#define CORE_RUN_PROCESS_H
#include "core/rt/thread.h"

/* Usually there is one.  A guest was made by vfork or the like and shares the memory of the one
 * that the runtime was started for; its end is not the end of the runtime. */
struct process {
    uintptr_t id;              /* as it sees itself; 0: not begun yet */
    volatile uint32_t threads; /* those that the kernel has not been asked to end */
    volatile uint32_t exiting; /* somebody is at process_about_to_exit */
    volatile uint32_t users;   /* thread structures that point here */
    bool is_guest;
};

/* A thread structure as every thread needs it; NULL: no memory. */
struct thread *process_thread_create(struct process *p);

/* The opposite, for a thread that is not running (or never was). */
void process_thread_destroy(struct thread *t);

/* The same for the calling thread: its stack stays. */
void process_thread_release(struct thread *t);

/* The first process's first thread. */
struct thread *process_first_thread(void);

struct process *process_new_guest(void);

/* The one that the runtime was started for. */
struct process *process_main(void);

/* After a fork, in the child: t is the only thread, whatever it was before. */
void process_forked(struct thread *t);

#endif
