/* core/run/linux/clone.h - clone, fork and vfork of the application.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_LINUX_CLONE_H
#define CORE_RUN_LINUX_CLONE_H
#include "core/rt/thread.h"

/* Carries out the call in t->mc, and returns in the parent and in a child with memory of its own;
 * a child that shares memory goes its way from the dispatcher. */
void clone_carry_out(struct thread *t);

#endif
