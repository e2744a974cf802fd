/* core/run/emulate.h - instructions that the runtime carries out itself.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_EMULATE_H
#define CORE_RUN_EMULATE_H
#include "core/rt/thread.h"

/* The instruction at t->next: t->mc and t->next are those after it, or a fault waits. */
void emulate_instr(struct thread *t);

/* The instruction at t->next has just stored x87 state: corrects it; t->next is the one after. */
void emulate_x87_store(struct thread *t);

/* There is no code at t->next that can be translated: raises the fault that fetching or decoding
 * it does. */
void emulate_fetch_fault(struct thread *t);

/* An indirect branch has been carried out, to t->next, which no address can be: the processor would
 * have refused the branch.  `branch` is the lower half of its cache pc. */
void emulate_bad_branch(struct thread *t, uint32_t branch);

/* t->next is in a page of the kernel's that means system calls: carries one out.  False: it is
 * not. */
bool emulate_kernel_page(struct thread *t);

#endif
