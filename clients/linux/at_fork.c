/* clients/linux/at_fork.c - being told in the child of a fork. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/at_fork.h"

#include "dr_api.h"

void
at_fork(void (*f)(void *drcontext))
{
    dr_register_fork_init_event(f);
}
