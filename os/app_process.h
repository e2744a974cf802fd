/* os/app_process.h - threads and processes that the application makes, executes and ends.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Unix only: Windows makes threads and processes in other ways and gets a header of its own.
 */
#ifndef OS_APP_PROCESS_H
#define OS_APP_PROCESS_H
#include "os/mcontext.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a clone, fork or vfork asks for. */
struct app_clone {
    bool shares_memory;   /* the child runs in this very address space */
    bool is_thread;       /* ... and belongs to this process */
    bool parent_waits;    /* until the child has executed something or is gone */
    bool shares_handlers; /* one table of signal handlers for both */
    bool clears_handlers; /* the child begins with default handlers */
    uintptr_t sp;         /* the child's stack pointer; 0: what the parent has */
    uint64_t flags;       /* the kernel's word for all that */
    uintptr_t call[7];    /* the number of the system call and its arguments */
    uint8_t copy[256];    /* of what an argument points to, so that it is read only once */
};

/* Reads the request from the registers.  0, or the negative code that is its result. */
intptr_t os_app_clone_read(const struct mcontext *mc, struct app_clone *out);

/* Where a child that shares our memory begins: it must not touch the parent's stack. */
struct app_child {
    uintptr_t sp;              /* of a stack of the runtime's, with nothing on it */
    void (*begin)(void *arg);  /* does not return */
    void *arg;
};

/* Makes the child.  Returns in the parent with the kernel's result; in a child with memory of its
 * own, with 0, on the stack it had.  A child that shares memory goes to child->begin instead: the
 * thread's page (os/tls.h) is still the parent's there.
 * Context: runtime, with interruptions blocked */
intptr_t os_app_clone_run(const struct app_clone *c, const struct app_child *child);

/* A request for one more thread of this process, of the runtime's own: it begins with the caller's
 * thread-local storage. */
void os_app_clone_own(struct app_clone *out);

/* Ends such a thread, after giving back the stack it runs on.
 * Context: runtime, with interruptions blocked; no lock held */
_Noreturn void os_thread_exit_own(uintptr_t stack, size_t size);

/* Ends the calling thread, or the whole process, with the code of the application's system call
 * after giving back the stack it runs on; size 0: it stays.
 * Context: runtime, with interruptions blocked; no lock held */
_Noreturn void os_app_exit(const struct mcontext *mc, uintptr_t stack, size_t size);

/* Whether the calling thread is this process's last as far as the kernel knows; true where threads are made
 * by the runtime only: it has counted them itself. */
bool os_app_is_last_thread(void);

/* Keeps every signal that can be blocked from the calling thread; gives what was let through
 * before, for os_interrupts_restore. */
uint64_t os_interrupts_block(void);
void os_interrupts_restore(uint64_t before);

/* How the application's execve and execveat are carried out. */
struct app_exec {
    bool follow;                /* the new program runs under the runtime as well */
    const char *const *options; /* for it: the runtime's own words */
    unsigned option_count;
    void (*note)(const char *why, const char *path); /* a program that will not be followed */
    void *scratch;              /* OS_APP_EXEC_SCRATCH bytes, not shared with a waiting parent */
    void *state;                /* set while the call runs, for os_app_exec_clean */
};
enum { OS_APP_EXEC_SCRATCH = 48 * 1024 };

/* Returns only when it failed, with the kernel's code.
 * Context: runtime; the kernel's signal mask and handlers are the application's */
intptr_t os_app_exec(const struct mcontext *mc, struct app_exec *how);

/* After a child that shared our memory has executed a program: frees what its call left behind. */
void os_app_exec_clean(struct app_exec *how);

/* Whether a thread of this process or of one that shares our memory still exists. */
bool os_app_thread_exists(uintptr_t process, uintptr_t thread);

#endif
