/* clients/windows/at_fork.c - nothing forks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/at_fork.h"

void
at_fork(void (*f)(void *drcontext))
{
    (void)f;
}
