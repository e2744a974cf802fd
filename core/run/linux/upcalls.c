/* core/run/linux/upcalls.c - upcalls that this operating system never makes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/signal.h"
#include "os/base/assert.h"

void
signal_thread_begins(const struct mcontext *mc)
{
    UNUSED(mc);
    ASSERT_NOT_REACHED();
}

void
signal_callback_begins(const struct mcontext *mc)
{
    UNUSED(mc);
    ASSERT_NOT_REACHED();
}

void
signal_callback_ends(void)
{
    ASSERT_NOT_REACHED();
}
