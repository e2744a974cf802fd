/* core/rt/drcontext.h - what a client's `drcontext` points to: one for each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_RT_DRCONTEXT_H
#define CORE_RT_DRCONTEXT_H

#include "core/rt/thread.h"
#include "dr_defines.h"
#include "ir/context.h"
#include "os/file.h"

struct fragment;

/* Instructions and their operands come and go by the dozen with each block: the thread keeps what
 * it frees of up to KEPT_CLASSES * KEPT_STEP bytes, and takes it from there without a lock. */
enum { KEPT_CLASSES = 8, KEPT_STEP = 32 };

struct kept {
    struct kept *next;
};

struct drcontext {
    struct ir_context ir; /* first: ir/ sees nothing else of it */
    struct thread *thread;
    void *tls_field;         /* dr_set_tls_field */
    struct try_frame *tries; /* core/rt/try.h: the innermost first */
    dr_error_code_t error;
    bool makes_another;                /* dr_syscall_invoke_another */
    bool in_block_event;               /* the thread builds a fragment, and has lock_build */
    const struct fragment *faulted_in; /* a fault there waits for the dispatcher; NULL: none */
    const struct fragment *delivering; /* the same while the signal is delivered */
    struct mcontext raw;               /* the registers in the cache at that fault */
    struct kept *kept[KEPT_CLASSES];   /* free memory for instructions, by size */
};

/* The default context for ir/ and for functions that take NULL.
 * Context: init
 */
void drcontext_init(void);

/* Makes the thread's, in its slot; gone again with destroy.
 * Context: runtime; the thread need not run yet
 */
struct drcontext *drcontext_create(struct thread *t);
void drcontext_destroy(struct thread *t);

static inline struct drcontext *drcontext_of(const struct thread *t)
{
    return t->slot[SLOT_client];
}

/* The calling thread's; NULL before it has one. */
struct drcontext *drcontext_self(void);

/* The context that a client passed: NULL and GLOBAL_DCONTEXT mean the calling thread's. */
struct drcontext *drcontext_from(void *passed);

/* The file that a client means: 1 and 2 stand for the files that the process was started with, even
 * when the application has closed those descriptors. */
os_file drcontext_file(file_t f);

/* The other way, and whether it is one of the three that the process was started with. */
file_t
drcontext_file_for_client(os_file f);
bool
drcontext_file_is_standard(file_t f);

#endif
