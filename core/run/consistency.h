/* core/run/consistency.h - translated code stays what the application's code says.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Writable pages with translated code alternate between two modes (core/app/code_pages.h).
 * While code runs, they are guarded: really read-only.  The first write opens the page: its
 * fragments are suspended, a copy of the bytes is kept, and the writer goes on at full speed.  The
 * first jump to the page ends that: it is guarded again, compared with the copy, fragments
 * of changed bytes are removed, the others come back.  This needs no look at the storing
 * instruction, however odd.
 *
 * It fails where the writer itself runs on the page that it writes to, and is slow where the two
 * modes alternate quickly.  Such a page becomes CHECKED: it stays writable, and its blocks compare
 * their source each time before they run, and end behind each store.
 *
 * So do pages that somebody may write to without a fault that could be seen or answered: stacks on which the
 * kernel puts frames, and buffers of system calls that go on after they have returned.
 *
 * An mprotect that takes the right to execute away suspends as well, and nothing is lost when it
 * comes back: JITs do that around each function that they add.
 */
#ifndef CORE_RUN_CONSISTENCY_H
#define CORE_RUN_CONSISTENCY_H
#include "core/cache/fragment.h"

enum write_fault {
    WRITE_NOT_OURS, /* the application may not write there: its fault */
    WRITE_RETRY,    /* the instruction is to be run again */
    WRITE_KEPT,     /* to a page where the runtime has written over code: core/run/kept_code.h */
};

/* A write to fault_addr by the instruction at pc (t->next for one in the cache; NULL: the kernel or
 * the runtime was writing) has been refused.
 * Context: runtime, not a fault handler.  Locks: takes lock_memory, lock_build */
enum write_fault consistency_write_fault(uintptr_t fault_addr, app_addr pc);

/* Someone is about to write [start, start + size) without a fault that can be seen (the kernel).
 * Locks: takes lock_memory, lock_build when there is anything to do */
void consistency_before_write(uintptr_t start, size_t size);

/* Someone may write to [start, start + size) at any moment from now on, without a fault that can be seen: code
 * there is compared each time before it runs, as long as the application may write there.
 * Locks: takes lock_memory, lock_build */
void consistency_expose(uintptr_t start, size_t size);

/* Whether building or reviving code at tag needs lock_memory: its pages' protection may change. */
bool consistency_is_delicate(app_addr tag);

/* Makes the pages at tag ready to run, before a fragment is looked for and built, by a thread with that stack
 * pointer.
 * Locks: caller holds lock_build, and lock_memory and lock_threads if consistency_is_delicate says so */
void consistency_prepare(app_addr tag, uintptr_t sp);

/* The source of the checked fragment f is not what it was: afterwards it is up to date, or gone.
 * True: indirect branches come to it, so what replaces it should begin with a landing.
 * Locks: takes lock_build */
bool consistency_check_failed(struct fragment *f);

/* The application has given [start, end) another protection, which the map knows already.
 * Locks: caller holds lock_memory and lock_build */
void consistency_protected(uintptr_t start, uintptr_t end);

/* Gives [start, end) the protection that the application believes in, and drops its fragments.
 * Locks: caller holds lock_memory and lock_build */
void consistency_release(uintptr_t start, uintptr_t end);

/* The contents of [start, end) are others now, or gone.
 * Locks: caller holds lock_memory and lock_build */
void consistency_replaced(uintptr_t start, uintptr_t end);

#endif
