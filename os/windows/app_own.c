/* os/windows/app_own.c - calls whose native answer would show the runtime.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_syscall.h"
#include "os/app_view.h"
#include "os/base/types.h"

static const struct app_view *view;

void
os_app_view_set(const struct app_view *v)
{
    view = v;
}

bool
os_app_syscall_own(struct mcontext *mc, const struct app_syscall_self *self)
{
    UNUSED(mc);
    UNUSED(self);
    return false;
}
