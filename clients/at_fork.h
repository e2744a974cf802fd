/* clients/at_fork.h - being told in the child of a fork, where there are forks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_AT_FORK_H
#define CLIENTS_AT_FORK_H

/* clients/PLATFORM/at_fork.c implements it. */
void
at_fork(void (*f)(void *drcontext));

#endif
