/* core/run/hooks.h - what happens to threads and processes, for the modules that want to know.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each is a weak function that does nothing (hooks.c); a module that wants to know defines it.
 */
#ifndef CORE_RUN_HOOKS_H
#define CORE_RUN_HOOKS_H
#include "core/rt/thread.h"
#include "os/app_process.h"

/* ---- signals (core/run/signal.c) ---- */

/* In the parent, before the kernel makes the child: gives it its signal state. */
void signal_thread_created(struct thread *parent, struct thread *child, const struct app_clone *c);
/* The opposite: the thread is dead, or was never born.  May run on another thread. */
void signal_thread_gone(struct thread *t);
/* In a child with memory of its own. */
void signal_forked(struct thread *t, const struct app_clone *c);
/* Around execve: the kernel's mask and dispositions must be the application's meanwhile. */
void signal_before_exec(struct thread *t);
void signal_exec_failed(struct thread *t);

/* ---- clients (core/client, core/api) ---- */

void event_thread_begins(struct thread *t); /* on the new thread, before its first fragment */
void event_thread_ends(struct thread *t);   /* on the thread unless it was killed */
void event_forked(struct thread *t);        /* in a child with memory of its own */
void event_process_ends(struct thread *t);  /* once, before the counters are printed */

/* ---- code consistency (core/run/flush.c) ---- */

void flush_thread_created(struct thread *child); /* in the parent; child is not in the list yet */
void flush_thread_gone(struct thread *t);        /* no longer listed; its memory is freed next */
void flush_forked(struct thread *t);             /* t is the only thread */

#endif
